import 'fake-indexeddb/auto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { hashOf, toBase64, utf8 } from '../../src/kit/bytes'
import type { Genesis } from '../../src/log/types'
import { type ExportedKey, LIMITS, type Limits } from '../../src/store/archive'
import { type ArchiveReading, peekArchive, readArchive } from '../../src/store/archiveReading'
import { type Exporting, writeArchive } from '../../src/store/archiveWriting'
import { createStore, type Store } from '../../src/store/store'
import { ana, ben, closing, dump, hashesOf, makeFeed, makeSeals, newStore, payload } from './fixtures'

const demo: Exporting = { world: { name: 'A demo', demo: true } }
const real: Exporting = { world: { name: 'My world', demo: false } }
const keys: readonly ExportedKey[] = [
  { id: 'root/ana', kind: 'root', bytes: new Uint8Array([1, 2, 3]) },
  { id: 'box/ana', kind: 'box', bytes: new Uint8Array([4, 5]) },
]
const photo = Uint8Array.from({ length: 400_000 }, (_, i) => (i * 7_919) % 256)

/** A world with something in every table. */
async function aFullWorld(): Promise<{ store: Store; world: string; genesis: string }> {
  const made = await newStore('a full world')
  const { store, world } = made
  const [a, b, seals] = [makeFeed(world, ana), makeFeed(world, ben), makeSeals(world)]
  await store.appendOwn(ana, a.next(300), [payload('hello'), payload('to be erased')])
  await store.appendForeign({ rows: b.next(6, [a.rows[4]!]) })
  await store.settle([seals.next({ rows: a.rows.slice(0, 200) }), seals.next({ rows: [] })])
  await store.settle([seals.next({ rows: [...b.rows.slice(0, 2), ...a.rows.slice(200, 280)] })])
  await store.appendForeign({ rows: b.fork(4).next(1, [], 'fork') })
  const early = seals.next({ rows: a.rows.slice(280, 281) })
  await store.appendForeign({ seals: [early.seal] })
  await store.erasePayloads([payload('to be erased').hash, payload('never came').hash])
  await store.addBlob(new Blob([photo]))
  await store.addBlob(new Blob(['small']))
  await store.addBlob(new Blob([]))
  const gone = await store.addBlob(new Blob(['a picture that was erased']))
  await store.eraseBlobs([gone.hash])
  await store.beginBlob(hashOf('unfinished'), 1_000)
  await store.putKeys([
    ...keys.map(({ id, kind, bytes }) => ({ id, kind, value: bytes })),
    { id: 'device/ana', kind: 'device', value: utf8('the device key, which never leaves') },
    { id: 'content', kind: 'content', value: utf8('a content key') },
  ])
  return made
}

const archiveOf = (reading: ArchiveReading) => {
  if (!reading.ok) throw new Error(reading.says)
  return reading.archive
}

/** The compressed lines of a file, and a file of any lines, as somebody else would make it. */
const inflate = async (file: Blob): Promise<string> => {
  const bytes = Buffer.from(await file.arrayBuffer())
  return gunzipSync(bytes.subarray(bytes.indexOf(10, bytes.indexOf(10) + 1) + 1)).toString()
}
interface Forgery {
  readonly info?: object
  readonly version?: number
  readonly checksum?: string
  readonly gzip?: (bytes: Buffer) => Buffer
}
function forge(lines: readonly string[] | Buffer, { info = {}, version = 1, checksum, gzip = (bytes) => bytes }: Forgery = {}): Blob {
  const bytes = Buffer.isBuffer(lines) ? lines : Buffer.from(lines.map((line) => `${line}\n`).join(''))
  const count = Buffer.isBuffer(lines) ? bytes.toString('latin1').split('\n').length - 1 : lines.length
  const about = { world: base.world, name: 'w', demo: true, exportedAt: 1, lines: count, size: bytes.length, ...info }
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), gzip(gzipSync(bytes))])
  return new Blob([`mesi-archive ${version} ${checksum ?? hashOf(rest)}\n`, rest])
}

