/** What is heard in the bay: made of oscillators, filtered noise and patience. Worked out offline, so the same each time. */
import { Dice } from './kit'

const RATE = 48_000
const note = (n: number): number => 440 * 2 ** ((n - 69) / 12)

/** How a tone sounds, and how much of it goes to hall and delay. Hertz, seconds, -1 to 1. */
interface Tone {
  readonly type?: OscillatorType
  readonly attack?: number
  readonly cut?: number
  readonly close?: number
  readonly bend?: number
  readonly pan?: number
  readonly room?: number
  readonly echo?: number
  readonly detune?: number
}

class Studio {
  readonly context: OfflineAudioContext
  readonly out: GainNode
  readonly room: GainNode
  readonly echo: GainNode
  readonly dice: Dice
  private readonly hiss: AudioBuffer

  constructor(
    seed: string,
    readonly seconds: number,
    { tail = 2.6, beat = 0.5, feedback = 0.45 } = {},
  ) {
    this.dice = new Dice(seed)
    const c = (this.context = new OfflineAudioContext(2, RATE * seconds, RATE))
    const press = c.createDynamicsCompressor()
    press.threshold.value = -16
    press.ratio.value = 3
    this.out = c.createGain()
    this.out.gain.value = 0.8
    this.out.connect(press).connect(c.destination)
    this.hiss = c.createBuffer(2, RATE * 4, RATE)
    for (const side of [0, 1]) {
      const data = this.hiss.getChannelData(side)
      for (let i = 0; i < data.length; i++) data[i] = this.dice.next() * 2 - 1
    }
    const hall = c.createBuffer(2, RATE * tail, RATE)
    for (const side of [0, 1]) {
      const data = hall.getChannelData(side)
      for (let i = 0; i < data.length; i++) data[i] = (this.dice.next() * 2 - 1) * (1 - i / data.length) ** 2.6
    }
    const reverb = c.createConvolver()
    reverb.buffer = hall
    this.room = c.createGain()
    this.room.connect(reverb).connect(this.out)
    this.echo = c.createGain()
    const delay = c.createDelay(2)
    delay.delayTime.value = beat * 0.75
    const back = c.createGain()
    back.gain.value = feedback
    const dull = c.createBiquadFilter()
    dull.frequency.value = 2200
    this.echo.connect(delay).connect(dull).connect(back).connect(delay)
    dull.connect(this.out)
    dull.connect(this.room)
  }

  /** A tone with an envelope. `to`: where it goes beside the desk. */
  tone(
    at: number,
    long: number,
    hz: number,
    level: number,
    { type = 'sine', attack = 0.01, cut = 8_000, close = 0, bend = hz, pan = 0, room = 0, echo = 0, detune = 0 }: Tone = {},
  ): void {
    const c = this.context
    const o = c.createOscillator()
    o.type = type
    o.detune.value = detune
    o.frequency.setValueAtTime(hz, at)
    if (bend !== hz) o.frequency.exponentialRampToValueAtTime(bend, at + long)
    this.through(o, at, long, level, attack, cut, close || cut, pan, room, echo)
  }
  noise(
    at: number,
    long: number,
    level: number,
    { attack = 0.005, cut = 8_000, close = 0, pan = 0, room = 0, echo = 0, high = 20 } = {},
  ): void {
    const c = this.context
    const source = c.createBufferSource()
    source.buffer = this.hiss
    source.loop = true
    const floor = c.createBiquadFilter()
    floor.type = 'highpass'
    floor.frequency.value = high
    source.connect(floor)
    this.through(source, at, long, level, attack, cut, close || cut, pan, room, echo, floor)
  }
  private through(
    source: AudioScheduledSourceNode,
    at: number,
    long: number,
    level: number,
    attack: number,
    cut: number,
    close: number,
    pan: number,
    room: number,
    echo: number,
    from: AudioNode = source,
  ): void {
    const c = this.context
    const filter = c.createBiquadFilter()
    filter.Q.value = 0.9
    filter.frequency.setValueAtTime(cut, at)
    filter.frequency.exponentialRampToValueAtTime(Math.max(40, close), at + long)
    const gain = c.createGain()
    gain.gain.setValueAtTime(0.0001, at)
    gain.gain.exponentialRampToValueAtTime(level, at + attack)
    gain.gain.exponentialRampToValueAtTime(0.0001, at + long)
    const side = c.createStereoPanner()
    side.pan.value = pan
    from.connect(filter).connect(gain).connect(side).connect(this.out)
    for (const [bus, amount] of [
      [this.room, room],
      [this.echo, echo],
    ] as const) {
      if (amount === 0) continue
      const send = c.createGain()
      send.gain.value = amount
      side.connect(send).connect(bus)
    }
    source.start(at)
    source.stop(Math.min(this.seconds, at + long + 0.05))
  }
  kick(at: number, level = 0.9, hz = 120): void {
    this.tone(at, 0.32, hz, level, { bend: 42, attack: 0.003 })
    this.noise(at, 0.02, level * 0.25, { high: 1500 })
  }
  hat(at: number, long = 0.05, level = 0.12, pan = 0.2): void {
    this.noise(at, long, level, { high: 7000, cut: 16_000, pan })
  }
  clap(at: number, level = 0.3): void {
    for (const d of [0, 0.012, 0.024]) this.noise(at + d, 0.16, level, { high: 900, cut: 5200, room: 0.3 })
  }
  chord(at: number, long: number, notes: readonly number[], level: number, options: Tone = {}): void {
    for (const [i, n] of notes.entries())
      for (const detune of [-7, 6])
        this.tone(at, long, note(n), level / notes.length, {
          type: 'sawtooth',
          attack: 0.02,
          cut: 1400,
          close: 400,
          room: 0.4,
          pan: (i / notes.length - 0.4) * 0.8,
          detune,
          ...options,
        })
  }
  play = (): Promise<AudioBuffer> => this.context.startRendering()
}

