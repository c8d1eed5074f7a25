/**
 * What other apps hand to Mesi, by "share" or "open with": it waits here, on disk, until the composer takes it. It may wait long: who has
 * no account signs up first. Used by the page and by the service worker, which is where a share arrives.
 */
const PLACE = 'shared'
const WORDS = '/shared/words'

export interface Shared {
  readonly words: string
  readonly files: readonly File[]
}

/** Where the system sends what is shared; as in the manifest. */
export const SHARE = '/share'

/** What a form of the system holds, as the manifest names its fields. */
export function sharedIn(form: FormData): Shared {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  // Some apps put the address into the text as well.
  const words = ['title', 'text', 'url']
    .map(text)
    .filter((part, i, all) => part !== '' && !all.slice(0, i).some((said) => said.includes(part)))
  return { words: words.join('\n\n'), files: form.getAll('files').filter((file) => file instanceof File && file.size > 0) as File[] }
}

/** Keeps it beside what waits already; words take the place of words. */
export async function keepShared({ words, files }: Shared): Promise<void> {
  const place = await caches.open(PLACE)
  if (words !== '') await place.put(WORDS, new Response(words))
  for (const file of files) {
    const headers = { 'content-type': file.type, 'x-name': encodeURIComponent(file.name) }
    await place.put(`/shared/${crypto.randomUUID()}`, new Response(file, { headers }))
  }
}

/** Takes what waits: from then on it is gone from here. `undefined` if nothing does. */
export async function takeShared(): Promise<Shared | undefined> {
  if (!('caches' in globalThis) || !(await caches.has(PLACE))) return undefined
  const place = await caches.open(PLACE)
  const words = (await (await place.match(WORDS))?.text()) ?? ''
  const files: File[] = []
  for (const request of await place.keys()) {
    const kept = await place.match(request)
    const name = kept?.headers.get('x-name')
    if (!kept || name === null || name === undefined) continue
    files.push(new File([await kept.blob()], decodeURIComponent(name), { type: kept.headers.get('content-type') ?? '' }))
  }
  await caches.delete(PLACE)
  return words === '' && files.length === 0 ? undefined : { words, files }
}
