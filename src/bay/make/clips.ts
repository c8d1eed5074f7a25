/** Short films, frame by frame, by the same hands as the pictures. `t` runs from 0 to 1. */
import { between, body, poses, veil, type Pose } from './dance'
import { develop, Dice, fade, glow, type Sheet, sheet, TAU, wash } from './kit'
import { dusk, fold, mirror, robed } from './dream'
import { night, nights } from './lantern'
import { loading } from './posters'
import { birds, lights, sea, waiting } from './sea'
import { beams, crowd, haze, selector, trails } from './stage'
import { pictures } from './table'

export interface Clip {
  readonly seconds: number
  /** In bits a second; 260,000. */
  readonly bitrate?: number
  /** What is heard: a sound of the bay from this second on. */
  readonly heard?: { readonly of: string; readonly from: number }
  frame(s: Sheet, t: number): void
}
const soft = (s: Sheet, bloom = 0.2) => develop(s, { grain: 0, vignette: 0.25, bloom })

function dance(order: readonly Pose[], ground: readonly [string, string], ink: string, cloth: readonly [string, string]): Clip {
  return {
    seconds: 5,
    frame(s, t) {
      wash(
        s,
        [
          [0, ground[0]],
          [1, ground[1]],
        ],
        0.3,
      )
      glow(s, s.w / 2, s.h * 0.45, s.w * 0.9, fade('#ffffff', 0.3), 'soft-light')
      const turn = t * order.length
      const i = Math.floor(turn) % order.length
      const pose = between(order[i] as Pose, order[(i + 1) % order.length] as Pose, Math.min(1, (turn % 1) * 1.25))
      const x = s.w / 2 + Math.sin(t * 6.28) * 26
      const y = s.h * 0.52 - Math.abs(Math.sin(turn * Math.PI)) * 34
      const dice = new Dice('cloth')
      const k = s.h * 0.6
      const trail = Math.sin(t * 6.28 * 2) * 70
      const first = body(s, pose, x, y, k, ink)
      veil(s, dice, first.left[2], [first.left[2][0] - 70 - trail, first.left[2][1] + 90], [90 + trail, s.h * 0.84], cloth, {
        n: 80,
        spread: 54,
        phase: t * 6.28,
      })
      body(s, pose, x, y, k, ink)
      veil(s, dice, first.right[2], [first.right[2][0] + 70 - trail, first.right[2][1] + 80], [s.w - 90 + trail, s.h * 0.8], cloth, {
        n: 80,
        spread: 54,
        phase: -t * 6.28,
      })
      soft(s, 0.08)
    },
  }
}

/** What Amadou cooks at midnight, painted once: only the steam moves. */
let painted: Sheet | undefined
function noodles(): Sheet {
  if (painted) return painted
  const dish = pictures['amadou-midnight-noodles']
  painted = sheet(...dish.size)
  dish.paint(painted, new Dice('amadou-midnight-noodles'))
  return painted
}

export const clips: { readonly [name: string]: Clip } = {
  'noa-clip-last-light': {
    seconds: 5,
    frame(s, t) {
      sea(s, { ...lights.ember, at: [0.05, 0.06] }, 7, t * 6)
      waiting(s, 300 + Math.sin(t * 5) * 3, 575 + Math.sin(t * 9) * 5, 0.9)
      soft(s, 0.25)
    },
  },
  'noa-clip-grey-morning': {
    seconds: 4,
    frame(s, t) {
      sea(s, { ...lights.storm, horizonAt: 0.56 }, 5, t * 5)
      birds(s, new Dice('gulls'), 330 - t * 120, 190, 6, 0.55, '#0b0f12')
      soft(s, 0.1)
    },
  },
  'zeyna-clip-the-drop': {
    seconds: 4,
    heard: { of: 'zeyna-tide-groove', from: 16 * (60 / 121) },
    frame(s, t) {
      const dice = new Dice('drop')
      const beat = (t * 8) % 1
      wash(s, [
        [0, '#12061f'],
        [0.6, beat < 0.2 ? '#8a1f7a' : '#3a0b46'],
        [1, '#0a0410'],
      ])
      haze(s, dice, ['#ff3d8b', '#7a3dff'], 8)
      for (const x of [60, 270, 480])
        beams(s, dice, [x, 20], ['#ff4f9a', '#5ac8ff'], { n: 5, spread: 0.9, turn: Math.sin(t * 12.6 + x) * 0.4, width: 0.03 })
      selector(s, 270, 610, 1.1, '#0a0412', '#ff5aa8', beat < 0.4 ? 14 : 0)
      crowd(s, dice, 700 - (beat < 0.3 ? 9 : 0), ['#2a0d38', '#180720', '#08030c'], 1, t * 50)
      soft(s, 0.3)
    },
  },
  'zeyna-clip-sparkler': {
    seconds: 4,
    frame(s, t) {
      wash(s, [
        [0, '#04060f'],
        [1, '#0b1030'],
      ])
      trails(s, new Dice('spark'), ['#3df0ff', '#ff4fd8', '#ffd24a'], 3, t * 6.283)
      soft(s, 0.3)
    },
  },
  'amadou-clip-steam': {
    seconds: 5,
    bitrate: 180_000,
    frame(s, t) {
      const near = 0.98 + 0.02 * Math.cos(t * TAU)
      s.c.drawImage(noodles().canvas, s.w / 2 - 490 * near, s.h / 2 - 505 * near, 980 * near, 980 * near)
      // It rises from the middle of the bowl, and each wisp is where the one before it was when the film begins again.
      for (let i = 0; i < 9; i++) {
        const way = (t + i / 9) % 1
        const x = s.w * (0.34 + 0.32 * ((i * 0.618) % 1)) + Math.sin(way * TAU + i) * 26
        glow(s, x, s.h * (0.66 - way * 0.62), 60 + way * 130, fade('#fff4e2', 0.62 * Math.sin(way * Math.PI)), 'screen', 1.5)
      }
    },
  },
  'declan-clip-loading': { seconds: 6, bitrate: 90_000, frame: loading },
  'anjali-clip-count-of-seven': dance([poses.plie, poses.leap, poses.arch, poses.warrior, poses.reach], ['#f7b733', '#d9384a'], '#2a0f14', [
    '#fff3d0',
    '#ff9f1c',
  ]),
  'anjali-clip-night-class': dance([poses.fold, poses.reach, poses.turn, poses.arch], ['#2b3a8c', '#0f1440'], '#070a22', [
    '#bcd0ff',
    '#4f6dff',
  ]),
  'aurelia-clip-breathing': {
    seconds: 4,
    frame(s, t) {
      fold(s, 2, dusk, { zoom: 1.2, time: Math.sin(t * 6.283) * 1.6 })
      glow(s, 270, 400, 210 + Math.sin(t * 6.283) * 20, 'rgb(255 236 214 / .95)')
      robed(s, 270, 740, 280, '#1b1038', '#ffc9a8')
      mirror(s, 742, 0.35)
      soft(s, 0.3)
    },
  },
  'fenno-clip-the-watch': {
    seconds: 5,
    frame(s, t) {
      night(s, new Dice('fenno-first-lamp'), { ...nights.first, turn: t * 6.283 })
      soft(s, 0.15)
    },
  },
}
