import type { Category } from './finding'

/** What one list of phrases means. The phrases are in the language of phrases.ts: folded, without accents and apostrophes. */
export interface WordRule {
  readonly category: Category
  /** In thousandths, see advice.ts. */
  readonly sure: number
  readonly saw: string
  readonly any: readonly string[]
  /** Standing near, these say that it is something else. */
  readonly unless?: readonly string[]
  /** Holds in quotes, lyrics and reports of what others said too. */
  readonly quoted?: true
}

/** What is said to be somebody else's words, a song or a story goes to human eyes rather than being turned away. */
export const retold = [
  'lyrics?|chorus|verse|song|singing|sang|sings|cover of|album|karaoke|quote|quoting|quoted',
  '(novel|chapter|scene|movie|film|screenplay|script|play|poem|character|fiction|episode|villain|horror story)',
  '(he|she|they|somebody|someone|people|who|man|guy|stranger|caller|troll|ex) (just |once |always |even )?(said|says|told|tells|wrote|writes|texted|messaged|shouted|screamed|yelled|threatened|called|calls|keeps? (saying|telling|writing))',
  '(i|we) (got|received|get|reported) (this|a|the|these|messages?)',
  'letra|cancion|estribillo|coro|cantando|canta|poema|novela|capitulo|escena|pelicula|guion|personaje|cita',
  '(me|nos) (dijo|dijeron|dice|dicen|escribio|escribieron|grito|gritaron|amenazo|amenazaron|llamo|llaman|llamaron)',
  '(recibi|recibimos|denuncie|denunciamos)',
]
