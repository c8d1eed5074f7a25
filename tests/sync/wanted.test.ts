/** What is looked for by hash: whom it is asked of, in which order, and when it is asked again. */
import { describe, expect, it } from 'vitest'
import { hashOf } from '../../src/kit/bytes'
import type { Hash } from '../../src/log/types'
import { HASHES_PER_FRAME } from '../../src/sync/frames'
import { LIMITS, type Limits } from '../../src/sync/limits'
import type { Session } from '../../src/sync/session'
import { virtualTiming } from '../../src/sync/timing'
import { makeWanted } from '../../src/sync/wanted'

const [one, two, three] = ['one', 'two', 'three'].map((each) => hashOf(each)) as [Hash, Hash, Hash]

/** Some links that keep what they were asked, and somebody who looks for things on them. */
function looking(names: string, more: Partial<Limits> = {}) {
  const timing = virtualTiming()
  const open = new Set(names)
  const asked: string[] = []
  const frames: number[] = []
  const sessions = Object.fromEntries(
    [...names].map((name) => [
      name,
      {
        isOpen: () => open.has(name),
        patience: () => ({ ...LIMITS, ...more }).patience,
        send(message: { readonly kind: string; readonly hashes: readonly Hash[] }) {
          frames.push(message.hashes.length)
          for (const hash of message.hashes)
            asked.push(`${name} for ${['one', 'two', 'three'].find((each) => hashOf(each) === hash) ?? 'more'}`)
        },
      } as unknown as Session,
    ]),
  )
  const here = new Set(names)
  const wanted = makeWanted('rows', timing, { ...LIMITS, ...more }, () => [...here].map((name) => sessions[name] as Session))
  return {
    wanted,
    frames,
    link: (name: string) => sessions[name] as Session,
    close: (name: string) => open.delete(name),
    there: (name: string, is: boolean) => (is ? here.add(name) : here.delete(name)),
    async later(ms: number) {
      await timing.pass(ms)
      wanted.tick()
    },
    /** What was asked since the last look. */
    asked: () => asked.splice(0),
  }
}

