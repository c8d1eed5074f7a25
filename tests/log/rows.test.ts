import { createRequire } from 'node:module'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf } from '../../src/kit/bytes'
import {
  LONGEST_ROW,
  bodyText,
  isHash,
  makeRow,
  makeSeal,
  numberIn,
  placeIn,
  readRow,
  readSeal,
  signatureOf,
  worldId,
  writeBody,
  writeSeal,
} from '../../src/log/rows'
import type { Body, Data, Json, SealBody } from '../../src/log/types'

const blns = createRequire(import.meta.url)('big-list-of-naughty-strings') as string[]

const world = hashOf('world')
const device = hashOf('device')
const other = { device: hashOf('other'), seq: 3, hash: hashOf('row') }
const signature = `${'s'.repeat(85)}A`
const body: Body = { v: 1, world, device, seq: 1, prev: null, stamp: 0, seen: [other], type: 'tips.sent', data: { to: 'ana', amount: 500 } }
const seal: SealBody = {
  v: 1,
  world,
  term: 1,
  number: 1,
  prevSeal: hashOf('genesis'),
  upTo: 1000,
  heads: [other],
  stopped: [hashOf('forked')],
  version: 1,
  parameters: ['ECO-fee'],
  jump: null,
  quarantined: [],
  quarantinedTimers: ['1000/meetings/x'],
  sum: '0123456789abcdef',
}

const row = (changes: object = {}) => writeBody({ ...body, ...changes })
/** A row with this text where its data stands. */
const withData = (text: string) => row({ data: { X: 1 } }).replace('{"X":1}', text)
const why = (text: string) => {
  const reading = readRow(text)
  return reading.ok ? 'read' : reading.why
}
const whySeal = (changes: object | string) => {
  const reading = readSeal(typeof changes === 'string' ? changes : signature + writeSeal({ ...seal, ...changes }))
  return reading.ok ? 'read' : reading.why
}
/** JSON with every character of every string and key as an escape. */
const escaped = (text: string) =>
  text.replaceAll(
    /"([^"]*)"/g,
    (_, inner: string) => `"${Array.from(inner, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`,
  )

describe('K1: a row is read from the exact text that was signed', () => {
  it('reads what it wrote, signed or inside a batch', () => {
    for (const text of [row(), signature + row(), row({ seq: 2, prev: hashOf('before'), seen: [] })]) {
      const reading = readRow(text)
      expect(reading).toMatchObject({ ok: true, value: { text, hash: hashOf(text) } })
      if (reading.ok) expect(writeBody(reading.value.body)).toBe(bodyText(text))
    }
    expect(signatureOf(signature + row())).toBe(signature)
    expect(signatureOf(row())).toBe('')
    expect(readRow(row())).toEqual({ ok: true, value: makeRow(row(), body) })
  })

  it('covers the signature with the hash', () => {
    expect(hashOf(signature + row())).not.toBe(hashOf(row()))
  })

  it('reads any plain data, and gives it back letter for letter', () => {
    const key = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,12}$/).filter((name) => why(withData(`{"${name}":1}`)) === 'read')
    const leaf = fc.oneof(fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.string({ unit: 'grapheme-ascii', maxLength: 40 }))
    const data = fc.letrec<{ node: Json }>((tie) => ({
      node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('node'), { maxLength: 5 }), fc.dictionary(key, tie('node'), { maxKeys: 5 })),
    })).node
    fc.assert(
      fc.property(fc.dictionary(key, data, { maxKeys: 5 }), (tree) => {
        const plain = JSON.parse(JSON.stringify(tree)) as Data
        const reading = readRow(row({ data: plain }))
        expect(reading.ok).toBe(true)
        if (reading.ok) expect(reading.value.body.data).toEqual(plain)
      }),
    )
  })
})

