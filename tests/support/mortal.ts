/** A store whose page is killed: from one call on, nothing that it is asked ever comes back. */
import type { Store } from '../../src/store/store'

export interface Death {
  /** Calls that are still answered. */
  left: number
  /** Whether the call at which it happens still reaches the disk. */
  written: boolean
  readonly happened: Promise<void>
}

export function mortal(store: Store): { readonly store: Store; readonly death: Death } {
  let die = (): void => {}
  const happened = new Promise<void>((done) => (die = done))
  const death: Death = { left: Number.POSITIVE_INFINITY, written: false, happened }
  const never = new Promise<never>(() => {})
  const dying = new Proxy(store, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name)
      if (typeof value !== 'function' || name === 'close' || name === 'attachViews') return value
      return (...args: unknown[]): unknown => {
        if (death.left-- > 0) return (value as (...args: unknown[]) => unknown)(...args)
        if (death.left < -1 || !death.written) {
          die()
          return never
        }
        return Promise.resolve((value as (...args: unknown[]) => unknown)(...args)).then(() => {
          die()
          return never
        })
      }
    },
  })
  return { store: dying, death }
}
