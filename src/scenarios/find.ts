/**
 * Parts of a page by role and accessible name, as a person with a screen reader finds them, and as Playwright does: tours point at them,
 * recordings name them.
 */
import type { Target } from './scenario'

/** By role, what has it without saying so. */
const implicit: Readonly<Record<string, string>> = {
  button: 'button, input[type=button], input[type=submit], summary',
  link: 'a[href]',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  textbox: 'input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url], textarea',
  searchbox: 'input[type=search]',
  slider: 'input[type=range]',
  spinbutton: 'input[type=number]',
  combobox: 'select:not([multiple])',
}
const roles = [...Object.keys(implicit), 'menuitem', 'menuitemradio', 'menuitemcheckbox', 'option', 'switch', 'tab', 'treeitem']
/** Anything that somebody can tap or type into. */
const usable = [...Object.values(implicit), ...roles.map((role) => `[role=${role}]`)].join(', ')
/** Roles whose name is what stands in them. */
const namedByContent = /^(button|link|checkbox|radio|menuitem.*|option|switch|tab|treeitem|heading)$/

/** The role of an element that somebody can use; `undefined` for any other. */
export function roleOf(element: Element): string | undefined {
  const said = element.getAttribute('role')
  if (said !== null) return said
  return roles.find((role) => implicit[role] !== undefined && element.matches(implicit[role]))
}

/** The accessible name, with single spaces. */
export function nameOf(element: Element): string {
  const tidy = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
  const by = element.getAttribute('aria-labelledby')
  if (by !== null) {
    const parts = by.split(/\s+/).map((id) => element.ownerDocument.getElementById(id))
    const name = tidy(parts.map((part) => (part ? (part.getAttribute('aria-label') ?? textOf(part, element)) : '')).join(' '))
    if (name !== '') return name
  }
  const label = tidy(element.getAttribute('aria-label') ?? '')
  if (label !== '') return label
  const labels = (element as HTMLInputElement).labels as NodeListOf<HTMLLabelElement> | null | undefined
  const labelled = tidy([...(labels ?? [])].map((each) => textOf(each, element)).join(' '))
  if (labelled !== '') return labelled
  const content = namedByContent.test(roleOf(element) ?? '') ? tidy(textOf(element)) : ''
  return content || tidy(element.getAttribute('title') ?? element.getAttribute('placeholder') ?? '')
}

/** What is to be read in an element. @param without a control inside a label, which is no part of its own name */
function textOf(element: Element, without?: Element): string {
  let text = ''
  for (const node of element.childNodes) {
    if (node.nodeType === 3) text += node.textContent ?? ''
    if (node.nodeType !== 1) continue
    const child = node as HTMLElement
    if (child === without || child.getAttribute('aria-hidden') === 'true' || child.hidden) continue
    const { display, visibility } = child.ownerDocument.defaultView?.getComputedStyle(child) ?? {}
    if (display === 'none' || visibility === 'hidden') continue
    const inner = child.getAttribute('aria-label') ?? child.getAttribute('alt') ?? textOf(child, without)
    text += display === 'inline' || display === 'contents' ? inner : ` ${inner} `
  }
  return text
}

/** The screen of a page while the next one is on its way: it may have something of the same name, which nobody means. */
export const LEAVING = 'main[aria-busy=true]'

const isReached = (element: Element): boolean =>
  element.closest('[aria-hidden=true], [inert]') === null && element.checkVisibility({ visibilityProperty: true })

/** All that a target may mean, in the order of the page. */
function* fitting(document: Document, { role, name, part }: Target): Generator<HTMLElement> {
  const sought = part ? name.toLowerCase() : name
  const where = [`[role="${role}"]`, ...(implicit[role] === undefined ? [] : [implicit[role]])].join(', ')
  for (const element of document.querySelectorAll<HTMLElement>(where)) {
    if (roleOf(element) !== role) continue
    const is = nameOf(element)
    if ((part ? is.toLowerCase().includes(sought) : is === sought) && isReached(element)) yield element
  }
}

/** The part of a page that a target means, if it is there. */
export function find(document: Document, target: Target): HTMLElement | undefined {
  let before = target.nth ?? 0
  for (const element of fitting(document, target)) if (before-- === 0) return element
  return undefined
}

/** What somebody meant who tapped there, or typed there; `undefined` where nothing can be used, or it has no name. */
export function targetOf(touched: Element): { readonly element: HTMLElement; readonly target: Target } | undefined {
  const label = touched.closest('label')
  const element = touched.closest<HTMLElement>(usable) ?? label?.control
  if (!element) return undefined
  const role = roleOf(element)
  if (role === undefined) return undefined
  const name = nameOf(element)
  if (name === '') return undefined
  const alike = [...fitting(element.ownerDocument, { role, name })]
  const nth = alike.indexOf(element)
  return { element, target: nth > 0 ? { role, name, nth } : { role, name } }
}

/** Where to point at for it: a box that is drawn by its label is as large as that, and a field as the frame around it. */
export function shownOf(element: HTMLElement): HTMLElement {
  const isBox = element instanceof (element.ownerDocument.defaultView ?? window).HTMLInputElement && /^(checkbox|radio)$/.test(element.type)
  return (isBox && element.labels?.[0]) || element.closest<HTMLElement>('.field-box') || element
}