describe('K1, K2: what is refused', () => {
  const cases: readonly (readonly [name: string, text: string, why: string])[] = [
    ['nothing', '', 'not JSON'],
    ['a signature alone', signature, 'not JSON'],
    ['half a signature', signature.slice(1) + row(), 'signature'],
    ['a signature with spare bits set', `${'s'.repeat(85)}B${row()}`, 'signature'],
    ['a signature in the other base64', `${'s'.repeat(84)}+A${row()}`, 'signature'],
    ['two signatures', signature + signature + row(), 'not JSON'],
    ['an array', signature + '[]', 'not an object'],
    ['null', signature + 'null', 'not an object'],
    ['a byte order mark', `\ufeff${row()}`, 'signature'],
    ['a space in front', ` ${row()}`, 'signature'],
    ['a space behind', `${row()} `, 'spelling'],
    ['a line break behind', `${row()}\n`, 'spelling'],
    ['two rows', row() + row(), 'not JSON'],
    ['spacing', JSON.stringify(JSON.parse(row()), null, 1), 'spelling'],
    ['escaped letters', escaped(row()), 'spelling'],
    ['an escaped slash', withData('{"a":"\\/"}'), 'spelling'],
    ['a doubled key', withData('{"a":1,"a":1}'), 'spelling'],
    ['a doubled key at the top', row().replace('{"v":1', '{"v":1,"v":1'), 'spelling'],
    ['keys that engines sort', withData('{"b":1,"1":1}'), 'spelling'],
    ['another order of keys', JSON.stringify({ ...body, seen: [], v: undefined, type: body.type, data: {} }), 'keys'],
    ['a missing key', row().replace('"stamp":0,', ''), 'keys'],
    ['a key too many', row().replace('"stamp":0', '"stamp":0,"more":0'), 'keys'],
    ['__proto__ at the top', row().replace('{"v":1', '{"__proto__":{},"v":1'), 'keys'],
    ['__proto__ for a key', row().replace('"seen"', '"__proto__"'), 'keys'],
    ['another version', row({ v: 2 }), 'version'],
    ['a version in words', row({ v: '1' }), 'version'],
    ['no world', row({ world: '' }), 'world or device'],
    ['a world with spare bits set', row({ world: `${'w'.repeat(42)}B` }), 'world or device'],
    ['a device with spare bits set', row({ device: `${'w'.repeat(42)}B` }), 'world or device'],
    ['a device that is a list', row({ device: [device] }), 'world or device'],
    ['seq 0', row({ seq: 0 }), 'seq or prev'],
    ['seq -1', row({ seq: -1, prev: world }), 'seq or prev'],
    ['seq 1.5', row({ seq: 1.5, prev: world }), 'seq or prev'],
    ['seq 2^53', row({ seq: 2 ** 53, prev: world }), 'seq or prev'],
    ['a first row with prev', row({ prev: world }), 'seq or prev'],
    ['a second row without prev', row({ seq: 2 }), 'seq or prev'],
    ['a stamp before time', row({ stamp: -1 }), 'stamp'],
    ['a stamp that no Date holds', row({ stamp: 8_640_000_000_000_001 }), 'stamp'],
    ['a stamp of -0', row().replace('"stamp":0', '"stamp":-0'), 'spelling'],
    ['a stamp of 1e3', row().replace('"stamp":0', '"stamp":1e3'), 'spelling'],
    ['a stamp of 1.0', row().replace('"stamp":0', '"stamp":1.0'), 'spelling'],
    ['a stamp of 1e400', row().replace('"stamp":0', '"stamp":1e400'), 'spelling'],
    ['the device in its own seen', row({ seen: [{ ...other, device }] }), 'seen'],
    ['a doubled ref', row({ seen: [other, { ...other, seq: 4 }] }), 'seen'],
    ['a ref of four', row().replace(`,3,"${other.hash}"]`, `,3,"${other.hash}",1]`), 'seen'],
    ['a ref as an object', row().replace(/"seen":\[.*\],"type"/, `"seen":[{"device":"${other.device}"}],"type"`), 'seen'],
    ['a ref to seq 0', row({ seen: [{ ...other, seq: 0 }] }), 'seen'],
    ['65 refs', row({ seen: Array.from({ length: 65 }, (_, i) => ({ ...other, device: hashOf(`device ${i}`) })) }), 'seen'],
    ['a type without area', row({ type: 'sent' }), 'type'],
    ['a type with a capital', row({ type: 'Tips.sent' }), 'type'],
    ['a type with a line break', row({ type: 'tips.sent\n' }), 'type'],
    ['data that is a list', row({ data: [] }), 'data'],
    ['data that is null', row({ data: null }), 'data'],
    ['data with __proto__', withData('{"__proto__":{"admin":true}}'), 'data'],
    ['data with __proto__ deeper', withData('{"a":{"__proto__":1}}'), 'data'],
    ['data with constructor', withData('{"constructor":1}'), 'data'],
    ['data with toString', withData('{"toString":1}'), 'data'],
    ['data with hasOwnProperty', withData('{"hasOwnProperty":1}'), 'data'],
    ['data with toJSON', withData('{"toJSON":1}'), 'data'],
    ['an empty key', withData('{"":1}'), 'data'],
    ['a key of 42 letters', withData(`{"${'k'.repeat(42)}":1}`), 'data'],
    ['-0', withData('{"a":-0}'), 'spelling'],
    ['NaN', withData('{"a":NaN}'), 'not JSON'],
    ['Infinity', withData('{"a":1e400}'), 'spelling'],
    ['a fraction', withData('{"a":0.5}'), 'data'],
    ['2^53', withData('{"a":9007199254740992}'), 'data'],
    ['an umlaut', withData('{"a":"ü"}'), 'data'],
    ['a control character', withData('{"a":"\\u0000"}'), 'data'],
    ['a line break', withData('{"a":"\\n"}'), 'data'],
    ['half a character, escaped', withData('{"a":"\\ud800"}'), 'data'],
    ['half a character', withData('{"a":"\ud800"}'), 'not UTF-8'],
    ['513 letters', withData(`{"a":"${'x'.repeat(513)}"}`), 'data'],
    ['257 items', withData(`{"a":[${Array(257).fill(0).join()}]}`), 'data'],
    ['seven deep', withData('{"a":[[[[[[1]]]]]]}'), 'data'],
    ['1,900 lists deep', withData(`{"a":${'['.repeat(1900)}${']'.repeat(1900)}}`), 'data'],
    ['10,000 lists deep', withData(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), 'too deep'],
    ['100,000 lists deep', withData(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 'too long'],
    ['10 MB', withData(`{"a":"${'x'.repeat(10_000_000)}"}`), 'too long'],
  ]
  it.each(cases)('%s', (_, text, expected) => {
    expect(why(text)).toBe(expected)
    expect(Object.prototype).not.toHaveProperty('admin')
  })

  it('reads the outermost values that it allows', () => {
    const most = {
      a: [[[[[1]]]]],
      k: 'x'.repeat(512),
      n: Number.MAX_SAFE_INTEGER,
      m: Number.MIN_SAFE_INTEGER,
      l: Array<number>(256).fill(0),
    }
    expect(why(row({ data: most, stamp: 8_640_000_000_000_000, seq: Number.MAX_SAFE_INTEGER, prev: world }))).toBe('read')
    expect(why(row({ seen: Array.from({ length: 64 }, (_, i) => ({ ...other, device: hashOf(`device ${i}`) })) }))).toBe('read')
    const brackets = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`k${i}`, '[{\\"'.repeat(100)]))
    expect(why(row({ data: brackets })), 'brackets in strings are letters').toBe('read')
    const filler = (length: number) => row({ data: Object.fromEntries(Array.from({ length }, (_, i) => [`k${i}`, 'x'.repeat(500)])) })
    const short = filler(63)
    const exact = (length: number) =>
      short.replace('"data":{', `"data":{"${'a'.repeat(20)}":"",`).replace('":""', `":"${'x'.repeat(length)}"`)
    const room = LONGEST_ROW - exact(0).length
    expect(room).toBeGreaterThan(0)
    expect(room).toBeLessThan(512)
    expect(why(exact(room))).toBe('read')
    expect(why(exact(room + 1))).toBe('too long')
  })

  it('its place is told without reading it, up to the last seq that can be counted', () => {
    for (const seq of [1, Number.MAX_SAFE_INTEGER]) {
      const text = row({ seq, prev: seq === 1 ? null : world })
      expect([readRow(text).ok, readRow(signature + text).ok]).toEqual([true, true])
      expect([placeIn(text), placeIn(signature + text)]).toEqual([
        { device, seq },
        { device, seq },
      ])
    }
    expect(placeIn(row({ v: 2 }))).toBeUndefined()
    expect(placeIn(signature.slice(1) + row())).toBeUndefined()
    expect(placeIn(signature + writeSeal(seal))).toBeUndefined()
    expect(placeIn('')).toBeUndefined()
  })

  it('is given something other than text', () => {
    for (const value of [undefined, null, 1, {}, [], Symbol.iterator]) expect(why(value as string)).toBe('too long')
  })

  it('never throws, and what it reads is spelt as it spells it: any text, and any change to a good one', () => {
    const mutated = fc.tuple(fc.nat(row().length), fc.nat(8), fc.string({ unit: 'binary', maxLength: 8 })).map(([at, cut, put]) => {
      const text = signature + row()
      return text.slice(0, at) + put + text.slice(at + cut)
    })
    const json = fc.json().map((text) => withData(text))
    const naughty = fc.constantFrom(...blns).map((text) => withData(JSON.stringify({ a: text })))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), mutated, json, naughty), (text) => {
        const reading = readRow(text)
        if (reading.ok) {
          const { device, seq } = reading.value.body
          expect(signatureOf(text) + writeBody(reading.value.body)).toBe(text)
          expect(placeIn(text)).toEqual({ device, seq })
        }
        expect(readSeal(text).ok).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })

  it('lets no naughty string in as data unless it is short printable ASCII', () => {
    const read = blns.filter((text) => why(withData(JSON.stringify({ a: text }))) === 'read')
    expect(read).toEqual(blns.filter((text) => /^[ -~]{0,512}$/.test(text)))
    expect(read.length).toBeGreaterThan(100)
    expect(blns.length - read.length).toBeGreaterThan(50)
  })
})

