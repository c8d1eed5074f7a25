/** Hands a file to the person: the browser asks where to, or puts it among the downloads. */
import { t } from '../language'
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A name that every file system takes: 'Summer 2026.mesi'. */
export const fileName = (world: string, ending: string): string =>
  `${
    world
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .slice(0, 60) || t`World`
  } ${new Date().toISOString().slice(0, 10)}.${ending}`
