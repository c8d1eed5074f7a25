/** What was taken out of files before they are shared, as one sentence. '' where nothing was. */
export function strippedSentence(traces: readonly string[]): string {
  const groups = [...new Set(traces.map((trace) => groupOf[trace] ?? trace))]
  if (groups.length === 0) return ''
  const list = groups.length === 1 ? groups[0] : `${groups.slice(0, -1).join(', ')} and ${groups.at(-1)}`
  return `${(list ?? '').charAt(0).toUpperCase()}${(list ?? '').slice(1)} removed.`
}

const groupOf: Readonly<Record<string, string>> = {
  'camera model': 'device details',
  'software used': 'device details',
  'date taken': 'the date',
  'owner name': 'names',
  'artist tags': 'names',
  'embedded preview': 'hidden data',
  'colour profile': 'hidden data',
  'extra tracks': 'hidden data',
}
