import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the project, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Paths of all files in a folder of the project, from that folder, sorted. */
export function filesIn(folder: string): readonly string[] {
  const names = readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => !name.includes('node_modules') && statSync(`${root}${folder}/${name}`).isFile()).toSorted()
}

/** The text of one file, by its path from the project's folder. */
export const read = (path: string): string => readFileSync(root + path, 'utf8')

/** The same text without comments and, if asked, with every string and pattern blanked; columns and lines stay. */
export function code(text: string, { strings = true } = {}): string {
  const parts =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[=(,:!&|?]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n*[])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])*\/\w*/g
  return text.replace(parts, (part) => {
    const isPattern = part.startsWith('/') && !/^\/[/*]/.test(part)
    if (part.startsWith('/') && !(isPattern && strings)) return blank(part)
    if (strings) return part
    // What a template works out is code; the words around it are not.
    return part.startsWith('`')
      ? part
          .split(/(\$\{[^}]*\})/)
          .map((piece, i) => (i % 2 ? piece : blank(piece)))
          .join('')
      : `'${blank(part.slice(2))}'`
  })
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ')
