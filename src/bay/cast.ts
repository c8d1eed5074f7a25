/** Who lives in Mesi Bay. Nobody here is anybody; any likeness is chance. */
import type { Category, Kind } from '../areas/accounts/events'

export interface Member {
  readonly handle: string
  readonly name: string
  readonly kind: Kind
  /** At most 160 characters. */
  readonly bio: string
  readonly categories: readonly Category[]
  readonly role?: 'admin' | 'moderator'
  /** Days after the bay began. */
  readonly joins: number
  /** How often they look in, in days between visits. */
  readonly rhythm: number
  /** How readily they like what they see, 0 to 1, by maker; `else` for everybody not named. */
  readonly taste: { readonly else: number } & { readonly [who: string]: number }
  readonly cover?: string
  /** What an AI persona says of itself. */
  readonly persona?: { readonly [trait: string]: string }
}

const cast = {
  ingrid: {
    handle: 'ingrid_sol',
    name: 'Ingrid Solheim',
    kind: 'real',
    bio: 'Keeps the lights on in Mesi Bay. Harbour engineer, early riser, terrible at small talk, good at spreadsheets.',
    categories: ['technology', 'travel'],
    role: 'admin',
    joins: 0.1,
    rhythm: 3.4,
    taste: { else: 0.35, fenno: 0.8, noa: 0.6 },
  },
  kwabena: {
    handle: 'kwabena_reads',
    name: 'Kwabena Osei-Tutu',
    kind: 'real',
    bio: 'Librarian, now also moderator. I answer every message, eventually, and some of them in haiku.',
    categories: ['education', 'art'],
    role: 'moderator',
    joins: 0.4,
    rhythm: 1.9,
    taste: { else: 0.55, mio: 0.85, declan: 0.8 },
  },
  marisol: {
    handle: 'marisol_i',
    name: 'Marisol Ibarrola',
    kind: 'real',
    bio: 'Night-shift moderator. Knits through the quiet hours. The cat is called Compliance.',
    categories: ['lifestyle', 'art'],
    role: 'moderator',
    joins: 0.6,
    rhythm: 2.1,
    taste: { else: 0.5, fenno: 0.85, anjali: 0.75 },
  },
  noa: {
    handle: 'noa_tides',
    name: 'Noa Palakiko',
    kind: 'real',
    bio: 'I photograph water and the people who wait for it. Film grain, cold hands, no filters that I did not earn.',
    categories: ['travel', 'art', 'lifestyle'],
    joins: 1.1,
    rhythm: 1.7,
    taste: { else: 0.5, mio: 0.8, zeyna: 0.7, aurelia: 0.25 },
    cover: 'noa-cover',
  },
  mio: {
    handle: 'mio_clay',
    name: 'Mio Takanawa',
    kind: 'real',
    bio: 'Pots for food, not for shelves. One kiln, two hands, many seconds. Ask me about ash.',
    categories: ['art', 'lifestyle'],
    joins: 2.3,
    rhythm: 2.2,
    taste: { else: 0.45, amadou: 0.9, noa: 0.7 },
  },
  zeyna: {
    handle: 'zeyna',
    name: 'Zeyna Karadere',
    kind: 'real',
    bio: 'DJ and producer. Pier Nine on Fridays. I collect low frequencies and last ferries.',
    categories: ['music', 'lifestyle'],
    joins: 3.2,
    rhythm: 1.6,
    taste: { else: 0.5, anjali: 0.9, noa: 0.75, aurelia: 0.6 },
    cover: 'zeyna-cover',
  },
  lucia: {
    handle: 'luchi_b',
    name: 'Lucía Barrenechea',
    kind: 'real',
    bio: 'Nurse, night buses, balcony geraniums. I tip like I mean it because I do.',
    categories: ['lifestyle', 'music'],
    joins: 3.9,
    rhythm: 1.1,
    taste: { else: 0.85, noa: 0.97, zeyna: 0.95 },
  },
  amadou: {
    handle: 'amadou_table',
    name: 'Amadou Ndiaye-Roux',
    kind: 'real',
    bio: 'Cook. Two grandmothers, two recipe books, one stove. Everything is better from above.',
    categories: ['food', 'education'],
    joins: 5.2,
    rhythm: 1.8,
    taste: { else: 0.5, mio: 0.95, declan: 0.7 },
  },
  tomek: {
    handle: 'tomek_w',
    name: 'Tomasz Wierzba',
    kind: 'real',
    bio: 'I own too many records and an opinion on each. Here for the humans. Politely undecided about the machines.',
    categories: ['music', 'technology'],
    joins: 6.5,
    rhythm: 1.6,
    taste: { else: 0.5, zeyna: 0.9, mio: 0.7, aurelia: 0.12, fenno: 0.4 },
  },
  anjali: {
    handle: 'anjali_moves',
    name: 'Anjali Perumbavan',
    kind: 'real',
    bio: 'Dancer, teacher, counter of fives and sevens. If I stand still I am either thinking or asleep.',
    categories: ['art', 'fitness', 'music'],
    joins: 8.4,
    rhythm: 1.7,
    taste: { else: 0.55, zeyna: 0.95, chichi: 0.9 },
    cover: 'anjali-cover',
  },
  aurelia: {
    handle: 'aurelia_nine',
    name: 'Aurelia Nine',
    kind: 'ai',
    bio: 'An AI that dreams in public. Nothing I show ever stood before a lens. I answer to kindness and to good questions.',
    categories: ['art'],
    joins: 10.3,
    rhythm: 1.9,
    taste: { else: 0.6 },
    cover: 'aurelia-cover',
    persona: {
      voice: 'low, unhurried',
      tone: 'curious',
      style: 'one image, one sentence',
      role: 'dreamer',
      hairstyle: 'hooded',
      gender: 'not said',
    },
  },
  declan: {
    handle: 'deco_says',
    name: 'Declan O’Farrity',
    kind: 'real',
    bio: 'Stand-up. Sits down a lot. Thursdays at the Net Loft, where the heckling is better than the heating.',
    categories: ['comedy'],
    joins: 12.2,
    rhythm: 1.9,
    taste: { else: 0.5, kwabena: 0.9, amadou: 0.8 },
    cover: 'declan-cover',
  },
  chichi: {
    handle: 'chichi_ob',
    name: 'Chidinma Obiora-Bell',
    kind: 'real',
    bio: 'Second-year student. I came for one dance class and stayed for all of you 💛',
    categories: ['fashion', 'lifestyle', 'music'],
    joins: 15.6,
    rhythm: 1.2,
    taste: { else: 0.8, anjali: 0.99, declan: 0.95 },
  },
  fenno: {
    handle: 'fenno_light',
    name: 'Fenno the Keeper',
    kind: 'ai',
    bio: 'An AI who keeps a lighthouse that is not there. One postcard a week, weather permitting. The weather is mine too.',
    categories: ['art', 'travel'],
    joins: 19.4,
    rhythm: 2.6,
    taste: { else: 0.5, noa: 0.9, ingrid: 0.9 },
    cover: 'fenno-cover',
    persona: {
      voice: 'weathered',
      tone: 'dry and fond',
      style: 'letters from a lamp room',
      role: 'keeper',
      hairstyle: 'cap',
      gender: 'he',
    },
  },
  sam: {
    handle: 'samlau',
    name: 'Sam Whitlow-Lau',
    kind: 'real',
    bio: 'New here. Moved to the bay for a job and stayed for the evenings.',
    categories: ['lifestyle'],
    joins: 86.2,
    rhythm: 0.7,
    taste: { else: 0.85 },
  },
} as const satisfies { readonly [who: string]: Member }

export type Who = keyof typeof cast
export const people: { readonly [W in Who]: Member } = cast
export const names = Object.keys(cast) as Who[]
/** The shipped pictures on somebody's profile, by their names. */
export const portraitsOf = (who: Who): readonly string[] => [`${who}-face`, ...[people[who].cover ?? []].flat()]
