import { listed, t } from '../../../language'

/** What was taken out of files before they are shared, as one sentence. '' where nothing was. */
export function strippedSentence(traces: readonly string[]): string {
  const groups = [...new Set(traces.map((trace) => traceWords[trace] ?? trace))]
  if (groups.length === 0) return ''
  const list = listed(groups, 'conjunction')
  return t`${list.charAt(0).toUpperCase()}${list.slice(1)} removed.`
}

/** Each of the traces that `media` names. */
export const traceWords: Readonly<Record<string, string>> = {
  location: t`location`,
  'camera model': t`device details`,
  'software used': t`device details`,
  'date taken': t`the date`,
  'owner name': t`names`,
  'artist tags': t`names`,
  'cover art': t`cover art`,
  comments: t`comments`,
  'editing history': t`editing history`,
  'embedded preview': t`hidden data`,
  'colour profile': t`hidden data`,
  chapters: t`chapters`,
  subtitles: t`subtitles`,
  'extra tracks': t`hidden data`,
  'hidden data': t`hidden data`,
}
