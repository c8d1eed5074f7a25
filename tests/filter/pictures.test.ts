import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { adviceOf } from '../../src/filter/advice'
import { limits } from '../../src/media/limits'
import { gif } from '../support/corpusMakers'
import { among, nearer, sameBytes, sameLooks } from '../../src/filter/duplicates'
import type { Category, Known } from '../../src/filter/finding'
import { type Looks, looksHits } from '../../src/filter/looks'
import { alike, croppedPrints, distance, type Grey, greyOf, printsOf, same, shrink } from '../../src/filter/print'
import { framesOfAll, momentsOf } from '../../src/filter/moments'
import { checkPixels, picturesIn } from '../../src/filter/pictures'
import { pictureQuality, sharpness, soundQuality, textQuality } from '../../src/filter/quality'
import { Shelf } from '../../src/filter/shelf'
import { examineWork, filmHits } from '../../src/filter/work'

vi.setConfig({ testTimeout: 30_000 }) // the phrases are compiled when they are first searched for

/** A picture of soft spots and hard edges, another one for every seed. */
function picture(seed: number, width = 80, height = 60): Grey {
  let state = seed * 2_654_435_761 + 1
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const spots = Array.from({ length: 9 }, () => [next(), next(), 0.05 + next() * 0.3, next() * 255] as const)
  return drawn(width, height, (x, y) =>
    spots.reduce((light, [cx, cy, r, shade]) => ((x - cx) ** 2 + (y - cy) ** 2 < r * r ? shade : light), 90 + 60 * x),
  )
}
/** `shade`: from the place, 0 to 1 either way. */
function drawn(width: number, height: number, shade: (x: number, y: number) => number): Grey {
  return {
    width,
    height,
    light: Float32Array.from({ length: width * height }, (_, i) => shade((i % width) / width, Math.floor(i / width) / height)),
  }
}
const changed = (grey: Grey, change: (light: number, i: number) => number): Grey => ({ ...grey, light: grey.light.map(change) })
const print = (grey: Grey) => printsOf(grey)?.print ?? ''
const seeds = fc.integer({ min: 0, max: 100_000 })

describe('a print', () => {
  test('is 64 bits as hex, and its distance to itself is none', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(print(picture(seed))).toMatch(/^[0-9a-f]{16}$/)
        expect(distance(print(picture(seed)), print(picture(seed)))).toBe(0)
      }),
      { numRuns: 20 },
    )
  })

  test.each([
    ['0000000000000000', 'ffffffffffffffff', 64],
    ['0000000000000000', '8000000000000001', 2],
    ['00000000ffffffff', '00000000fffffffe', 1],
    ['0000000000000000', '', 64],
    ['0000000000000000', '000000000000000g', 64],
  ])('%s and %j differ in %i bits', (a, b, bits) => {
    expect(distance(a, b)).toBe(bits)
    expect(distance(b, a)).toBe(bits)
  })

  test('hardly changes with size, contrast and noise', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const original = picture(seed)
        const others = [
          picture(seed, 160, 120),
          shrink(original, 40, 30),
          changed(original, (light) => 40 + light * 0.6),
          changed(original, (light, i) => light + ((i * 7919) % 9) - 4),
        ]
        for (const other of others) expect(distance(print(original), print(other))).toBeLessThanOrEqual(alike)
      }),
      { numRuns: 20 },
    )
  })

  test('of what was cut off all around is among those kept', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0.04, 0.08), (seed, share) => {
        const original = picture(seed, 100, 100)
        const [from, side] = [100 * share, 100 * (1 - 2 * share)]
        const rows = Array.from({ length: side }, (_, y) => original.light.slice((from + y) * 100 + from, (from + y) * 100 + from + side))
        const cut = { width: side, height: side, light: Float32Array.from(rows.flatMap((row) => [...row])) }
        expect(Math.min(...croppedPrints(original).map((kept) => distance(kept, print(cut))))).toBeLessThanOrEqual(same)
      }),
      { numRuns: 20 },
    )
  })

  test('of different pictures is another one', () => {
    const prints = Array.from({ length: 60 }, (_, seed) => print(picture(seed)))
    const near = prints.flatMap((a, i) => prints.slice(i + 1).filter((b) => distance(a, b) <= same))
    expect(near).toEqual([])
  })

  test('of a picture with nothing in it does not exist', () => {
    expect(printsOf(drawn(100, 100, () => 128))).toBeUndefined()
    expect(printsOf(drawn(100, 100, (x) => (x < 0.5 ? 100 : 130)))).toBeDefined()
  })

  test('in a mirror is what the mirrored picture has', () => {
    const original = picture(7, 64, 64)
    const mirrored = changed(original, (_, i) => original.light[Math.floor(i / 64) * 64 + 63 - (i % 64)] ?? 0)
    expect(distance(printsOf(original)?.mirrored ?? '', print(mirrored))).toBeLessThanOrEqual(2)
    expect(distance(print(original), print(mirrored))).toBeGreaterThan(alike)
  })

  test('sees white where a picture is see-through', () => {
    expect([...greyOf(new Uint8ClampedArray([0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255]), 3, 1).light]).toEqual([255, 0, 255])
  })
})

