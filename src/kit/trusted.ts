/**
 * Trusted Types: the server's policy lets no text become markup or the address of a script but through the one policy made here. It is the
 * default one, because the texts come from compiled templates and from packages, which know of no other.
 */

// TypeScript's library does not have them yet.
interface Factory {
  createPolicy(name: 'default', rules: { readonly [rule in 'createHTML' | 'createScriptURL']: (text: string) => string }): unknown
}

const ACTIVE = /<\s*\/?\s*(?:script|iframe|object|embed|base|meta|link|style)\b|\son\w+\s*=|\bsrcdoc\b|javascript:/i

/** Markup that does nothing by itself. @throws TypeError for anything else */
export function inertMarkup(html: string): string {
  if (ACTIVE.test(html)) throw new TypeError('This markup could do something by itself, which Mesi never lets it.')
  return html
}

/** The address of a script of this origin, or one that this page made. @throws TypeError for any other */
export function ownScript(address: string, here: string): string {
  if (new URL(address, here).origin !== new URL(here).origin) throw new TypeError('Scripts come from here alone.')
  return address
}

/** To be called once in a page or a worker, before anything is drawn. Browsers without Trusted Types go on as they are. */
export function trustOwn(scope: { readonly location: { readonly href: string } }): void {
  const { trustedTypes, location } = scope as typeof scope & { readonly trustedTypes?: Factory }
  // A worker made of a blob has an address of its own kind, with this origin in it.
  trustedTypes?.createPolicy('default', { createHTML: inertMarkup, createScriptURL: (address) => ownScript(address, location.href) })
}
