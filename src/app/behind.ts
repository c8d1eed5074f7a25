/**
 * What the hello leads to is fetched while somebody reads it, and neither read nor run before they choose. Not by `<link rel="prefetch">`:
 * Firefox holds that against `default-src`, which allows nothing.
 */
export function fetchBehind(): void {
  const files = document.querySelector<HTMLMetaElement>('meta[name="mesi-behind"]')?.content.split(' ').filter(Boolean) ?? []
  for (const file of files) void fetch(file, { priority: 'low' }).catch(() => undefined)
}