describe('CORE-6', () => {
  const zero = '0'.repeat(16)
  /** A print that differs from `zero` in so many bits. */
  const off = (bits: number) => ((1n << BigInt(bits)) - 1n).toString(16).padStart(16, '0')
  const known = (print: string, mine = false, work = 'theirs'): Known => ({ hash: 'aa', print, work, mine })
  const far = 'f0f0f0f0f0f0f0f0'
  const looks = (others: readonly Known[], mirrored = far) => sameLooks({ print: zero, mirrored }, among(others), 'image 1')

  test.each([
    [0, 'block'],
    [same, 'block'],
    [same + 1, 'doubt'],
    [alike, 'doubt'],
    [alike + 1, 'pass'],
  ] as const)("a picture %i bits away from somebody else's: %s", (bits, advice) => {
    const hits = looks([known(off(bits))])
    expect(adviceOf(hits)).toBe(advice)
    expect(hits.map(({ of }) => of)).toEqual(advice === 'pass' ? [] : ['theirs'])
  })

  test('the nearest of many is named', () => {
    expect(looks([known(off(9), false, 'far'), known(off(1), false, 'near'), known(off(4), false, 'mid')])).toMatchObject([{ of: 'near' }])
  })

  test('in a mirror it is a doubt, never clear', () => {
    expect(adviceOf(looks([known(far)]))).toBe('doubt')
  })

  test('an own work is no theft, nor is what somebody else has as well', () => {
    expect(looks([known(zero, true)])).toEqual([])
    expect(looks([known(zero), known(zero, true)])).toEqual([])
    expect(looks([known(zero), known(off(3), true)])).toMatchObject([{ of: 'theirs' }])
  })

  describe('among all that is here', () => {
    const of = (work: string, print: string, more: object = {}) =>
      [work, { work, author: 'ben', at: 5, since: 6, takenDown: false, prints: [far, print], ...more }] as const
    const asking = { work: 'new', author: 'ana', at: 10, since: 20 }
    const seen = (...works: ReturnType<typeof of>[]) => {
      const shelf = new Shelf()
      shelf.change(works)
      return shelf.nearest(zero, asking)
    }

    test.each([0, same, alike])('one that is %i bits away is found', (bits) => {
      expect(seen(of('near', off(bits)), of('nearer', off(alike + 1)))).toEqual({
        theirs: { of: 'near', bits, unsure: false },
        own: Infinity,
      })
    })
    test('one that is further away is not', () => {
      expect(seen(of('far', off(alike + 1)))).toEqual({ theirs: undefined, own: Infinity })
    })
    test('the work itself and what came later do not count; what came at the same moment does', () => {
      expect(seen(of('new', zero), of('later', zero, { at: 11, since: 20 })).theirs).toBeUndefined()
      expect(seen(of('same moment', off(1), { at: 10 })).theirs).toMatchObject({ of: 'same moment', bits: 1 })
    })
    test("one's own is told apart, and what of it was taken down gives no right to it, but is for a person to look at", () => {
      expect(seen(of('mine', off(2), { author: 'ana' }))).toEqual({ theirs: undefined, own: 2 })
      const again = of('mine', zero, { author: 'ana', takenDown: true })
      expect(seen(again)).toEqual({ theirs: { of: 'mine', bits: 0, unsure: true }, own: Infinity })
      expect(seen(again, of('theirs', off(4))).theirs).toMatchObject({ of: 'theirs' })
      expect(seen(of('theirs', zero, { takenDown: true })).theirs).toMatchObject({ of: 'theirs', bits: 0 })
    })
    test('what the host saw only after this one came is unsure to be the earlier one, and counts for less than what is sure', () => {
      expect(seen(of('seen before', off(4), { since: 10 })).theirs).toMatchObject({ of: 'seen before', unsure: false })
      expect(seen(of('seen after', zero, { since: 11 })).theirs).toMatchObject({ of: 'seen after', unsure: true })
      expect(seen(of('seen after', zero, { since: 11 }), of('seen before', off(4), { since: 10 })).theirs).toMatchObject({ bits: 4 })
    })
    test('what says that it came later, and was looked at sooner, may be the earlier one', () => {
      expect(seen(of('looked at sooner', zero, { at: 11, since: 19 })).theirs).toMatchObject({ of: 'looked at sooner', unsure: true })
    })
    test('what is known no more is forgotten, and what has changed is known as it is now', () => {
      const shelf = new Shelf()
      shelf.change([of('a', zero), of('b', off(3))])
      shelf.change([['a', undefined], of('b', off(4))])
      expect(shelf.nearest(zero, asking).theirs).toMatchObject({ of: 'b', bits: 4 })
      shelf.clear()
      expect(shelf.nearest(zero, asking).theirs).toBeUndefined()
    })
    test('together with a few that are at hand, the nearer one counts, and own ones of both', () => {
      const [near, further] = [
        { of: 'near', bits: 1, unsure: false },
        { of: 'further', bits: 2, unsure: false },
      ]
      expect(nearer({ theirs: further, own: 7 }, { theirs: near, own: 9 })).toEqual({ theirs: near, own: 7 })
      expect(nearer({ theirs: undefined, own: 9 }, { theirs: near, own: 7 })).toEqual({ theirs: near, own: 7 })
    })
  })

  test("the same bytes are clear, unless they are one's own", () => {
    expect(sameBytes('aa', [known(far)], 'audio 1')).toMatchObject([{ category: 'duplicate', sure: 1000, of: 'theirs' }])
    expect(sameBytes('bb', [known(far)], 'audio 1')).toEqual([])
    expect(adviceOf(sameBytes('aa', [{ ...known(far), unsure: true }], 'audio 1'))).toBe('doubt')
    expect(adviceOf(sameBytes('aa', [{ ...known(far), unsure: true }, known(far)], 'audio 1'))).toBe('block')
    expect(adviceOf(looks([{ ...known(zero), unsure: true }]))).toBe('doubt')
    expect(sameBytes('aa', [known(far), known(far, true)], 'audio 1')).toEqual([])
  })
})