describe('what is looked for by hash', () => {
  it('is asked of one link at a time, of the one that named it first, and of the next when that lacks it', () => {
    const { wanted, link, asked } = looking('abc')
    wanted.want([one], link('b'))
    wanted.want([one])
    expect(asked()).toEqual(['b for one'])
    wanted.absent(link('a'), [one])
    wanted.absent(link('b'), [two])
    expect(asked(), 'of others, or of something else, nothing was heard').toEqual([])
    wanted.absent(link('b'), [one])
    expect(asked()).toEqual(['a for one'])
    wanted.absent(link('a'), [one])
    expect(asked()).toEqual(['c for one'])
    expect(wanted.size()).toEqual({ asked: 1, nowhere: 0 })
    wanted.absent(link('c'), [one])
    expect(asked()).toEqual([])
    expect(wanted.size()).toEqual({ asked: 0, nowhere: 1 })
  })

  it('is asked of no link that is closed, and of nobody once it is here', () => {
    const { wanted, link, asked, close } = looking('ab')
    close('a')
    wanted.want([one, two], link('a'))
    expect(asked()).toEqual(['b for one', 'b for two'])
    wanted.got([one])
    expect(wanted.size()).toEqual({ asked: 1, nowhere: 0 })
    wanted.left(link('b'))
    wanted.joined(link('b'))
    expect(asked().filter((each) => each.endsWith('one'))).toEqual([])
  })

  it('is asked of whoever joins, but for what somebody else is being asked for', () => {
    const { wanted, link, asked, there } = looking('ab')
    there('b', false)
    wanted.want([one, two])
    wanted.absent(link('a'), [one])
    expect(asked()).toEqual(['a for one', 'a for two'])
    there('b', true)
    wanted.joined(link('b'))
    expect(asked()).toEqual(['b for one'])
  })

  it('is asked of the next when a link goes, and of that one again when it comes back', () => {
    const { wanted, link, asked, there } = looking('ab')
    wanted.want([one, two], link('a'))
    wanted.absent(link('a'), [two])
    expect(asked()).toEqual(['a for one', 'a for two', 'b for two'])
    there('a', false)
    wanted.left(link('a'))
    expect(asked()).toEqual(['b for one'])
    wanted.absent(link('b'), [one, two])
    there('a', true)
    wanted.joined(link('a'))
    expect(asked()).toEqual(['a for one', 'a for two'])
  })

  it('is asked of the next when no answer comes, after the time that a link has for it and not before', async () => {
    const { wanted, asked, later } = looking('ab', { patience: 1_000, compare: 1_000_000 })
    await later(5_000)
    wanted.want([one])
    expect(asked()).toEqual(['a for one'])
    await later(1_000)
    expect(asked()).toEqual([])
    await later(1)
    expect(asked()).toEqual(['b for one'])
    await later(1_001)
    expect(asked()).toEqual([])
    expect(wanted.size()).toEqual({ asked: 0, nowhere: 1 })
  })

  it('is asked of everybody anew once in a while, for somebody who lacked it may have received it', async () => {
    const { wanted, link, asked, later } = looking('ab', { patience: 1_000_000, compare: 30_000 })
    await later(100_000)
    wanted.want([one])
    wanted.absent(link('a'), [one])
    wanted.absent(link('b'), [one])
    asked()
    await later(30_000)
    expect(asked()).toEqual([])
    await later(1)
    expect(asked()).toEqual(['a for one'])
    await later(30_001)
    expect(asked(), 'while it is being asked for, nobody else is').toEqual([])
    wanted.absent(link('a'), [one])
    wanted.absent(link('b'), [one])
    expect(asked()).toEqual(['b for one'])
    await later(30_000)
    expect(asked(), 'counted from when it was last asked').toEqual([])
    await later(1)
    expect(asked()).toEqual(['a for one'])
  })

  it('makes room for more when nobody has it, the oldest first, and not while it is being asked for', () => {
    const { wanted, link, asked } = looking('a', { wanted: 2 })
    wanted.want([one, two])
    wanted.want([three])
    expect(asked()).toEqual(['a for one', 'a for two'])
    wanted.absent(link('a'), [two, one])
    wanted.want([two])
    expect(wanted.size(), 'what is looked for already takes no room').toEqual({ asked: 0, nowhere: 2 })
    wanted.want([three])
    expect(asked()).toEqual(['a for three'])
    expect(wanted.size()).toEqual({ asked: 1, nowhere: 1 })
    wanted.want([one])
    expect(asked(), 'it was forgotten, so it is asked anew').toEqual(['a for one'])
    wanted.want([two])
    expect(asked(), 'there is no room').toEqual([])
  })

  it('asks for what it has room for of what is named in one breath, the first of it first', () => {
    const { wanted, asked } = looking('a', { wanted: 2 })
    wanted.want([one, two, three])
    expect(asked()).toEqual(['a for one', 'a for two'])
    expect(wanted.size()).toEqual({ asked: 2, nowhere: 0 })
  })

  it('is asked only of those who say that they have it, once, where nothing else names it', async () => {
    const { wanted, link, asked, later } = looking('abc', { patience: 1_000, compare: 5_000 })
    wanted.claimed([one, two], link('b'))
    wanted.claimed([one], link('c'))
    wanted.absent(link('b'), [one])
    expect(asked()).toEqual(['b for one', 'b for two', 'c for one'])
    await later(1_001)
    expect(wanted.size(), 'nobody else is asked').toEqual({ asked: 0, nowhere: 0 })
    wanted.claimed([one], link('b'))
    wanted.want([one])
    wanted.left(link('b'))
    expect(asked(), 'something here rests on it by now').toEqual(['b for one', 'a for one'])
    wanted.want([two], link('a'))
    wanted.claimed([two], link('b'))
    wanted.absent(link('a'), [two])
    expect(asked()).toEqual(['a for two', 'b for two'])
  })

  it('is asked for in frames of a size that is read, and a name that is no hash not at all', () => {
    const { wanted, frames, asked } = looking('a', { wanted: 1e6 })
    wanted.want(['nonsense', one])
    expect(asked()).toEqual(['a for one'])
    expect(wanted.size()).toEqual({ asked: 1, nowhere: 0 })
    wanted.want(Array.from({ length: HASHES_PER_FRAME + 1 }, (_, i) => hashOf(`${i}`)))
    expect(frames).toEqual([1, HASHES_PER_FRAME, 1])
  })
})
