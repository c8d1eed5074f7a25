/** Who is asked for which feed: one link for one feed, the next one when nothing comes of it, and nobody twice in vain. */
import { describe, expect, it } from 'vitest'
import type { DeviceId, Ref } from '../../src/log/types'
import { REFS_PER_FRAME } from '../../src/sync/frames'
import { LIMITS } from '../../src/sync/limits'
import { makePulls } from '../../src/sync/pulls'
import type { LastSeal, Place, Replica } from '../../src/sync/replica'
import type { Session } from '../../src/sync/session'
import { virtualTiming } from '../../src/sync/timing'

const ref = (device: string, seq: number, branch = ''): Ref => ({ device, seq, hash: `${device}${seq}${branch}` })
const sealed = (number: number, branch = '', term = 1): LastSeal => ({ term, number, hash: `seal ${number}${branch}` })
type Asked =
  | { readonly type: 'askRows'; readonly ask: number; readonly places: readonly Place[] }
  | { readonly type: 'askSeals'; readonly after: number }

/** Some links that have something each, and somebody who has `here`. */
function asking(has: Readonly<Record<string, readonly Ref[]>>, here: readonly Ref[] = []) {
  const timing = virtualTiming(1_000_000)
  const byDevice = (refs: readonly Ref[]): ReadonlyMap<DeviceId, readonly Ref[]> =>
    new Map(refs.map(({ device }) => [device, refs.filter((each) => each.device === device)]))
  let mine = byDevice(here)
  let last = sealed(0)
  const heard: string[] = []
  const byHash: string[] = []
  const looked: string[] = []
  const ids: number[] = []
  const busy = new Set<string>()
  const there = new Set(Object.keys(has))
  const lasts = new Map<string, LastSeal>()
  const theirs = new Map(Object.entries(has).map(([name, refs]) => [name, byDevice(refs)]))
  const sessions = new Map(
    Object.keys(has).map((name) => [
      name,
      {
        get theirs() {
          return theirs.get(name)
        },
        theirLast: () => lasts.get(name),
        isOpen: () => there.has(name),
        isDrained: () => !busy.has(name),
        patience: () => 1_000,
        send(message: Asked) {
          if (message.type === 'askRows') ids.push(message.ask)
          const what =
            message.type === 'askRows'
              ? message.places.map(({ device, seq, hash }) => `${device}>${seq}${hash && ` ${hash}`}`)
              : [`seals>${message.after}`]
          heard.push(`${name}: ${what.join(', ')}`)
        },
        wantRows: (hashes: readonly string[]) => void byHash.push(...hashes),
      } as unknown as Session,
    ]),
  )
  const replica: Pick<Replica, 'lastSeal' | 'lacks'> & { wantsBehind?: Replica['wantsBehind'] } = {
    lastSeal: () => last,
    async lacks(refs) {
      looked.push(...refs.map(({ hash }) => hash))
      return refs.filter(({ hash }) => !hash.endsWith('known'))
    },
  }
  const pulls = makePulls(
    replica as Replica,
    timing,
    { ...LIMITS, patience: 1_000 },
    () => mine,
    () => [...there].map((name) => sessions.get(name) as Session),
  )
  return {
    pulls,
    replica,
    looked,
    ids,
    busy,
    there,
    link: (name: string) => sessions.get(name) as Session,
    /** From now on so much is here, or there. */
    here: (...refs: readonly Ref[]) => void (mine = byDevice(refs)),
    has: (name: string, ...refs: readonly Ref[]) => void theirs.set(name, byDevice(refs)),
    sealedHere: (seal: LastSeal) => void (last = seal),
    sealedAt: (name: string, seal: LastSeal) => void lasts.set(name, seal),
    heard: () => heard.splice(0),
    byHash: async () => {
      await timing.pass(0)
      return byHash.splice(0)
    },
    async later(ms: number) {
      await timing.pass(ms)
      pulls.tick()
    },
  }
}