describe('CONT-4', () => {
  const saw = (hits: readonly { readonly saw: string }[]) => hits.map((hit) => hit.saw)
  const sharp = picture(3)

  test.each([
    [31, ['a picture of hardly any size']],
    [32, ['a very small picture']],
    [127, ['a very small picture']],
    [128, []],
  ])('a picture of %i pixels', (side, expected) => {
    expect(saw(pictureQuality(side, 900, sharp, 'image 1'))).toEqual(expected)
  })

  test('one colour, and what is nearly one', () => {
    expect(
      saw(
        pictureQuality(
          800,
          600,
          drawn(200, 150, () => 77),
          'image 1',
        ),
      ),
    ).toEqual(['a picture of one colour'])
    expect(
      saw(
        pictureQuality(
          800,
          600,
          drawn(200, 150, (x, y) => 77 + ((x * 200 + y * 150) % 3)),
          'image 1',
        ),
      ),
    ).toEqual(['a picture of one colour'])
  })

  test('blurred all over, but not where something is sharp', () => {
    const soft = drawn(200, 150, (x, y) => 128 + 90 * Math.sin(x * 5) * Math.cos(y * 4))
    expect(saw(pictureQuality(800, 600, soft, 'image 1'))).toEqual(['a blurred picture'])
    const portrait = changed(soft, (light, i) => (Math.hypot((i % 200) - 100, Math.floor(i / 200) - 75) < 20 ? 255 : light))
    expect(saw(pictureQuality(800, 600, portrait, 'image 1'))).toEqual([])
    expect(sharpness(portrait)).toBeGreaterThan(sharpness(soft) * 10)
  })

  test.each([
    [3.99, ['a picture of one colour']],
    [4.01, []],
  ])('light that differs by %d from the mean', (by, expected) => {
    const stripes = drawn(200, 150, (x) => 128 + (Math.round(x * 200) % 2 === 0 ? by : -by))
    expect(saw(pictureQuality(800, 600, stripes, 'image 1'))).toEqual(expected)
  })

  test.each([
    [0.249, ['a blurred picture']],
    [0.251, []],
  ])('a slope with a grain of %d', (grain, expected) => {
    // Of a grain that turns with each pixel the Laplacian is eight times as large, and of a slope it is none: a variance of 4 at a quarter.
    const slope = drawn(160, 120, (x, y) => 40 + x * 160 + ((Math.round(x * 160) + Math.round(y * 120)) % 2 === 0 ? grain : -grain))
    expect(saw(pictureQuality(800, 600, slope, 'image 1'))).toEqual(expected)
  })

  test('none of these is turned away but what has hardly any size', () => {
    expect(
      adviceOf(
        pictureQuality(
          800,
          600,
          drawn(9, 9, () => 1),
          'image 1',
        ),
      ),
    ).toBe('doubt')
    expect(adviceOf(pictureQuality(20, 20, sharp, 'image 1'))).toBe('block')
  })

  test.each([
    [0, 10, ['silence']],
    [0.0029, 10, ['silence']],
    [0.003, 10, []],
    [0.5, 0.49, ['a sound of hardly any length']],
    [0.5, 0.5, []],
  ])('a sound as loud as %d for %d seconds', (loudest, seconds, expected) => {
    expect(saw(soundQuality(loudest, seconds))).toEqual(expected)
  })

  test.each([
    [['', ' … !!'], 1],
    [['', '7'], 0],
    [['🌊'], 0],
    [['ok'], 0],
  ])('the words of %j', (texts, count) => {
    expect(textQuality(texts)).toHaveLength(count)
  })
})

