/** Wide pictures for the tops of profiles, by the same hands as the rest. */
import { blend, develop, type Dice, glow, type Sheet, wash } from './kit'
import { body, poses } from './dance'
import { fold, dusk, robed } from './dream'
import { night, nights } from './lantern'
import { lights, sea, waiting } from './sea'
import { beams, crowd, haze } from './stage'

const size = [1280, 480] as const

export const pictures = {
  'noa-cover': {
    size,
    paint(s: Sheet) {
      sea(s, { ...lights.ember, horizonAt: 0.56, at: [0.3, 0.03] }, 51)
      for (const [x, k] of [
        [330, 0.9],
        [420, 0.8],
        [980, 1.1],
      ] as const)
        waiting(s, x, 270 + k * 20, k)
      develop(s, { grain: 0.18, vignette: 0.25, bloom: 0.25 })
    },
  },
  'zeyna-cover': {
    size,
    paint(s: Sheet, dice: Dice) {
      wash(s, [
        [0, '#12061f'],
        [1, '#4a0f5a'],
      ])
      haze(s, dice, ['#ff3d8b', '#7a3dff', '#3df0ff'])
      for (const x of [160, 480, 800, 1120]) beams(s, dice, [x, -10], ['#ff4f9a', '#5ac8ff'], { n: 6, spread: 1.3, width: 0.03 })
      crowd(s, dice, 330, ['#2a0d38', '#0c0412'], 0.9)
      develop(s, { grain: 0.2, vignette: 0.25, bloom: 0.35 })
    },
  },
  'aurelia-cover': {
    size,
    paint(s: Sheet) {
      fold(s, 14, dusk, { zoom: 2.6 })
      glow(s, 900, 220, 260, 'rgb(255 236 214 / .9)')
      robed(s, 900, 470, 300, '#1b1038', '#ffd9c4')
      develop(s, { grain: 0.08, vignette: 0.2, bloom: 0.3 })
    },
  },
  'fenno-cover': {
    size,
    paint(s: Sheet, dice: Dice) {
      night(s, dice, { ...nights.first, tower: 0.8, houses: 9 })
      develop(s, { grain: 0.08, paper: 0.14, vignette: 0.18, bloom: 0.14 })
    },
  },
  'anjali-cover': {
    size,
    paint(s: Sheet) {
      wash(
        s,
        [
          [0, '#f7b733'],
          [1, '#c9304f'],
        ],
        1.2,
      )
      Object.values(poses).forEach((pose, i) => {
        s.c.globalAlpha = 0.92
        body(s, pose, 150 + i * 165, 262, 300, blend('#3a0f1f', '#fff0d0', i / 6))
      })
      s.c.globalAlpha = 1
      develop(s, { grain: 0.16, vignette: 0.2 })
    },
  },
  'declan-cover': {
    size,
    paint(s: Sheet) {
      s.c.fillStyle = '#d8382a'
      s.c.fillRect(0, 0, 1280, 480)
      s.c.fillStyle = '#ffe9d2'
      s.c.font = "800 190px 'Poppins', sans-serif"
      s.c.fillText('IS THIS ON?', 46, 308)
      s.c.font = "600 34px 'Poppins', sans-serif"
      s.c.fillText('Thursdays at the Net Loft. Bring a coat. Bring two.', 58, 392)
      develop(s, { grain: 0.14, paper: 0.14, vignette: 0.12 })
    },
  },
}
