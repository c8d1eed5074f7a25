import { locale, t } from '../../../language'

/** What was taken out of files before they are shared, as one sentence. '' where nothing was. */
export function strippedSentence(traces: readonly string[]): string {
  const groups = [...new Set(traces.map((trace) => groupOf[trace] ?? trace))]
  if (groups.length === 0) return ''
  const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' }).format(groups)
  return t`${list.charAt(0).toUpperCase()}${list.slice(1)} removed.`
}

const groupOf: Readonly<Record<string, string>> = {
  'camera model': t`device details`,
  'software used': t`device details`,
  'date taken': t`the date`,
  'owner name': t`names`,
  'artist tags': t`names`,
  'embedded preview': t`hidden data`,
  'colour profile': t`hidden data`,
  'extra tracks': t`hidden data`,
}
