/** Portraits: one hand drew everybody, so that they belong to one town, and each by few strokes of their own. */
import { blob, circle, develop, type Dice, fade, glow, line, type Sheet, TAU, wash } from './kit'
import { fold, robed } from './dream'
import { tower } from './lantern'

interface Head {
  readonly ground: readonly [string, string]
  readonly skin: string
  readonly blush?: string
  readonly hair: string
  readonly style: 'bun' | 'long' | 'short' | 'curls' | 'shaved' | 'braids' | 'wave' | 'bob' | 'locs' | 'quiff'
  readonly brows?: string
  readonly top: string
  readonly collar?: 'crew' | 'shirt' | 'turtle' | 'apron' | 'drape' | 'hood'
  readonly extra?: readonly (
    | 'glasses'
    | 'beard'
    | 'stubble'
    | 'headphones'
    | 'beanie'
    | 'earrings'
    | 'scarf'
    | 'freckles'
    | 'moustache'
    | 'bindi'
    | 'chefcap'
  )[]
  readonly mouth?: 'smile' | 'grin' | 'calm' | 'smirk'
  readonly accent?: string
}

const dark = (colour: string, t = 0.28) => `color-mix(in oklab, ${colour} ${(1 - t) * 100}%, #2a0a14)`
const light = (colour: string, t = 0.3) => `color-mix(in oklab, ${colour} ${(1 - t) * 100}%, #fff1dc)`