/** The lines of a small sound world: what hostile files start from. */
let base: { world: string; lines: readonly string[] }
beforeAll(async () => {
  const { store, world } = await newStore('small')
  const [a, b, seals] = [makeFeed(world, ana), makeFeed(world, ben), makeSeals(world)]
  await store.appendForeign({ rows: [...a.next(4), ...b.next(3)], payloads: [payload('one')] })
  await store.settle([
    seals.next({ rows: [...a.rows.slice(0, 2), ...b.rows.slice(0, 1)] }),
    seals.next({ rows: [...a.rows.slice(2, 3), ...b.rows.slice(1, 2)] }),
  ])
  await store.addBlob(new Blob(['picture']))
  await store.erasePayloads([payload('gone').hash])
  base = { world, lines: (await inflate(await writeArchive(store, { ...demo, keys }))).trimEnd().split('\n') }
})

describe('export and import are one identity', () => {
  test('a world comes back from its file as it was: every table that travels, row by row', async () => {
    const { store, genesis } = await aFullWorld()
    const shares: number[] = []
    const file = await writeArchive(store, { ...real, passphrase: 'open sesame', onProgress: (share) => shares.push(share) })
    const archive = archiveOf(await readArchive(file, { passphrase: 'open sesame' }))
    expect(archive.genesis.text).toBe(genesis)
    expect(archive.info).toMatchObject({ world: store.world, name: 'My world', demo: false })
    expect(archive.keys).toEqual(keys.toSorted((one, two) => (one.kind < two.kind ? 1 : -1)))
    expect(shares.at(-1)).toBe(1)
    expect(shares.toSorted((one, two) => one - two)).toEqual(shares)

    const copy = closing(await createStore({ genesis, peer: 'copy' }))
    const texts = new Map(archive.rows.map((row) => [row.hash, row.text]))
    const verdicts = await Promise.all(hashesOf(archive.rows).map(async (hash) => (await store.verdictOf(hash))!))
    for (const seal of archive.seals) {
      await copy.settle([{ seal, settled: verdicts.filter((each) => each.seal === seal.body.number) }], texts)
    }
    await copy.appendForeign({ rows: [...archive.tail, ...archive.forks], seals: archive.proofs, payloads: archive.payloads })
    await copy.erasePayloads(archive.erasedPayloads)
    await copy.eraseBlobs(archive.erasedBlobs)
    for (const { file } of archive.blobs) await copy.addBlob(file)
    const travels = [
      'tail',
      'forks',
      'heads',
      'segments',
      'fingerprints',
      'seals',
      'otherSeals',
      'payloads',
      'blobs',
      'blobChunks',
    ] as const
    const [was, is] = [(await dump(store)) as Record<string, object[]>, (await dump(copy)) as Record<string, object[]>]
    const plain = (rows: object[] = []) =>
      rows.map((row) => ({ ...row, arrived: 0 })).filter((row) => !('hash' in row) || row.hash !== hashOf('unfinished'))
    for (const table of travels) {
      expect(plain(is[table]), table).toEqual(plain(was[table]))
      expect(was[table]?.length, table).toBeGreaterThan(0)
    }
  })

  test('a second export says the same, line by line', async () => {
    const { store } = await aFullWorld()
    const [one, two] = [await writeArchive(store, demo), await writeArchive(store, demo)]
    expect(await inflate(one)).toBe(await inflate(two))
  })

  test('an empty world travels too', async () => {
    const { store, genesis } = await newStore()
    const archive = archiveOf(await readArchive(await writeArchive(store, real)))
    expect(archive).toMatchObject({ rows: [], seals: [], keys: [], genesis: { text: genesis } })
  })

  test('acts and seals that come while a world is exported are not half in the file', async () => {
    const { store, world } = await newStore()
    const [feed, seals] = [makeFeed(world, ana), makeSeals(world)]
    await store.appendForeign({ rows: feed.next(6) })
    await store.settle([seals.next({ rows: feed.rows.slice(0, 2) })])
    let isSettled = false
    const file = await writeArchive(store, {
      ...real,
      onProgress: () => {
        if (isSettled) return
        isSettled = true
        void store.settle([seals.next({ rows: feed.rows.slice(2, 5) })])
      },
    })
    const archive = archiveOf(await readArchive(file))
    expect(hashesOf([...archive.rows, ...archive.tail])).toEqual(hashesOf(feed.rows))
    expect(archive.seals).toHaveLength(1)
  })
})

