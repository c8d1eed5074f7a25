/** What was pasted into a field, as far as that has to be told from files. */
interface Pasted {
  readonly files: Iterable<{ readonly name: string }>
  getData(type: 'text/plain'): string
}

/**
 * Whether it is words, although files lie beside them: office programs add a picture of what was copied. Where files were copied, some
 * systems add their names or where they lie, a line for each, which are no words of anybody.
 */
export function isWords(pasted: Pasted): boolean {
  const lines = pasted
    .getData('text/plain')
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
  const names = new Set([...pasted.files].map(({ name }) => name))
  return lines.length > 0 && !lines.every((line) => names.has(nameIn(line)))
}

/** The name of the file at a path or an address of this device. */
function nameIn(line: string): string {
  const name = line.slice(line.lastIndexOf('/') + 1)
  if (!line.startsWith('file:')) return name
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