describe('K8: a seal is read from the exact text that was signed', () => {
  it('reads what it wrote, in whatever order the host built it', () => {
    const text = signature + writeSeal(seal)
    expect(readSeal(text)).toEqual({ ok: true, value: makeSeal(text, seal) })
    const shuffled = Object.fromEntries(Object.entries(seal).reverse()) as unknown as SealBody
    expect(writeSeal(shuffled)).toBe(writeSeal(seal))
    for (const number of [1, Number.MAX_SAFE_INTEGER]) {
      const numbered = signature + writeSeal({ ...seal, number })
      expect([readSeal(numbered).ok, numberIn(numbered)]).toEqual([true, number])
    }
    expect([numberIn(signature + row()), numberIn(writeSeal(seal))]).toEqual([undefined, undefined])
    expect(whySeal({ jump: 'Zwölf Monate später 🕰', heads: [], stopped: [] })).toBe('read')
    expect(readRow(text).ok).toBe(false)
  })

  it.each([
    ['unsigned', writeSeal(seal), 'unsigned'],
    ['term 0', { term: 0 }, 'numbers'],
    ['number 0, which is the genesis', { number: 0 }, 'numbers'],
    ['a fraction', { version: 1.5 }, 'numbers'],
    ['upTo before time', { upTo: -1 }, 'numbers'],
    ['no seal before', { prevSeal: null }, 'world or seal before'],
    ['a doubled head', { heads: [other, other] }, 'heads'],
    ['a device that is none', { stopped: ['x'] }, 'lists'],
    ['a list that is none', { quarantined: { length: 0 } }, 'lists'],
    ['a long timer', { quarantinedTimers: ['x'.repeat(513)] }, 'lists'],
    ['a parameter in no ASCII', { parameters: ['fée'] }, 'lists'],
    ['a reason of 201 letters', { jump: 'x'.repeat(201) }, 'jump'],
    ['a reason with a line break', { jump: 'a\nb' }, 'jump'],
    ['a reason with half a character', { jump: '\ud800' }, 'jump'],
    ['a sum in capitals', { sum: '0123456789ABCDEF' }, 'sum'],
    [
      'another order',
      signature + JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(writeSeal(seal)) as object).reverse())),
      'keys',
    ],
    ['10,000,000 lists deep', signature + '['.repeat(10_000_000), 'too deep'],
    ['10,000,000 lists deep and closed, of objects', signature + '{"a":['.repeat(1_500_000) + ']}'.repeat(1_500_000), 'too deep'],
    ['17 MB', signature + writeSeal(seal) + ' '.repeat(17_000_000), 'too long'],
  ])('%s', (_, changes, expected) => expect(whySeal(changes)).toBe(expected))

  it('takes every device of a large world', () => {
    const heads = Array.from({ length: 20_000 }, (_, i) => ({ device: hashOf(`d${i}`), seq: 1, hash: hashOf(`r${i}`) }))
    expect(whySeal({ heads })).toBe('read')
  })
})

describe('K1: ids have one spelling', () => {
  it('knows a hash', () => {
    expect(isHash(world)).toBe(true)
    for (const no of ['', world.slice(1), `${world}A`, `${world}\n`, `${'w'.repeat(42)}B`, `${'w'.repeat(42)}=`, [world], null])
      expect(isHash(no)).toBe(false)
    const genesis = {
      v: 1 as const,
      name: 'x',
      nonce: 'n',
      seed: 1,
      begins: 0,
      host: device,
      root: device,
      version: 1,
      parameters: {},
      parent: null,
      base: null,
    }
    expect(isHash(worldId(genesis))).toBe(true)
    expect(worldId({ ...genesis, nonce: 'm' })).not.toBe(worldId(genesis))
  })
})