describe('what leaves in a file', () => {
  test('K3: what was erased leaves as a tombstone and no byte of it', async () => {
    const { store } = await aFullWorld()
    const text = await inflate(await writeArchive(store, demo))
    const archive = archiveOf(await readArchive(await writeArchive(store, demo)))
    expect(archive.erasedPayloads.toSorted()).toEqual([payload('to be erased').hash, payload('never came').hash].toSorted())
    expect(archive.erasedBlobs).toEqual([hashOf('a picture that was erased')])
    expect(text).not.toContain(toBase64(payload('to be erased').bytes))
    expect(text).not.toContain(toBase64(utf8('a picture that was erased')))
  })

  test('never a device key or a content key; root and box keys plain only in a demo', async () => {
    const { store } = await aFullWorld()
    const shown = await inflate(await writeArchive(store, demo))
    expect(shown).not.toContain(toBase64(utf8('the device key')))
    expect(Buffer.from(shown.split('\t').at(-1) ?? '', 'base64url').toString()).toBe(
      JSON.stringify([
        ['root/ana', 'root', 'AQID'],
        ['box/ana', 'box', 'BAU'],
      ]),
    )
    const locked = await inflate(await writeArchive(store, { ...real, passphrase: 'x' }))
    expect(locked).toMatch(/\nkeys\tsealed\t/)
    expect(locked).not.toContain('AQID')
    await expect(writeArchive(store, real)).rejects.toThrow('only be exported under a passphrase')
    await expect(writeArchive(store, { ...real, passphrase: '' })).rejects.toThrow('only be exported under a passphrase')
    expect(archiveOf(await readArchive(await writeArchive(store, { ...real, keys: [] }))).keys).toEqual([])
  })

  test('sealed keys need their passphrase, in any spelling of its letters', async () => {
    const { store } = await newStore()
    const file = await writeArchive(store, { ...real, keys, passphrase: 'caf\u00e9' })
    expect(await readArchive(file)).toMatchObject({ ok: false, code: 'passphrase needed' })
    expect(await readArchive(file, { passphrase: 'Caf\u00e9' })).toMatchObject({ ok: false, code: 'wrong passphrase' })
    expect(archiveOf(await readArchive(file, { passphrase: 'cafe\u0301' })).keys).toEqual(keys)
  })

  test('a world whose history is still on its way is not exported', async () => {
    const { store } = await newStore()
    const last = { term: 1, number: 3, hash: hashOf('seal'), upTo: 1, version: 1, sum: '0'.repeat(16) }
    await store.beginFrom({ last, heads: [], stopped: [], tables: [] }, 'signed')
    await expect(writeArchive(store, real)).rejects.toThrow('still on its way')
  })
})

/** A line of the sound world by its beginning, and the world with lines changed. */
const indexOf = (kind: string, nth = 0): number =>
  base.lines.map((line, i) => (line.startsWith(`${kind}\t`) ? i : -1)).filter((i) => i >= 0)[nth] as number
const lineOf = (kind: string, nth = 0): string => base.lines[indexOf(kind, nth)] as string
const replaced = (at: number, ...by: readonly string[]): string[] => base.lines.toSpliced(at, 1, ...by)
const swapped = (one: number, two: number): string[] => base.lines.with(one, base.lines[two] as string).with(two, base.lines[one] as string)
const changed = (kind: string, from: string | RegExp, to: string, nth = 0): string[] => {
  const line = lineOf(kind, nth)
  expect(line).toMatch(from)
  return replaced(indexOf(kind, nth), line.replace(from, to))
}