function portrait(s: Sheet, dice: Dice, p: Head): void {
  const { c } = s
  const has = (what: NonNullable<Head['extra']>[number]) => p.extra?.includes(what) === true
  wash(
    s,
    [
      [0, p.ground[0]],
      [1, p.ground[1]],
    ],
    0.5,
  )
  glow(s, 330, 90, 330, fade('#ffffff', 0.35), 'soft-light')
  const accent = p.accent ?? '#ffcf5a'
  // behind the head
  c.fillStyle = p.hair
  if (p.style === 'long' || p.style === 'wave')
    blob(c, [
      [112, 190],
      [110, 96],
      [200, 46],
      [292, 96],
      [296, 200],
      [316, 330],
      [250, 372],
      [150, 372],
      [88, 330],
    ])
  if (p.style === 'long' || p.style === 'wave') c.fill()
  if (p.style === 'bob') {
    blob(c, [
      [108, 180],
      [112, 92],
      [200, 48],
      [290, 92],
      [294, 186],
      [290, 262],
      [200, 276],
      [112, 262],
    ])
    c.fill()
  }
  if (p.style === 'bun') {
    circle(c, 206, 52, 40)
    c.fill()
  }
  if (p.style === 'curls' || p.style === 'locs')
    for (let i = 0; i < 46; i++) {
      const a = Math.PI + (i / 45) * Math.PI
      circle(c, 200 + Math.cos(a) * dice.between(72, 104), 160 + Math.sin(a) * dice.between(64, 104), dice.between(20, 32))
      c.fill()
    }
  if (p.style === 'braids' || p.style === 'locs')
    for (const side of [-1, 1])
      for (const dx of p.style === 'braids' ? [84] : [70, 88, 104])
        for (let i = 0; i < 9; i++) {
          circle(c, 200 + side * (dx + Math.sin(i) * 4), 168 + i * 21, p.style === 'braids' ? 16 - i * 0.5 : 10)
          c.fill()
        }
  // shoulders
  c.fillStyle = p.top
  c.beginPath()
  c.moveTo(36, 400)
  c.bezierCurveTo(44, 318, 110, 300, 160, 292)
  c.lineTo(240, 292)
  c.bezierCurveTo(290, 300, 356, 318, 364, 400)
  c.fill()
  c.fillStyle = fade('#000000', 0.16)
  c.beginPath()
  c.moveTo(250, 294)
  c.bezierCurveTo(300, 304, 356, 318, 364, 400)
  c.lineTo(280, 400)
  c.fill()
  // neck
  c.fillStyle = dark(p.skin, 0.2)
  c.beginPath()
  c.moveTo(165, 230)
  c.lineTo(163, 296)
  c.quadraticCurveTo(200, 334, 237, 296)
  c.lineTo(235, 230)
  c.fill()
  // head
  const face = () => {
    c.beginPath()
    c.moveTo(126, 150)
    c.bezierCurveTo(122, 84, 278, 84, 274, 150)
    c.bezierCurveTo(276, 218, 246, 268, 200, 270)
    c.bezierCurveTo(154, 268, 124, 218, 126, 150)
  }
  c.fillStyle = p.skin
  for (const x of [125, 275]) {
    c.beginPath()
    c.ellipse(x, 178, 13, 20, 0, 0, TAU)
    c.fill()
  }
  face()
  c.fill()
  c.save()
  face()
  c.clip()
  const g = c.createLinearGradient(140, 0, 285, 0)
  g.addColorStop(0.45, fade(dark(p.skin), 0))
  g.addColorStop(1, fade(dark(p.skin, 0.45), 0.75))
  c.fillStyle = g
  c.fillRect(100, 60, 200, 240)
  glow(s, 160, 130, 80, fade(light(p.skin), 0.55), 'source-over')
  for (const x of [152, 246]) glow(s, x, 212, 32, fade(p.blush ?? '#e0574a', 0.42), 'source-over', 0.7)
  if (has('stubble') || has('beard')) {
    c.fillStyle = fade(p.hair, has('beard') ? 1 : 0.28)
    c.beginPath()
    c.moveTo(122, 176)
    c.bezierCurveTo(138, 226, 158, 214, 168, 212)
    c.bezierCurveTo(190, 204, 210, 204, 232, 212)
    c.bezierCurveTo(244, 214, 262, 226, 278, 176)
    c.lineTo(278, 300)
    c.lineTo(122, 300)
    c.fill()
  }
  if (has('freckles'))
    for (let i = 0; i < 22; i++) {
      c.fillStyle = fade(dark(p.skin, 0.5), 0.55)
      circle(c, 200 + dice.bell() * 58, 196 + dice.bell() * 14, dice.between(1, 2.2))
      c.fill()
    }
  c.restore()
  // features
  const ink = p.brows ?? dark(p.hair, 0.3)
  c.strokeStyle = ink
  c.lineWidth = 7
  line(c, [
    [143, 155],
    [160, 147],
    [179, 153],
  ])
  c.stroke()
  line(c, [
    [221, 153],
    [240, 147],
    [257, 155],
  ])
  c.stroke()
  for (const x of [162, 239]) {
    c.fillStyle = '#fffaf2'
    c.beginPath()
    c.ellipse(x, 176, 13, 8.4, 0, 0, TAU)
    c.fill()
    c.fillStyle = '#2a1a16'
    circle(c, x + 1, 176, 7.4)
    c.fill()
    c.fillStyle = '#fff'
    circle(c, x + 3.6, 173, 2.3)
    c.fill()
    c.strokeStyle = '#2a1a16'
    c.lineWidth = 4
    line(c, [
      [x - 15, 175],
      [x, 164],
      [x + 15, 174],
    ])
    c.stroke()
  }
  c.strokeStyle = dark(p.skin, 0.4)
  c.lineWidth = 5
  line(c, [
    [203, 172],
    [211, 203],
    [197, 207],
  ])
  c.stroke()
  const lips = p.mouth ?? 'smile'
  if (has('moustache')) {
    c.fillStyle = p.hair
    blob(c, [
      [160, 222],
      [200, 208],
      [240, 222],
      [222, 230],
      [200, 222],
      [178, 230],
    ])
    c.fill()
  }
  if (lips === 'grin') {
    c.fillStyle = '#5d1420'
    c.beginPath()
    c.moveTo(166, 226)
    c.quadraticCurveTo(200, 270, 236, 226)
    c.quadraticCurveTo(200, 234, 166, 226)
    c.fill()
    c.fillStyle = '#fff'
    c.beginPath()
    c.moveTo(173, 229)
    c.quadraticCurveTo(200, 246, 229, 229)
    c.quadraticCurveTo(200, 235, 173, 229)
    c.fill()
  } else {
    c.strokeStyle = has('beard') ? '#c9857a' : dark(p.blush ?? '#b0473f', 0.25)
    c.lineWidth = 6
    const lift = lips === 'calm' ? 2 : 11
    line(c, [
      [172, 233],
      [200, 233 + lift],
      [230, lips === 'smirk' ? 224 : 232],
    ])
    c.stroke()
  }
  // hair in front
  c.fillStyle = p.hair
  const fringe = (points: readonly (readonly [number, number])[]) => {
    blob(c, points)
    c.fill()
  }
  if (p.style === 'short' || p.style === 'bun' || p.style === 'braids')
    fringe([
      [118, 164],
      [112, 100],
      [160, 62],
      [240, 60],
      [288, 100],
      [283, 164],
      [268, 122],
      [200, 102],
      [136, 120],
    ])
  if (p.style === 'long')
    fringe([
      [112, 210],
      [110, 96],
      [200, 52],
      [290, 96],
      [290, 210],
      [270, 140],
      [214, 96],
      [176, 120],
      [132, 146],
    ])
  if (p.style === 'wave')
    fringe([
      [110, 220],
      [106, 96],
      [190, 46],
      [290, 92],
      [296, 214],
      [274, 150],
      [246, 100],
      [160, 108],
      [130, 160],
    ])
  if (p.style === 'bob')
    fringe([
      [110, 200],
      [112, 96],
      [200, 50],
      [290, 96],
      [291, 200],
      [274, 138],
      [200, 136],
      [128, 138],
    ])
  if (p.style === 'quiff')
    fringe([
      [116, 160],
      [110, 104],
      [140, 70],
      [190, 66],
      [232, 34],
      [290, 62],
      [292, 110],
      [284, 160],
      [270, 122],
      [200, 106],
      [132, 124],
    ])
  if (p.style === 'shaved') {
    c.save()
    c.globalAlpha = 0.75
    fringe([
      [124, 150],
      [124, 98],
      [200, 78],
      [276, 98],
      [277, 150],
      [262, 120],
      [200, 104],
      [138, 120],
    ])
    c.restore()
  }
  if (p.style === 'curls' || p.style === 'locs')
    for (let i = 0; i < 22; i++) {
      circle(c, 130 + (i / 21) * 142, 112 + Math.sin((i / 21) * Math.PI) * -24 + dice.bell() * 7, dice.between(15, 23))
      c.fill()
    }
  c.save()
  c.globalAlpha = 0.25
  c.strokeStyle = light(p.hair, 0.6)
  c.lineWidth = 4
  if (!['shaved', 'curls', 'locs'].includes(p.style))
    for (const d of [0, 14, 28]) {
      line(c, [
        [136 + d, 112 - d * 0.4],
        [160 + d, 84 - d * 0.3],
        [205 + d, 76],
      ])
      c.stroke()
    }
  c.restore()
  // things worn
  if (has('glasses')) {
    c.strokeStyle = accent
    c.lineWidth = 5.5
    for (const x of [161, 240]) {
      circle(c, x, 177, 27)
      c.stroke()
      c.fillStyle = 'rgb(255 255 255 / .14)'
      c.fill()
    }
    line(c, [
      [188, 174],
      [200, 169],
      [213, 174],
    ])
    c.stroke()
  }
  if (has('headphones')) {
    c.strokeStyle = '#1c1a22'
    c.lineWidth = 15
    c.beginPath()
    c.arc(200, 160, 98, Math.PI * 1.03, Math.PI * 1.97)
    c.stroke()
    c.fillStyle = accent
    for (const x of [106, 294]) {
      c.beginPath()
      c.ellipse(x, 180, 20, 33, 0, 0, TAU)
      c.fill()
    }
  }
  if (has('beanie') || has('chefcap')) {
    c.fillStyle = has('chefcap') ? '#f7f2e8' : accent
    blob(c, [
      [112, 130],
      [112, 70],
      [160, 26],
      [240, 26],
      [288, 70],
      [288, 130],
      [200, 116],
    ])
    c.fill()
    c.fillStyle = has('chefcap') ? '#e3dac9' : dark(accent, 0.22)
    c.beginPath()
    c.roundRect(112, 106, 176, 32, 14)
    c.fill()
  }
  if (has('earrings'))
    for (const x of [122, 278]) {
      c.strokeStyle = accent
      c.lineWidth = 5
      circle(c, x, 214, 13)
      c.stroke()
    }
  if (has('bindi')) {
    c.fillStyle = '#b3122a'
    circle(c, 200, 140, 6)
    c.fill()
  }
  if (has('scarf')) {
    c.fillStyle = accent
    blob(c, [
      [134, 284],
      [200, 304],
      [268, 282],
      [292, 324],
      [200, 356],
      [110, 324],
    ])
    c.fill()
    c.strokeStyle = dark(accent, 0.3)
    c.lineWidth = 4
    for (const d of [0, 18]) {
      line(c, [
        [130, 306 + d],
        [200, 330 + d],
        [272, 306 + d],
      ])
      c.stroke()
    }
  }
  c.strokeStyle = dark(p.top, 0.35)
  c.lineWidth = 6
  if (p.collar === 'crew') {
    c.beginPath()
    c.arc(200, 284, 50, 0.3, Math.PI - 0.3)
    c.stroke()
  }
  if (p.collar === 'turtle') {
    c.fillStyle = p.top
    c.beginPath()
    c.roundRect(154, 262, 92, 56, 18)
    c.fill()
    line(c, [
      [156, 276],
      [200, 286],
      [244, 276],
    ])
    c.stroke()
  }
  if (p.collar === 'shirt' || p.collar === 'apron') {
    c.fillStyle = light(p.top, 0.5)
    for (const side of [-1, 1]) {
      c.beginPath()
      c.moveTo(200, 336)
      c.lineTo(200 + side * 44, 286)
      c.lineTo(200 + side * 66, 312)
      c.fill()
    }
  }
  if (p.collar === 'apron') {
    c.fillStyle = accent
    c.fillRect(126, 350, 148, 60)
  }
  if (p.collar === 'drape') {
    c.fillStyle = accent
    c.beginPath()
    c.moveTo(120, 300)
    c.bezierCurveTo(190, 340, 250, 380, 300, 400)
    c.lineTo(190, 400)
    c.bezierCurveTo(150, 370, 120, 340, 96, 312)
    c.fill()
  }
  if (p.collar === 'hood') {
    c.lineWidth = 22
    c.strokeStyle = dark(p.top, 0.2)
    c.beginPath()
    c.arc(200, 270, 78, 0.25, Math.PI - 0.25)
    c.stroke()
  }
  develop(s, { grain: 0.1, paper: 0.1, vignette: 0.14 })
}