function waves(s: Studio, from: number, to: number, every: number, level: number): void {
  for (let at = from; at < to; at += every * s.dice.between(0.75, 1.25)) {
    const long = s.dice.between(4.5, 7)
    const pan = s.dice.bell() * 0.6
    s.noise(at, long, level * s.dice.between(0.6, 1), { attack: long * 0.42, cut: 500, close: 3600, pan })
    s.noise(at + long * 0.4, long * 0.9, level * 0.5, { attack: 0.15, cut: 6000, close: 900, pan: -pan, high: 700 })
  }
}

export const sounds: { readonly [name: string]: () => Promise<AudioBuffer> } = {
  'zeyna-tide-groove': () => {
    const beat = 60 / 121
    const s = new Studio('tide', 20, { beat })
    const bass = [41, 41, 44, 39]
    const chords = [
      [60, 63, 67, 70],
      [60, 63, 67, 72],
      [63, 67, 70, 74],
      [58, 62, 65, 70],
    ]
    for (let b = 0; b * beat < 19; b++) {
      const at = b * beat
      const bar = Math.floor(b / 4) % 4
      if (b >= 4) s.kick(at)
      s.hat(at + beat / 2, 0.07, 0.16)
      for (const q of [0.25, 0.75]) s.hat(at + beat * q, 0.03, 0.06, -0.3)
      if (b % 2 === 1 && b > 7) s.clap(at)
      for (const q of [0.5, 0.75]) s.tone(at + beat * q, 0.22, note(bass[bar] as number), 0.42, { type: 'triangle', cut: 600, close: 160 })
      if (b % 4 === 0 || b % 4 === 2)
        s.chord(at + (b % 4 === 2 ? beat * 0.5 : 0), 0.5, chords[bar] as number[], 0.42, { cut: 600 + b * 45, echo: 0.35 })
    }
    return s.play()
  },
  'zeyna-low-water': () => {
    const s = new Studio('low', 22, { tail: 4 })
    const chords = [
      [48, 60, 64, 67, 71],
      [45, 57, 60, 64, 67],
      [41, 57, 60, 65, 69],
      [43, 55, 59, 62, 69],
    ]
    chords.forEach((notes, i) => s.chord(i * 5, 8, notes, 0.5, { attack: 2.2, cut: 500, close: 1100, room: 0.8 }))
    for (let at = 1; at < 20; at += 0.62)
      if (s.dice.chance(0.7))
        s.tone(at, 1.6, note(s.dice.pick([72, 76, 79, 83, 84])), 0.09, { attack: 0.005, room: 0.7, echo: 0.6, pan: s.dice.bell() * 0.7 })
    waves(s, 0, 20, 5, 0.05)
    return s.play()
  },
  'zeyna-breakwater': () => {
    const beat = 60 / 132
    const s = new Studio('break', 18, { beat, feedback: 0.55 })
    for (let b = 0; b * beat < 17; b++) {
      const at = b * beat
      s.kick(at, 1, 150)
      s.hat(at + beat / 2, 0.05, 0.2)
      for (let q = 0; q < 4; q++) {
        const n = [29, 29, 41, 29, 32, 29, 44, 36][(b * 4 + q * 3) % 8] as number
        s.tone(at + (beat * q) / 4, 0.13, note(n + 12), 0.26, { type: 'sawtooth', cut: 300 + 1500 * Math.abs(Math.sin(b / 9)), close: 120 })
      }
      if (b % 8 === 3) s.chord(at, 0.18, [56, 60, 63], 0.5, { cut: 2600, echo: 0.8 })
      if (b % 4 === 2) s.clap(at, 0.2)
    }
    return s.play()
  },
  'zeyna-ferry-dub': () => {
    const beat = 60 / 108
    const s = new Studio('ferry', 20, { beat, feedback: 0.62 })
    for (let b = 0; b * beat < 18; b++) {
      const at = b * beat
      s.kick(at, 0.7, 95)
      s.hat(at + beat / 2, 0.1, 0.08)
      if (b % 4 === 1)
        s.chord(at + beat / 2, 0.28, b % 16 < 8 ? [57, 60, 64, 67] : [55, 58, 62, 65], 0.6, { cut: 1800, close: 600, echo: 0.9 })
      if (b % 2 === 0) s.tone(at, beat * 1.4, note(b % 16 < 8 ? 33 : 31), 0.5, { cut: 260 })
      if (b % 8 === 7) s.noise(at, 0.3, 0.14, { high: 2000, echo: 0.9 })
    }
    waves(s, 0, 18, 6, 0.04)
    return s.play()
  },
  'fenno-fog-signal': () => {
    const s = new Studio('fog', 20, { tail: 4.5 })
    waves(s, 0, 19, 4, 0.13)
    for (const at of [1.5, 11])
      for (const [n, level] of [
        [33, 0.5],
        [34, 0.18],
        [45, 0.14],
      ] as const)
        s.tone(at, 4.4, note(n), level, { type: 'sawtooth', attack: 0.5, cut: 420, room: 0.9 })
    for (const at of [6.4, 16.4]) s.tone(at, 2.2, note(74), 0.12, { attack: 0.004, room: 0.9, echo: 0.3 })
    for (let i = 0; i < 60; i++) s.noise(s.dice.next() * 19, 0.01, s.dice.between(0.01, 0.05), { high: 3000, pan: s.dice.bell() })
    return s.play()
  },
  'noa-shorebreak': () => {
    const s = new Studio('shore', 20)
    waves(s, 0, 18, 3.1, 0.3)
    for (let i = 0; i < 9; i++) {
      const at = s.dice.between(1, 18)
      for (let j = 0; j < 3; j++)
        s.tone(at + j * 0.17, 0.16, s.dice.between(1700, 2300), 0.025, { bend: 1300, room: 0.5, pan: s.dice.bell() })
    }
    return s.play()
  },
  'anjali-five-beat': () => {
    const beat = 0.26
    const s = new Studio('five', 14, { tail: 1.4 })
    const drum = (at: number, hz: number, level: number, pan: number) => {
      s.tone(at, 0.34, hz, level, { bend: hz * 0.82, attack: 0.002, room: 0.25, pan })
      s.tone(at, 0.12, hz * 2.03, level * 0.4, { attack: 0.001, pan })
      s.noise(at, 0.03, level * 0.35, { high: 1800, pan })
    }
    for (let i = 0; i * beat < 13; i++) {
      const at = 0.02 + i * beat + s.dice.bell() * 0.006
      const five = i % 5
      if (five === 0) drum(at, 92, 0.75, -0.25)
      if (five === 2) drum(at, 190, 0.45, 0.3)
      if (five === 3) drum(at, 235, 0.38, 0.3)
      if (five === 4 && s.dice.chance(0.6)) drum(at + beat / 2, 235, 0.26, 0.35)
      if (i % 20 > 14) drum(at + beat / 2, 285, 0.25, 0.4)
      if (five === 0 || five === 2) s.tone(at, 0.5, note(86), 0.035, { room: 0.5, attack: 0.002 })
    }
    s.chord(0, 13.5, [50, 57, 62], 0.14, { attack: 3, cut: 700, close: 700 })
    return s.play()
  },
  'aurelia-the-choir-sings': () => {
    const s = new Studio('choir', 20, { tail: 5 })
    const chords = [
      [50, 57, 62, 65, 69],
      [48, 55, 60, 64, 67],
      [46, 53, 58, 62, 65],
      [45, 57, 61, 64, 69],
    ]
    chords.forEach((notes, i) => {
      for (const n of notes)
        for (let voice = 0; voice < 3; voice++)
          s.tone(i * 4.6 + voice * 0.14, 6.4, note(n), 0.06, {
            type: 'triangle',
            attack: 1.6,
            cut: 900,
            close: 1500,
            detune: s.dice.bell() * 12,
            pan: s.dice.bell() * 0.8,
            room: 0.9,
          })
    })
    return s.play()
  },
}