describe('CONT-3', () => {
  const none: Looks = { drawing: 0, hentai: 0, neutral: 0, porn: 0, sexy: 0 }

  test.each([
    [{ porn: 0.59, neutral: 0.41 }, 'pass'],
    [{ porn: 0.6, neutral: 0.4 }, 'doubt'],
    [{ porn: 0.5, hentai: 0.46 }, 'doubt'],
    [{ porn: 0.97, neutral: 0.03 }, 'block'],
    [{ hentai: 0.99 }, 'block'],
    [{ sexy: 1 }, 'pass'],
    [{ drawing: 0.6, neutral: 0.4 }, 'pass'],
  ] as const)('where the model sees %j: %s', (looks, advice) => {
    expect(adviceOf(looksHits({ ...none, ...looks }, 'image 1'))).toBe(advice)
  })

  test('under `adult` a moderator decides about what is not barred everywhere', async () => {
    const advise = async (words: string, category?: string) =>
      (await examineWork({ words: [words], files: [], media: 'text', known: [], ...(category && { category }) }, () => {})).advice
    expect(await advise('send nudes', 'adult')).toBe('doubt')
    expect(await advise('underage nudes', 'adult')).toBe('block')
    expect(await advise('Good morning', 'adult')).toBe('pass')
  })
})

describe('a picture that asks for more than it may', () => {
  /** A PNG of a few bytes that says how large it is. */
  const png = (width: number, height: number) => {
    const bytes = new Uint8Array(45)
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
    new DataView(bytes.buffer).setUint32(16, width)
    new DataView(bytes.buffer).setUint32(20, height)
    return bytes
  }
  afterEach(() => void vi.unstubAllGlobals())
  const decode = async (file: Blob) => (await picturesIn(file).next()).value

  test('is not decoded, nor is what is no picture', async () => {
    const opened = vi.fn(async () => Promise.reject(new Error('decoded')))
    vi.stubGlobal('createImageBitmap', opened)
    vi.stubGlobal('self', {})
    for (const bytes of [png(100_000, 100_000), new TextEncoder().encode('no picture'), new Uint8Array()])
      await expect(decode(new Blob([bytes], { type: 'image/png' }))).rejects.toMatchObject({ name: 'FilterFailed', part: 'decoder' })
    expect(opened).not.toHaveBeenCalled()
    await expect(decode(new Blob([png(800, 600)], { type: 'image/png' }))).rejects.toMatchObject({ part: 'decoder' })
    expect(opened).toHaveBeenCalledOnce()
  })

  test.each([
    [limits.imagePixelsMax, 1, true],
    [limits.imagePixelsMax + 1, 1, false],
    [0, 100, false],
  ])('%i by %i pixels: %s', (width, height, passes) => {
    const check = () => checkPixels(png(width, height))
    if (passes) check()
    else expect(check).toThrow('picture')
  })
})

