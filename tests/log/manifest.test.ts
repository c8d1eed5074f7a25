/** K19: a snapshot in pieces. The same at everybody who stands at that seal, the same engine out of it, and nothing else believed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { hashOf } from '../../src/kit/bytes'
import { Engine, startOf } from '../../src/log/engine'
import { joinPieces, type Manifest, openPiece, piecesOf, readManifest, writeManifest } from '../../src/log/manifest'
import { sumOf } from '../../src/log/state'
import type { Snapshot } from '../../src/log/types'
import { makeWorld, type World } from '../support/worlds'

const rules = compose(areas)
const clock = { local: () => 0 }
const worlds = new Map<number, Promise<World>>()
const worldOf = (seed: number) => {
  const made = worlds.get(seed) ?? makeWorld({ events: 1_000, accounts: 12, seed, signed: false, sealEvery: 40, open: 30 })
  worlds.set(seed, made)
  return made
}
const seeds = fc.integer({ min: 1, max: 4 })

/** An engine that has taken in the first seals of a world, in an order of its own. */
function engineAt(world: World, seals: number, isReversed: boolean): Engine {
  const engine = new Engine(rules, startOf(world.genesis), clock)
  const covered = new Set(world.settlements.slice(0, seals).flatMap(({ settled }) => settled.map(({ hash }) => hash)))
  const rows = world.rows.filter(({ hash }) => covered.has(hash))
  engine.add(isReversed ? rows.toReversed() : rows, world.seals.slice(0, seals))
  return engine
}
const ownOf = (world: World) => startOf(world.genesis).snapshot.tables
function joined(world: World, texts: readonly string[], { last }: Snapshot): Snapshot {
  const reading = joinPieces(texts.map(openPiece), last, ownOf(world))
  if (!reading.ok) throw new Error(reading.why)
  return reading.value
}

describe('K19', () => {
  it('whoever begins with the pieces of any seal, however these rows had come, ends where everybody is', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.double({ min: 0.01, max: 1, noNaN: true }), fc.boolean(), async (seed, share, isReversed) => {
        const world = await worldOf(seed)
        const at = Math.ceil(share * world.seals.length)
        const from = engineAt(world, at, isReversed).snapshot()
        const texts = [...piecesOf(from)]
        expect(texts).toEqual([...piecesOf(engineAt(world, at, !isReversed).snapshot())])

        const whole = new Engine(rules, startOf(world.genesis), clock)
        whole.add(world.rows, world.seals)
        const late = new Engine(rules, { world: world.id, snapshot: joined(world, texts, from) }, clock)
        late.add(world.rows.toReversed(), world.seals.toReversed())
        expect(late.last).toEqual(whole.last)
        expect(late.alarms).toEqual([])
        expect([...piecesOf(late.snapshot())]).toEqual([...piecesOf(whole.snapshot())])
        const openOf = (engine: Engine) => engine.open.map(({ hash, at, verdict }) => [hash, at, verdict])
        expect(openOf(late)).toEqual(openOf(whole))
      }),
      { numRuns: 20 },
    )
  })

  it('a large table spans several pieces, and comes back as it was', () => {
    const rows = Array.from({ length: 9_001 }, (_, i) => [`k${String(i).padStart(5, '0')}`, { i }] as const)
    const tables = [['big.things', rows] as const, ['a.few', [['x', { y: 1 }]] as const] as const]
    const last = { term: 1, number: 7, hash: hashOf('seal'), upTo: 5, version: 1, sum: sumOf(tables) }
    const heads = [{ device: hashOf('ana'), seq: 3, hash: hashOf('head') }]
    const snapshot = {
      last,
      heads,
      stopped: [hashOf('ben')],
      tables,
    }
    const texts = [...piecesOf(snapshot)]
    expect(texts).toHaveLength(4)
    const said = texts.map(openPiece)
    expect(joinPieces(said, last, [])).toEqual({ ok: true, value: { ...snapshot, tables: snapshot.tables.toReversed() } })
    expect(joinPieces(said, { ...last, sum: '0'.repeat(16) }, [])).toEqual({ ok: false, why: 'the sum of its seal is another' })
  })

  it('a changed letter anywhere in a piece is no snapshot or another one, and never an exception', async () => {
    const world = await worldOf(1)
    const from = engineAt(world, 5, false).snapshot()
    const texts = [...piecesOf(from)]
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (which, where, letter) => {
        const changed = [...texts]
        const i = which % texts.length
        const text = texts[i] as string
        const at = where % text.length
        changed[i] = text.slice(0, at) + letter + text.slice(at + 1)
        const reading = joinPieces(changed.map(openPiece), from.last, ownOf(world))
        if (reading.ok && letter !== text[at]) expect([...piecesOf(reading.value)]).not.toEqual(texts)
      }),
      { numRuns: 300 },
    )
  })

  it.each<[string, (texts: string[]) => readonly string[], string]>([
    ['no piece', () => [], 'heads'],
    [
      'a device twice',
      ([, ...rest]) => [`{"heads":[["${hashOf('a')}",1,"${hashOf('b')}"],["${hashOf('a')}",2,"${hashOf('b')}"]],"stopped":[]}`, ...rest],
      'heads',
    ],
    ['a stop that is no device', ([, ...rest]) => ['{"heads":[],"stopped":["x"]}', ...rest], 'heads'],
    ['a piece that is no list', ([stand]) => [stand as string, '{}'], 'tables'],
    ['an empty piece', ([stand]) => [stand as string, '[]'], 'tables'],
    ['a name every object answers to', ([stand]) => [stand as string, '[["a.b",[["x",{"constructor":1}]]]]'], 'tables'],
    ['__proto__', ([stand]) => [stand as string, '[["a.b",[["x",{"__proto__":{"y":1}}]]]]'], 'tables'],
    ['a fraction', ([stand]) => [stand as string, '[["a.b",[["x",{"y":0.5}]]]]'], 'tables'],
    ['half a letter', ([stand]) => [stand as string, '[["a.b",[["x",{"y":"\ud800"}]]]]'], 'tables'],
    ['a timer under another name', ([stand]) => [stand as string, '[["log.due",[["x",{"due":1,"area":"a","key":"k"}]]]]'], 'tables'],
    ['rows that go back over two pieces', ([stand]) => [stand as string, '[["a.b",[["y",{}]]]]', '[["a.b",[["x",{}]]]]'], 'order'],
    ['what the genesis says of the world', ([stand]) => [stand as string, '[["log.world",[["genesis",{"host":"me"}]]]]'], 'tables'],
    ['too deep', ([stand]) => [stand as string, `[["a.b",[["x",{"y":${'['.repeat(40)}${']'.repeat(40)}}]]]]`], 'tables'],
  ])('%s is not a snapshot', async (_, change, why) => {
    const world = await worldOf(1)
    const from = engineAt(world, 5, false).snapshot()
    expect(joinPieces(change([...piecesOf(from)]).map(openPiece), from.last, ownOf(world))).toEqual({ ok: false, why })
  })
})