const heads: { readonly [name: string]: Head } = {
  'noa-face': {
    ground: ['#8fd0d9', '#2f7f95'],
    skin: '#c68a5c',
    hair: '#3a241a',
    style: 'wave',
    top: '#123642',
    collar: 'hood',
    mouth: 'grin',
    extra: ['freckles'],
  },
  'zeyna-face': {
    ground: ['#4a1d6b', '#ff5a8a'],
    skin: '#d9a078',
    hair: '#15101c',
    style: 'bob',
    top: '#1a1424',
    collar: 'crew',
    mouth: 'smirk',
    extra: ['headphones', 'earrings'],
    accent: '#ff8a3d',
  },
  'mio-face': {
    ground: ['#e9dcc8', '#c9a98a'],
    skin: '#efc8a4',
    hair: '#1f1a1c',
    style: 'bun',
    top: '#5d6b5a',
    collar: 'apron',
    mouth: 'calm',
    accent: '#8a5a3c',
  },
  'amadou-face': {
    ground: ['#f2b84b', '#d9542b'],
    skin: '#6b4028',
    blush: '#a33a2a',
    hair: '#16100d',
    style: 'shaved',
    top: '#fbf5ea',
    collar: 'shirt',
    mouth: 'grin',
    extra: ['beard', 'chefcap'],
  },
  'anjali-face': {
    ground: ['#f7c873', '#c9304f'],
    skin: '#a9683f',
    blush: '#c9304f',
    hair: '#140d0f',
    style: 'bun',
    top: '#8a1538',
    collar: 'drape',
    mouth: 'smile',
    extra: ['earrings', 'bindi'],
    accent: '#ffc93d',
  },
  'declan-face': {
    ground: ['#ffdf6a', '#ff9a3d'],
    skin: '#f2c3a5',
    hair: '#a5482a',
    style: 'quiff',
    top: '#1f4fd8',
    collar: 'crew',
    mouth: 'smirk',
    extra: ['stubble', 'freckles'],
  },
  'lucia-face': {
    ground: ['#ffb7a8', '#b5485d'],
    skin: '#e3ab86',
    hair: '#4a2416',
    style: 'curls',
    top: '#f4ead8',
    collar: 'crew',
    mouth: 'smile',
    extra: ['earrings'],
    accent: '#e4572e',
  },
  'tomek-face': {
    ground: ['#aab7bd', '#55656e'],
    skin: '#f0cbb2',
    hair: '#b9b2a8',
    brows: '#8a8278',
    style: 'short',
    top: '#2f3a40',
    collar: 'turtle',
    mouth: 'calm',
    extra: ['glasses', 'moustache'],
    accent: '#1c1a18',
  },
  'chichi-face': {
    ground: ['#c9b2ff', '#6a4fd8'],
    skin: '#7d4a2c',
    blush: '#b03a52',
    hair: '#1a1012',
    style: 'braids',
    top: '#ffcf3f',
    collar: 'crew',
    mouth: 'grin',
    extra: ['earrings'],
    accent: '#ffffff',
  },
  'kwabena-face': {
    ground: ['#8fb59a', '#2f5d4a'],
    skin: '#57331f',
    blush: '#8a2f2a',
    hair: '#9d9890',
    brows: '#2a1c14',
    style: 'curls',
    top: '#7a5233',
    collar: 'shirt',
    mouth: 'smile',
    extra: ['glasses'],
    accent: '#e9b44c',
  },
  'marisol-face': {
    ground: ['#f7d9b0', '#d98a5d'],
    skin: '#d3976b',
    hair: '#5d5450',
    style: 'long',
    top: '#2a5a6a',
    collar: 'turtle',
    mouth: 'calm',
    extra: ['scarf', 'glasses'],
    accent: '#b8483a',
  },
  'ingrid-face': {
    ground: ['#b9d3e6', '#4a6f95'],
    skin: '#f6d6c3',
    hair: '#e3cf9d',
    brows: '#a98f5d',
    style: 'long',
    top: '#1f3a52',
    collar: 'turtle',
    mouth: 'smile',
    extra: ['beanie'],
    accent: '#d8382a',
  },
  'sam-face': {
    ground: ['#c8e6b0', '#5d9a6a'],
    skin: '#e9bd94',
    hair: '#2a1d18',
    style: 'locs',
    top: '#f08a5d',
    collar: 'hood',
    mouth: 'smile',
    extra: ['freckles'],
  },
}

