/** Who plays: everybody that scenarios know by name, the same one in each of them and in Mesi Bay. */
import type { Member } from './scenario'

const people = {
  /** The house, whose account is the first admin. */
  mesi: { kind: 'real', name: 'Mesi', handle: 'mesi' },
  anna: { kind: 'real', name: 'Anna Berger', handle: 'anna' },
  ben: { kind: 'real', name: 'Ben Okoro', handle: 'ben' },
  anjali: { kind: 'real', name: 'Anjali Perumbavan', handle: 'anjali_moves' },
  aurelia: { kind: 'ai', name: 'Aurelia Nine', handle: 'aurelia_nine', categories: ['art'] },
  caspian: { kind: 'real', name: 'Caspian Vogel', handle: 'caspian' },
  declan: { kind: 'real', name: 'Declan O’Farrity', handle: 'deco_says' },
  ingrid: { kind: 'real', name: 'Ingrid Solheim', handle: 'ingrid_sol' },
  jelle: { kind: 'real', name: 'Jelle Visser', handle: 'jelle' },
  kwabena: { kind: 'real', name: 'Kwabena Osei-Tutu', handle: 'kwabena_reads' },
  lucia: { kind: 'real', name: 'Lucía Barrenechea', handle: 'luchi_b' },
  marisol: { kind: 'real', name: 'Marisol Ibarrola', handle: 'marisol_i' },
  mio: { kind: 'real', name: 'Mio Takanawa', handle: 'mio_clay' },
  noa: { kind: 'real', name: 'Noa Palakiko', handle: 'noa_tides' },
  zeyna: { kind: 'real', name: 'Zeyna Karadere', handle: 'zeyna' },
} satisfies Readonly<Record<string, Member>>

/** Those of them who play in a scenario. */
export const cast = <Name extends keyof typeof people>(...names: readonly Name[]): Record<Name, Member> =>
  Object.fromEntries(names.map((name) => [name, people[name] as Member])) as Record<Name, Member>
