/**
 * What somebody called themselves or a thing, as it stands within a sentence: without what turns the direction of writing, which would turn
 * the words around it, too. '' if nothing of it can be seen.
 */
export function nameShown(typed: string): string {
  const name = typed.replaceAll(/[\u202A-\u202E\u2066-\u2069\p{Cc}]/gu, '').trim()
  return /[^\s\u2800\p{Default_Ignorable_Code_Point}]/u.test(name) ? name : ''
}