describe('hostile files are refused with a sentence', () => {
  test('the forger’s tools make a file that is taken, as long as nothing is wrong with it', async () => {
    const archive = archiveOf(await readArchive(forge(base.lines)))
    expect([archive.rows.length, archive.seals.length, archive.tail.length]).toEqual([5, 2, 2])
    expect(base.lines.map((line) => line.split('\t')[0])).toEqual(
      'genesis row row row seal row row seal tail tail payload erased blob chunk keys'.split(' '),
    )
  })

  const mangled = {
    'not an archive': () => new Blob(['PK\u0003\u0004 something else']),
    empty: () => new Blob([]),
    'another magic': () => new Blob([`mesi-archives 1 ${'A'.repeat(43)}\n`]),
    'version 0': () => forge(base.lines, { version: 0 }),
    'newer version': () => forge(['a line of the future'], { version: 2, info: { more: 1 } }),
    'bad checksum': () => forge(base.lines, { checksum: hashOf('another') }),
    'not gzip': () => forge(base.lines, { gzip: () => Buffer.from('not gzip at all') }),
    'gzip cut short': () => forge(base.lines, { gzip: (bytes) => bytes.subarray(0, bytes.length - 20) }),
    'something behind the gzip': () => forge(base.lines, { gzip: (bytes) => Buffer.concat([bytes, Buffer.from('more')]) }),
    'no description': () => forge(base.lines, { info: { world: 'none' } }),
    'a description with __proto__': () => forge(base.lines, { info: JSON.parse('{"__proto__":{"demo":true}}') as object }),
    'a name with a lone surrogate': () => forge(base.lines, { info: { name: '\ud800' } }),
    'a name with a line break': () => forge(base.lines, { info: { name: 'a\nb' } }),
    'a size that is too large': () => forge(base.lines, { info: { size: LIMITS.inflated + 1 } }),
    'more lines than announced': () => forge(base.lines, { info: { lines: base.lines.length - 1 } }),
    'fewer lines than announced': () => forge(base.lines, { info: { lines: base.lines.length + 1 } }),
    'a smaller size than announced': () => forge(base.lines, { info: { size: 1_000_000 } }),
    'no line break at the end': () => forge(Buffer.from(base.lines.join('\n'))),
    'bytes that are no UTF-8': () => forge(Buffer.from([...Buffer.from(`${base.lines[0]}\n`), 0xed, 0xa0, 0x80, 10])),
    'a byte order mark': () =>
      forge(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(base.lines.map((line) => `${line}\n`).join(''))])),
  }
  const codes: { readonly [name: string]: string } = {
    'not an archive': 'not an archive',
    empty: 'not an archive',
    'another magic': 'not an archive',
    'version 0': 'not an archive',
    'newer version': 'newer version',
    'bad checksum': 'damaged',
    'not gzip': 'damaged',
    'gzip cut short': 'damaged',
    'something behind the gzip': 'damaged',
    'a size that is too large': 'too large',
  }
  test.each(Object.keys(mangled) as (keyof typeof mangled)[])('%s', async (name) => {
    const reading = await readArchive(mangled[name]())
    expect(reading).toMatchObject({ ok: false, code: codes[name] ?? 'malformed' })
    expect(reading.ok ? '' : reading.says).toMatch(/^This file .+\.$|^This is not a file .+\.$/)
  })

  test('cut short anywhere', async () => {
    const file = forge(base.lines)
    for (const end of [1, 30, 59, 60, 100, 400, file.size - 1]) {
      expect(await readArchive(file.slice(0, end)), `${end}`).toMatchObject({ ok: false, code: end < 59 ? 'not an archive' : 'damaged' })
    }
  })

  test('one bit turned over anywhere', async () => {
    const bytes = new Uint8Array(await forge(base.lines).arrayBuffer())
    for (let at = 0; at < bytes.length; at += 97) {
      const flipped = bytes.with(at, (bytes[at] as number) ^ 4)
      expect((await readArchive(new Blob([flipped]))).ok, `${at}`).toBe(false)
    }
  })

  test('a zip bomb is stopped by what it says, and by what really comes out of it', async () => {
    const zeros = Buffer.alloc(80_000_000, 0x20)
    const honest = forge(zeros)
    expect(honest.size).toBeLessThan(100_000)
    expect(await readArchive(honest)).toMatchObject({ ok: false, code: 'too large' })
    const liar = forge(zeros, { info: { size: 5_000 } })
    expect(await readArchive(liar)).toMatchObject({
      ok: false,
      code: 'malformed',
      says: expect.stringContaining('beyond the size') as string,
    })
    const long = forge(zeros.subarray(0, 20_000_000))
    expect(await readArchive(long)).toMatchObject({ ok: false, code: 'malformed', says: expect.stringContaining('too long') as string })
  })

  test('what could not be read again is not written either', async () => {
    const { store } = await aFullWorld()
    const write = (limits: Partial<Limits>) => writeArchive(store, { ...demo, limits: { ...LIMITS, ...limits } })
    const info = await peekArchive(await write({}))
    if (!('lines' in info)) throw new Error(info.says)
    await expect(write({ lines: info.lines, inflated: info.size })).resolves.toBeInstanceOf(Blob)
    for (const limits of [{ lines: info.lines - 1 }, { inflated: info.size - 1 }])
      await expect(write(limits)).rejects.toThrow('This world holds more than fits into one file.')
  })

  test('caps on the file and on its lines', async () => {
    const file = forge(base.lines)
    expect(await readArchive(file, { limits: { ...LIMITS, file: file.size - 1 } })).toMatchObject({ code: 'too large' })
    expect(await readArchive(file, { limits: { ...LIMITS, lines: base.lines.length - 1 } })).toMatchObject({ code: 'too large' })
    expect(await readArchive(file, { limits: { ...LIMITS, file: file.size, lines: base.lines.length } })).toMatchObject({ ok: true })
  })

  const genesis = () => JSON.parse(lineOf('genesis').slice(8)) as Genesis
  /** A world of its own that has nothing but this genesis. */
  const begunAs = (text: string) => forge([`genesis\t${text}`], { info: { world: hashOf(text) } })
  const beginnings = {
    '__proto__ among the parameters': () => JSON.stringify(genesis()).replace('"parameters":{}', '"parameters":{"__proto__":1}'),
    'a key more': () => JSON.stringify({ ...genesis(), more: 1 }),
    'a key doubled': () => JSON.stringify(genesis()).replace('"seed":1', '"seed":2,"seed":1'),
    'a lone surrogate in the name': () => JSON.stringify({ ...genesis(), name: 'a\ud800' }),
    'another version': () => JSON.stringify({ ...genesis(), v: 2 }),
    'a number that is none': () => JSON.stringify(genesis()).replace('"seed":1', '"seed":1e400'),
    'a fraction': () => JSON.stringify({ ...genesis(), parameters: { 'tips.share': 0.5 } }),
    'deep nesting': () => JSON.stringify(genesis()).replace('"parameters":{}', `"parameters":${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    'spaces between': () => JSON.stringify(genesis(), null, 1).replaceAll('\n', ''),
    'a tail of another line': () => `${JSON.stringify(genesis())}\t`,
  }
  test('a genesis of our own shape is taken', async () => {
    expect(await readArchive(begunAs(JSON.stringify({ ...genesis(), parameters: { 'accounts.firstAdmin': 'a', n: 1 } })))).toMatchObject({
      ok: true,
    })
  })
  test.each(Object.keys(beginnings) as (keyof typeof beginnings)[])('a genesis with %s', async (name) => {
    expect(await readArchive(begunAs(beginnings[name]()))).toMatchObject({ ok: false, code: 'malformed' })
  })

  const forgeries = {
    'the genesis of another world': () => changed('genesis', '"seed":1', '"seed":2'),
    'no genesis': () => base.lines.slice(1),
    'two geneses': () => [lineOf('genesis'), ...base.lines],
    'a row of another world': () => changed('tail', base.world, hashOf('another world')),
    'a changed row': () => changed('row', '"note":"note"', '"note":"nope"'),
    'a row that is left out': () => base.lines.toSpliced(indexOf('row', 1), 1),
    'a row that comes twice': () => base.lines.toSpliced(indexOf('tail'), 0, lineOf('tail')),
    'two rows of a feed swapped': () => swapped(indexOf('row', 0), indexOf('row', 1)),
    'rows swapped between segments': () => swapped(indexOf('row', 2), indexOf('row', 4)),
    'segments swapped with their seals': () => [
      ...base.lines.slice(0, 1),
      ...base.lines.slice(5, 8),
      ...base.lines.slice(1, 5),
      ...base.lines.slice(8),
    ],
    'a seal left out': () => base.lines.toSpliced(indexOf('seal'), 1),
    'seals swapped': () => swapped(indexOf('seal', 0), indexOf('seal', 1)),
    'a row behind its seal': () => swapped(indexOf('row', 4), indexOf('seal', 1)),
    'rows without a seal': () => base.lines.toSpliced(indexOf('seal', 1), 1),
    'a seal that names no heads': () => changed('seal', /"heads":\[\[.*?\]\],/, '"heads":[],', 1),
    'a seal of other heads': () => changed('seal', /"heads":\[\[.*?\]\],/, `"heads":[["${ana}",3,"${ben}"],["${ben}",2,"${ana}"]],`, 1),
    'a tail row that is final': () => base.lines.toSpliced(indexOf('tail'), 0, lineOf('row').replace('row', 'tail')),
    '__proto__ in a row': () => changed('tail', '"data":{', '"data":{"__proto__":1,'),
    'a lone surrogate in a row': () => changed('tail', '"note":"note"', '"note":"\\ud800"'),
    'a payload with another hash': () => changed('payload', /[^\t]{4}$/, 'AAAA'),
    'a payload in another spelling': () => replaced(indexOf('payload'), `${lineOf('payload')}=`),
    'an erased payload that is there too': () => changed('erased', /[^\t]{43}$/, payload('one').hash),
    'a tombstone of something else': () => changed('erased', 'payload', 'account'),
    'a blob with other bytes': () => changed('chunk', /[^\t]{4}$/, 'AAAA'),
    'a blob that is longer than it says': () => changed('blob', /7$/, '6'),
    'a blob that is shorter than it says': () => changed('blob', /7$/, '8'),
    'a chunk of no blob': () => base.lines.toSpliced(indexOf('blob'), 1),
    'a blob without an end': () => base.lines.toSpliced(indexOf('chunk'), 1),
    'sections out of order': () => swapped(indexOf('payload'), indexOf('tail')),
    'keys twice': () => [...base.lines, lineOf('keys')],
    'a device key': () => replaced(indexOf('keys'), `keys\tplain\t${toBase64(utf8('[["d","device","AQID"]]'))}`),
    'a key that passes for one of a device': () =>
      replaced(indexOf('keys'), `keys\tplain\t${toBase64(utf8('[["device/host","root","AQID"]]'))}`),
    'keys that are no text': () => replaced(indexOf('keys'), `keys\tplain\t${toBase64(Uint8Array.of(0xff))}`),
    'keys that are no list': () => replaced(indexOf('keys'), `keys\tplain\t${toBase64(utf8('{"__proto__":[]}'))}`),
    'a kind that every object has': () => [...base.lines, 'constructor\tx'],
    'an empty line': () => [...base.lines, ''],
    'a path': () => [...base.lines, '../../etc/passwd\tx'],
    'a line with a part more': () => replaced(indexOf('payload'), `${lineOf('payload')}\tmore`),
  }
  test.each(Object.keys(forgeries) as (keyof typeof forgeries)[])('%s', async (name) => {
    const lines = forgeries[name]()
    expect(lines).not.toEqual(base.lines)
    expect(await readArchive(forge(lines))).toMatchObject({
      ok: false,
      code: 'malformed',
      says: expect.stringMatching(/line \d+ .+ Nothing was imported\.$/) as string,
    })
  })

  test('plain keys in a file that is no demo', async () => {
    expect(await readArchive(forge(base.lines, { info: { demo: false } }))).toMatchObject({ ok: false, code: 'malformed' })
  })

  test('sealed keys that are no text are none', async () => {
    const { lockWithPassphrase } = await import('../../src/secrets/passphrase')
    const sealed = await lockWithPassphrase('p', Uint8Array.of(0xff), `mesi-archive keys ${base.world}`)
    const file = forge(replaced(indexOf('keys'), `keys\tsealed\t${toBase64(sealed)}`))
    expect(await readArchive(file, { passphrase: 'p' })).toMatchObject({ ok: false, code: 'malformed' })
  })
  test('keys that were sealed for another world do not open', async () => {
    const { store } = await newStore()
    const sealed = (await inflate(await writeArchive(store, { ...real, keys, passphrase: 'p' }))).trimEnd().split('\n').at(-1) as string
    expect(await readArchive(forge(replaced(indexOf('keys'), sealed)), { passphrase: 'p' })).toMatchObject({ code: 'wrong passphrase' })
  })

  test('what a file says about itself can be looked at first', async () => {
    expect(await peekArchive(forge(base.lines))).toMatchObject({ world: base.world, name: 'w', demo: true, lines: base.lines.length })
    expect(await peekArchive(new Blob(['x']))).toMatchObject({ code: 'not an archive' })
  })
})
