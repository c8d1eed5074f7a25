/** A thousand people who do not exist: who they are called, what they are about, how many look their way. The same for everybody. */
import type { Category, Kind } from '../../areas/accounts/events'
import type { Dice } from '../dice'
import { bio, picturesOf, type Subject, subjects } from './words'

export interface Person {
  readonly name: string
  readonly handle: string
  readonly kind: Kind
  readonly bio: string
  readonly subject: Subject
  /** A picture of the manifest that stands for them; most have none. */
  readonly looks: string | undefined
  readonly categories: readonly Category[]
  /** How much they are looked at: few have much of it, most have little. */
  readonly pull: number
  /** How often they post, in posts a month; most do not. */
  readonly posts: number
  /** Days between visits. */
  readonly rhythm: number
  /** Days after the beginning. */
  readonly joins: number
}

const given =
  'Amara Kofi Linnea Mateus Yuki Priya Omar Saoirse Tomas Ines Chidi Freya Hamza Leila Bjorn Camila Dmitri Esther Farid Greta Hiro Ivana Jonas Keiko Lars Mira Nadia Oskar Paloma Quentin Rosa Samir Thandi Ugo Vera Wanda Ximena Yara Zoran Aino Bilal Clara Dario Elif Femi Gemma Hana Idris Jana Kamal Lotte Marek Nuria Olga Pavel Rania Sven Tala Uma Viktor Wren Yusuf Zofia Anouk Bruno Celine Davit Emre Fatou Giulia Henrik Isla Joao Katya Lucas Maren Nikos Ola Petra Rafa Selma Timo Ulla Vikram Willa Yannis Zara Abel Berit Ciro Dalia Enzo Frida Goran Halima Ilya Jun Kira Leon Malika Noor'.split(
    ' ',
  )
const family =
  'Okafor Lindqvist Moreau Tanaka Haddad Kowalska Ferreira Singh Novak Brandt Osei Marchetti Yilmaz Petrov Nguyen Castellano Berg Adeyemi Rossi Kaya Silva Horvat Ibrahim Larsen Mensah Duarte Weiss Sato Bianchi Rahman Vargas Eriksen Popescu Diallo Jansen Kim Laurent Mwangi Nilsen Ortega Park Quispe Reyes Soares Toure Ueda Vasquez Wolff Yamada Zielinski Abbott Baptiste Cho Demir Endo Fontaine Garcia Hoffmann Iversen Jovanovic Khan Levi Mancini Nakata Oliveira Pires Qureshi Rojas Schmidt Traore Usman Vidal Wright Yeboah Zhang Almeida Bauer Costa Dubois Egede Farkas Grau Holm Ito Jung Keita Lopez Molnar Nassar Orsini'.split(
    ' ',
  )
const second = 'films makes bakes draws moves plays reads sews rides grows writes hums'.split(' ')

/** @param dice thrown for them alone, so that what they do later changes nobody */
export function crowd(dice: Dice, count: number, days: number): Person[] {
  const names = new Set<string>()
  const handles = new Set<string>()
  return Array.from({ length: count }, (_, rank) => {
    const ai = rank > 2 && dice.chance(0.07)
    const subject = dice.pick(subjects)
    let name = ''
    do
      name = ai
        ? dice.pick(given) + dice.pick([' Nine', ' of Glass', ' Echo', ' Zero', ' Atlas', ' Prism', ' Lumen', ' Delta'])
        : `${dice.pick(given)} ${dice.pick(family)}`
    while (names.has(name))
    names.add(name)
    const handle = handleFor(dice, name, handles)
    handles.add(handle)
    const pictures = picturesOf(subject, ai)
    const others = subjects.filter((each) => each !== subject)
    // By rank as in any town: the tenth has a tenth of what the first has.
    const pull = 1 / (rank + 4) ** 0.9
    const isMaker = rank < count * 0.06 || dice.chance(0.28)
    return {
      name,
      handle,
      kind: ai ? 'ai' : 'real',
      bio: bio(dice, subject, ai),
      subject,
      looks: pictures.length > 0 && dice.chance(isMaker ? 0.75 : 0.3) ? dice.pick(pictures) : undefined,
      categories: [subject, ...(dice.chance(0.5) ? [dice.pick(others)] : [])],
      pull,
      posts: isMaker ? Math.min(18, 3.4 + 26 * pull + 7 * dice.next() ** 3) : 0,
      rhythm: dice.between(2.5, 13) * (isMaker ? 0.55 : 1),
      // Who is looked at most came early, and the town grew faster the larger it was.
      joins: 0.2 + (days - 4) * (rank < 40 ? dice.next() * 0.3 : dice.next() ** 0.7),
    }
  })
}

function handleFor(dice: Dice, name: string, taken: ReadonlySet<string>): string {
  const [first = '', last = ''] = name.toLowerCase().split(' ')
  const shapes = [`${first}_${last}`, `${first}${last}`, `${first}_${dice.pick(second)}`, `${first[0]}_${last}`, `${last}_${first}`]
  const wanted = dice.pick(shapes).slice(0, 26)
  for (let n = 0; ; n++) {
    const handle = n === 0 ? wanted : `${wanted}_${n + dice.whole(1, 80)}`
    if (!taken.has(handle)) return handle
  }
}
