/**
 * Shows parts as if the pointer were over them or the keyboard on them: every rule for such a state gets a copy for elements that are
 * marked with `data-as="hover"` or `data-as="focus-visible focus-within"`, in the same layer, so that it looks as it will.
 */
const state = /:(hover|focus-visible|focus-within)\b/g

/** Copies the rules of the style sheets that are here now; further ones come as they load. */
export function copyStates(): void {
  for (const sheet of document.styleSheets) {
    if (copied.has(sheet)) continue
    copied.add(sheet)
    copyIn(sheet)
  }
}
const copied = new WeakSet<CSSStyleSheet>()

function copyIn(parent: CSSStyleSheet | CSSGroupingRule | CSSStyleRule): void {
  for (const rule of [...parent.cssRules]) {
    if (rule instanceof CSSStyleRule && rule.selectorText.search(state) >= 0) {
      const selector = rule.selectorText.replace(state, '[data-as~="$1"]')
      parent.insertRule(selector + rule.cssText.slice(rule.selectorText.length), parent.cssRules.length)
    } else if (rule instanceof CSSGroupingRule || rule instanceof CSSStyleRule) copyIn(rule)
  }
}
