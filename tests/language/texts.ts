/** What people read, found in the sources: every text that goes through the catalogue, and what looks like text and does not. */
import { parseSync } from 'vite'
import { areas } from '../../src/areas'
import { clausesOf, parameterSheet } from '../../src/areas/compose'
import { keyOf } from '../../src/language'
import { shelf } from '../../src/scenarios'
import { filesIn, read } from '../architecture/sources'

/** A text as the catalogue names it, `Send {0}`, and where it stands. */
export interface Found {
  readonly text: string
  readonly at: string
}

interface Node {
  readonly type: string
  readonly start: number
  readonly [entry: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

/** Attributes that are read by people. */
const readAloud = new Set([
  'title',
  'label',
  'says',
  'placeholder',
  'aria-label',
  'aria-description',
  'alt',
  'hint',
  'legend',
  'description',
])

/** @param source of one file @returns texts for the catalogue, those that forgot it, and whatever is a sentence, in the catalogue or not */
export function textsIn(
  file: string,
  source: string,
): { readonly texts: readonly Found[]; readonly bare: readonly Found[]; readonly sentences: readonly Found[] } {
  const texts: Found[] = []
  const bare: Found[] = []
  const sentences: Found[] = []
  const sentence = (text: string, node: Node) => /^\p{Lu}.* .*\.$/u.test(text) && sentences.push({ text, at: line(node) })
  const line = (node: Node) => `${file}:${source.slice(0, node.start).split('\n').length}`
  const visit = (node: Node): void => {
    if (node.type === 'TaggedTemplateExpression' && isNode(node.tag) && ['t', 'rich', 'later'].includes(String(node.tag.name))) {
      const { quasis } = node.quasi as { quasis: readonly { value: { cooked: string } }[] }
      texts.push({ text: keyOf(quasis.map(({ value }) => value.cooked)), at: line(node) })
    }
    if (node.type === 'Literal' && typeof node.value === 'string') sentence(node.value, node)
    if (node.type === 'TemplateLiteral')
      sentence(keyOf((node.quasis as readonly { value: { cooked: string } }[]).map(({ value }) => value.cooked)), node)
    const words = typeof node.value === 'string' ? node.value.trim() : ''
    if (node.type === 'JSXText' && /\p{L}{2}/u.test(words)) bare.push({ text: words, at: line(node) })
    if (node.type === 'JSXAttribute' && isNode(node.value) && node.value.type === 'Literal') {
      const name = isNode(node.name) ? String(node.name.name) : ''
      const value = typeof node.value.value === 'string' ? node.value.value : ''
      if (readAloud.has(name) && /\p{L}{2}/u.test(value)) bare.push({ text: value, at: line(node) })
    }
    for (const value of Object.values(node)) for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child)
  }
  visit(parseSync(file, source).program as unknown as Node)
  return { texts, bare, sentences }
}

/** The gallery of parts shows parts, not Mesi; the Bay's people write as they please. */
const isSpoken = (file: string): boolean => /\.tsx?$/.test(file) && !/^(?:app\/parts\/|app\/pages\/Parts|bay\/)/.test(file)

/** Of the whole project. */
export function allTexts(): ReturnType<typeof textsIn> {
  const found = filesIn('src')
    .filter(isSpoken)
    .map((file) => textsIn(file, read(`src/${file}`)))
  return {
    texts: [...found.flatMap(({ texts }) => texts), ...policy(), ...tours()],
    bare: found.flatMap(({ bare }) => bare),
    sentences: found.flatMap(({ sentences }) => sentences),
  }
}

/** What stands in tables: the policy, in the words of its clauses and parameters. */
function policy(): readonly Found[] {
  const clauses = Object.entries(clausesOf(areas)).map(([id, { text }]) => ({ text, at: id }))
  const parameters = [...parameterSheet(areas)].flatMap(([name, { says, unit, readings = [] }]) =>
    [says, unit, ...readings.filter((reading) => typeof reading === 'string')].map((text) => ({ text, at: name })),
  )
  return [...clauses, ...parameters]
}

/** What the tours that come with the app tell. */
const tours = (): readonly Found[] =>
  shelf.flatMap(({ id, title, tells, steps }) =>
    [title, tells, ...steps.flatMap(({ chapter, say }) => [chapter, say])].flatMap((text) =>
      text === undefined ? [] : [{ text, at: `tour ${id}` }],
    ),
  )