describe('feeds', () => {
  it('are asked of one link each, from the last row here on, and not where nothing is behind it', () => {
    const { pulls, link, heard } = asking({ a: [ref('x', 5), ref('y', 2)], b: [ref('x', 9), ref('z', 1)] }, [ref('x', 3), ref('y', 2)])
    pulls.look(link('a'))
    pulls.look(link('b'))
    pulls.look(link('a'))
    expect(heard()).toEqual(['a: x>3 x3', 'b: z>0'])
    expect(pulls.isIdle()).toBe(false)
  })

  it('are asked only as far as they are looked at, and of an open link', () => {
    const { pulls, link, heard, there } = asking({ a: [ref('x', 5), ref('y', 2)] })
    pulls.look(link('a'), ['y'])
    expect(heard()).toEqual(['a: y>0'])
    there.delete('a')
    pulls.look(link('a'))
    expect(heard()).toEqual([])
  })

  it('of several branches here and there the furthest counts', () => {
    const { pulls, link, heard } = asking({ a: [ref('x', 4, 'l'), ref('x', 7, 'r'), ref('x', 5, 'm')] }, [
      ref('x', 3, 'l'),
      ref('x', 6, 'r'),
      ref('x', 2, 'm'),
    ])
    pulls.look(link('a'))
    expect(heard()).toEqual(['a: x>6 x6r'])
    expect(pulls.progressOf()).toEqual({ done: 0, total: 1 })
  })

  it('are asked of the next link that is further, when one has given all it had', () => {
    const { pulls, link, heard, here, ids } = asking({ a: [ref('x', 5)], b: [ref('x', 9)], c: [ref('x', 5)] })
    pulls.look(link('a'))
    heard()
    here(ref('x', 5))
    pulls.ended(link('b'), ids[0] as number)
    expect(heard(), 'that was another link’s').toEqual([])
    pulls.ended(link('a'), ids[0] as number)
    expect(heard()).toEqual(['b: x>5 x5'])
    here(ref('x', 9))
    pulls.ended(link('b'), ids[1] as number)
    expect(heard()).toEqual([])
    expect(pulls.isIdle()).toBe(true)
  })

  it('are not asked again of a link that gave nothing, until it says anew what it has', () => {
    const { pulls, link, heard, ids } = asking({ a: [ref('x', 5)] })
    pulls.look(link('a'))
    pulls.ended(link('a'), ids[0] as number)
    pulls.look(link('a'))
    expect(heard()).toEqual(['a: x>0'])
    pulls.lookAnew(link('a'))
    expect(heard()).toEqual(['a: x>0'])
  })

  it('are asked of the next link when one makes no progress, but not while what it sent is being worked off', async () => {
    const { pulls, link, heard, ids, later, busy } = asking({ a: [ref('x', 5)], b: [ref('x', 5)] })
    pulls.look(link('a'))
    heard()
    await later(1_000)
    expect(heard()).toEqual([])
    pulls.progress(link('b'), new Map([[ids[0] as number, 1]]), false)
    expect(pulls.progressOf(), 'of another link').toEqual({ done: 0, total: 5 })
    pulls.progress(link('a'), new Map([[ids[0] as number, 1]]), false)
    await later(1_000)
    expect(heard()).toEqual([])
    busy.add('a')
    await later(1)
    expect(heard()).toEqual([])
    busy.delete('a')
    await later(0)
    expect(heard()).toEqual(['b: x>0'])
    await later(1_001)
    expect(heard(), 'both have been asked in vain').toEqual([])
    expect(pulls.isIdle()).toBe(true)
  })

  it('are asked of the others when a link goes, and of itself when it comes back', () => {
    const { pulls, link, heard, there } = asking({ a: [ref('x', 5)], b: [ref('y', 5)], c: [ref('x', 4)] })
    for (const name of ['a', 'b']) pulls.look(link(name))
    heard()
    there.delete('a')
    pulls.left(link('a'))
    expect(heard()).toEqual(['c: x>0'])
    there.delete('c')
    pulls.left(link('c'))
    there.add('a')
    pulls.look(link('a'))
    expect(heard()).toEqual(['a: x>0'])
  })

  it('wait while a snapshot is on its way', () => {
    const { pulls, link, heard } = asking({ a: [ref('x', 5)], b: [ref('y', 5)] })
    pulls.hold(true)
    for (const name of ['a', 'b']) pulls.look(link(name))
    expect(heard()).toEqual([])
    pulls.hold(false)
    expect(heard()).toEqual(['a: x>0', 'b: y>0'])
  })

  it('K20: are asked from where there is use of them, or not at all', () => {
    const { pulls, link, heard, replica } = asking({ a: [ref('x', 5), ref('y', 5), ref('z', 5)] })
    replica.wantsBehind = (last) =>
      last.device === 'x' ? undefined : { device: last.device, seq: last.device === 'y' ? 4 : 5, hash: 'later' }
    pulls.look(link('a'))
    expect(heard()).toEqual(['a: y>4 later'])
    expect(pulls.progressOf()).toEqual({ done: 0, total: 1 })
  })

  it('K5: a row beside our own is asked for by hash, once, if it is not merely older', async () => {
    const theirs = [ref('x', 3, 'other'), ref('x', 3), ref('y', 3, 'known'), ref('z', 9)]
    const { pulls, link, heard, byHash, looked } = asking({ a: theirs }, [ref('x', 3), ref('y', 4)])
    pulls.look(link('a'))
    pulls.look(link('a'))
    expect(await byHash()).toEqual(['x3other'])
    expect(looked, 'what is further is no branch, and what is here needs no look at the disk').toEqual(['x3other', 'y3known'])
    expect(heard()).toEqual(['a: z>0'])
    pulls.lookAnew(link('a'))
    expect(await byHash()).toEqual(['x3other'])
  })

  it('K5: a disk that cannot be read leaves a branch to the next time, and nothing uncaught', async () => {
    const { pulls, link, byHash, replica } = asking({ a: [ref('x', 3, 'other')] }, [ref('x', 3)])
    const { lacks } = replica
    replica.lacks = () => Promise.reject(new Error('the disk was busy'))
    pulls.look(link('a'))
    expect(await byHash()).toEqual([])
    replica.lacks = lacks
    pulls.lookAnew(link('a'))
    expect(await byHash()).toEqual(['x3other'])
  })

  it('are asked again of a link that gave some of what it has, and of one that gave nothing when it comes back', () => {
    const { pulls, link, heard, here, ids } = asking({ a: [ref('x', 9)] }, [ref('x', 1, 'l'), ref('x', 2, 'r')])
    pulls.look(link('a'))
    here(ref('x', 1, 'l'), ref('x', 5, 'r'))
    pulls.ended(link('a'), ids[0] as number)
    expect(heard()).toEqual(['a: x>2 x2r', 'a: x>5 x5r'])
    pulls.ended(link('a'), ids[1] as number)
    expect(heard()).toEqual([])
    pulls.left(link('a'))
    pulls.look(link('a'))
    expect(heard()).toEqual(['a: x>5 x5r'])
  })

  it('are asked for in frames of a size that is read', () => {
    const many = Array.from({ length: REFS_PER_FRAME + 1 }, (_, i) => ref(`x${i}.`, 2))
    const { pulls, link, heard, ids } = asking({ a: many })
    pulls.look(link('a'))
    expect(heard().map((each) => each.split(', ').length)).toEqual([REFS_PER_FRAME, 1])
    expect(pulls.progressOf().total).toBe(2 * many.length)
    for (const id of ids) pulls.ended(link('a'), id)
    expect(pulls.isIdle()).toBe(true)
  })
})