const face = (p: Head) => ({ size: [400, 400] as const, paint: (s: Sheet, dice: Dice) => portrait(s, dice, p) })

export const pictures = {
  ...Object.fromEntries(Object.entries(heads).map(([name, head]) => [name, face(head)])),
  'aurelia-face': {
    size: [400, 400] as const,
    paint(s: Sheet) {
      fold(s, 2, { a: '#1a1446', b: '#ff7a8a', d: '#4c2bd6', g: '#ffd1a1' }, { zoom: 1.1 })
      glow(s, 200, 170, 190, 'rgb(255 235 214 / .9)')
      robed(s, 200, 480, 400, '#1b1038', '#ffd9c4')
      s.c.strokeStyle = 'rgb(255 240 220 / .85)'
      s.c.lineWidth = 3
      circle(s.c, 200, 112, 74)
      s.c.stroke()
      develop(s, { grain: 0.08, vignette: 0.2, bloom: 0.3 })
    },
  },
  'fenno-face': {
    size: [400, 400] as const,
    paint(s: Sheet) {
      wash(s, [
        [0, '#0d1633'],
        [1, '#4a5f96'],
      ])
      tower(s, 200, 400, 0.78, '#ffd98a', 0.3)
      develop(s, { grain: 0.08, paper: 0.14, vignette: 0.2, bloom: 0.2 })
    },
  },
  'mesi-face': {
    size: [400, 400] as const,
    paint(s: Sheet) {
      wash(
        s,
        [
          [0, '#ff6f01'],
          [1, '#ff1f00'],
        ],
        0.7,
      )
      s.c.fillStyle = '#fff'
      s.c.beginPath()
      s.c.moveTo(200, 76)
      s.c.bezierCurveTo(232, 148, 286, 186, 286, 240)
      s.c.arc(200, 240, 86, 0, Math.PI)
      s.c.bezierCurveTo(114, 186, 168, 148, 200, 76)
      s.c.fill()
    },
  },
}