describe('an animation that asks for more than it may', () => {
  const [side, frames] = [1_000, limits.animationPixelsMax / 1_000_000]

  test.each([
    [frames, true],
    [frames + 1, false],
  ])('%i frames of a million pixels: %s', (count, passes) => {
    const check = () => checkPixels(gif(side, side, count))
    if (passes) expect(check()).toEqual({ format: 'gif', frames: count })
    else expect(check).toThrow('too many pixels')
  })
})

describe('what is looked at', () => {
  const times = (seconds: number, keys: readonly number[] = []) => momentsOf(0, seconds, keys).map(({ at }) => at)
  const gaps = (found: readonly number[]) => found.slice(1).map((at, i) => at - (found[i] ?? 0))

  test('of a film: six moments that every copy has, in even distances', () => {
    for (const keys of [[], [0, 3.3, 7], Array.from({ length: 300 }, (_, i) => i / 10)])
      expect(
        momentsOf(0, 30, keys)
          .filter(({ isCompared }) => isCompared)
          .map(({ at }) => at),
      ).toEqual([2.5, 7.5, 12.5, 17.5, 22.5, 27.5])
  })
  test('of a film: where scenes change', () => {
    const cuts = [0, 3.1, 4.4, 9.9, 20.2]
    expect(times(30, cuts)).toEqual(expect.arrayContaining(cuts))
    expect(times(30, [2.6, -1, 30])).not.toEqual(expect.arrayContaining([2.6])) // as good as seen, or not in it
  })
  test.each([1, 10, 30, 60])('of a film of %i seconds: never more than 24, in order, and no long time in between', (seconds) => {
    for (const keys of [[], [0], Array.from({ length: seconds * 30 }, (_, i) => i / 30)]) {
      const found = times(seconds, keys)
      expect(found.length).toBeLessThanOrEqual(24)
      expect(found).toEqual(found.toSorted((a, b) => a - b))
      expect(Math.max(...gaps(found), found[0] ?? 60, seconds - (found.at(-1) ?? 0))).toBeLessThanOrEqual(Math.max(2.5, seconds / 10))
    }
  })
  test.each([
    [1, [0]],
    [8, [0, 1, 2, 3, 4, 5, 6, 7]],
    [16, [0, 2, 4, 6, 8, 10, 12, 14]],
    [9, [0, 1, 2, 3, 4, 5, 6, 7]],
  ])('of an animation of %i frames that are shown for the same time', (count, frames) => {
    for (const seconds of [0, 0.5]) expect(framesOfAll(Array.from({ length: count }, () => seconds))).toEqual(frames)
  })
  test('FLT-3: of an animation every frame that is shown for more than an eighth of the time, and eight of them', () => {
    for (const count of [9, 40])
      for (let long = 0; long < count; long++) {
        const lasting = Array.from({ length: count }, (_, i) => (i === long ? (0.1 * (count - 1)) / 6.9 : 0))
        const found = framesOfAll(lasting)
        expect(found).toContain(long)
        expect(found).toContain(0)
        expect(new Set(found).size).toBe(8)
      }
  })
})

describe('a film', () => {
  const frame = (...saw: readonly Category[]) => saw.map((category) => ({ category, sure: 900, where: 'second 1', saw: '' }))
  const six = (count: number, category: Category) => Array.from({ length: 6 }, (_, i) => (i < count ? frame(category) : frame()))

  test.each([
    ['duplicate', 2, 0],
    ['duplicate', 3, 3],
    ['quality', 5, 0],
    ['quality', 6, 6],
    ['sexual', 1, 1],
  ] as const)('in which %s is seen in %i of six frames', (category, count, told) => {
    expect(filmHits(six(count, category), 6)).toHaveLength(told)
  })

  test('counts as a copy by the frames that were compared alone', () => {
    const frames = [...six(3, 'duplicate'), ...Array.from({ length: 18 }, () => frame())]
    expect(filmHits(frames, 6)).toHaveLength(3)
    expect(filmHits(frames, 7)).toHaveLength(0)
  })
})