describe('how far it is', () => {
  it('is what came of what was asked for, never more, and nothing when nothing is asked for', () => {
    const { pulls, link, here, ids } = asking({ a: [ref('x', 5)], b: [ref('y', 3)] })
    for (const name of ['a', 'b']) pulls.look(link(name))
    expect(pulls.progressOf()).toEqual({ done: 0, total: 8 })
    const [x, y] = ids as [number, number]
    pulls.progress(
      link('a'),
      new Map([
        [x, 2],
        [99, 9],
      ]),
      false,
    )
    expect(pulls.progressOf()).toEqual({ done: 2, total: 8 })
    pulls.progress(link('a'), new Map([[x, 9]]), false)
    expect(pulls.progressOf()).toEqual({ done: 5, total: 8 })
    pulls.progress(link('b'), new Map([[y, 1]]), false)
    here(ref('x', 5), ref('y', 3))
    pulls.ended(link('b'), y)
    expect(pulls.progressOf(), 'what was not sent is not waited for').toEqual({ done: 6, total: 6 })
    pulls.ended(link('a'), x)
    expect(pulls.progressOf()).toEqual({ done: 0, total: 0 })
  })
})

describe('seals', () => {
  it('are asked of one link at a time that is further, from the last one here', () => {
    const { pulls, link, heard, sealedHere, sealedAt } = asking({ a: [], b: [], c: [] })
    sealedHere(sealed(3))
    sealedAt('a', sealed(3))
    sealedAt('b', sealed(5))
    sealedAt('c', sealed(9))
    for (const name of ['a', 'b', 'c']) pulls.look(link(name))
    expect(heard()).toEqual(['b: seals>3'])
    expect(pulls.isIdle()).toBe(false)
    sealedHere(sealed(5))
    pulls.sealsEnded(link('a'))
    expect(heard()).toEqual([])
    pulls.sealsEnded(link('b'))
    expect(heard()).toEqual(['c: seals>5'])
  })

  it('K12: another one of our number, or another term, is asked for from before it, so that both are kept', () => {
    const after = (here: LastSeal, there: LastSeal) => {
      const { pulls, link, heard, sealedHere, sealedAt } = asking({ a: [] })
      sealedHere(here)
      sealedAt('a', there)
      pulls.look(link('a'))
      return heard().join().replace('a: seals>', '')
    }
    expect(after(sealed(3), sealed(3, 'rival'))).toBe('2')
    expect(after(sealed(3), sealed(2))).toBe('')
    expect(after(sealed(3), sealed(2, '', 2))).toBe('1')
    expect(after(sealed(3), sealed(9, '', 2))).toBe('2')
    expect(after(sealed(0), sealed(0, 'rival'))).toBe('0')
    expect(after(sealed(3, '', 2), sealed(9))).toBe('2')
  })

  it('K12: those of a rival are asked for once', () => {
    const { pulls, link, heard, sealedHere, sealedAt } = asking({ a: [] })
    sealedHere(sealed(3))
    sealedAt('a', sealed(3, 'rival'))
    pulls.look(link('a'))
    pulls.sealsEnded(link('a'))
    pulls.look(link('a'))
    expect(heard()).toEqual(['a: seals>2'])
  })

  it('are not asked again of a link that brought none, until it says anew what it has', () => {
    const { pulls, link, heard, sealedHere, sealedAt } = asking({ a: [] })
    sealedAt('a', sealed(5))
    pulls.look(link('a'))
    pulls.sealsEnded(link('a'))
    pulls.look(link('a'))
    expect(heard()).toEqual(['a: seals>0'])
    expect(pulls.isIdle()).toBe(true)
    pulls.lookAnew(link('a'))
    sealedHere(sealed(3))
    pulls.sealsEnded(link('a'))
    expect(heard(), 'who brought some may have more by now').toEqual(['a: seals>0', 'a: seals>3'])
  })

  it('are asked of another link when one makes no progress, or goes', async () => {
    const { pulls, link, heard, sealedAt, later, busy, there } = asking({ a: [], b: [], c: [] })
    for (const name of ['a', 'b', 'c']) sealedAt(name, sealed(5))
    pulls.look(link('a'))
    await later(600)
    pulls.progress(link('a'), new Map(), true)
    await later(900)
    pulls.progress(link('b'), new Map(), true)
    pulls.progress(link('a'), new Map(), false)
    pulls.left(link('c'))
    await later(100)
    expect(heard()).toEqual(['a: seals>0'])
    busy.add('a')
    await later(1)
    expect(heard()).toEqual([])
    busy.delete('a')
    await later(0)
    expect(heard()).toEqual(['b: seals>0'])
    there.delete('b')
    pulls.left(link('b'))
    expect(heard()).toEqual(['c: seals>0'])
  })
})