describe('K19: a manifest', () => {
  const last = { term: 1, number: 7, hash: hashOf('seal'), upTo: 5, version: 1, sum: '0123456789abcdef' }
  const manifest: Manifest = {
    world: hashOf('world'),
    last,
    pieces: [{ hash: hashOf('packed'), size: 10, content: hashOf('text'), length: 20 }],
  }
  const signature = `${'x'.repeat(85)}A`

  it('is read as it was written', () => {
    expect(readManifest(signature + writeManifest(manifest))).toEqual({ ok: true, value: manifest })
  })

  it.each<[string, string]>([
    ['unsigned', writeManifest(manifest)],
    ['another version', signature + writeManifest(manifest).replace('"snapshot":1', '"snapshot":2')],
    ['other keys', signature + writeManifest(manifest).replace('"world"', '"word"')],
    ['other spacing', signature + writeManifest(manifest).replace(',', ', ')],
    ['number 0', signature + writeManifest({ ...manifest, last: { ...last, number: 0 } })],
    ['a time of no date', signature + writeManifest({ ...manifest, last: { ...last, upTo: 8_640_000_000_000_001 } })],
    ['no piece', signature + writeManifest({ ...manifest, pieces: [] })],
    ['a piece that is too large', signature + writeManifest({ ...manifest, pieces: [{ ...manifest.pieces[0]!, length: 16_777_217 }] })],
    [
      'too much in all',
      signature +
        writeManifest({ ...manifest, pieces: Array.from({ length: 17 }, () => ({ ...manifest.pieces[0]!, length: 16_777_216 })) }),
    ],
    ['too long', signature + writeManifest({ ...manifest, pieces: Array.from({ length: 600 }, () => manifest.pieces[0]!) })],
    ['a row', `${signature}{"v":1,"world":"${hashOf('world')}","device":"${hashOf('d')}","seq":1}`],
  ])('of %s is none', (_, text) => {
    expect(readManifest(text).ok).toBe(false)
  })
})
