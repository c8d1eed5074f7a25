export interface Saying {
  readonly undo?: { readonly label: string; readonly does: () => void }
  readonly kind?: 'good' | 'warn'
}

/**
 * Says what has just happened, for some seconds, with a way back where there is one. Never the only place of an error. Nothing is said
 * before the first screen stands, so what shows it loads behind that.
 */
export function say(text: string, options: Saying = {}): void {
  void import('./Toasts').then(({ show }) => show(text, options))
}
