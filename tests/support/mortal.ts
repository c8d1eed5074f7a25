/** A store whose page is killed: from one call on, nothing that it is asked ever comes back. */
import { ConnectionLost } from '../../src/store/failures'
import type { Store } from '../../src/store/store'

export interface Death {
  /** Calls that are still answered. */
  left: number
  /** Whether the call at which it happens still reaches the disk. */
  written: boolean
  readonly happened: Promise<void>
  /** It is only the connection to the disk that is lost, for this one call. */
  isLoss?: boolean
  /** Which call it happens at; any, unless told. */
  at?: string | undefined
}

export function mortal(store: Store): { readonly store: Store; readonly death: Death } {
  let die = (): void => {}
  const happened = new Promise<void>((done) => (die = done))
  const death: Death = { left: Number.POSITIVE_INFINITY, written: false, happened }
  const never = Object.assign(new Promise<never>(() => {}), { [Symbol.asyncIterator]: () => ({ next: () => never }) })
  const dying = new Proxy(store, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name)
      if (typeof value !== 'function' || name === 'close' || name === 'attachViews') return value
      return (...args: unknown[]): unknown => {
        const call = value as (...args: unknown[]) => unknown
        if ((death.at !== undefined && name !== death.at && death.left >= 0) || death.left-- > 0) return call(...args)
        if (death.isLoss && name !== 'rowsAfter') {
          Object.assign(death, { left: Number.POSITIVE_INFINITY, isLoss: false, at: undefined })
          return Promise.resolve(death.written ? call(...args) : undefined).then(() => Promise.reject(new ConnectionLost()))
        }
        if (death.left < -1 || !death.written) {
          die()
          return never
        }
        return Promise.resolve(call(...args)).then(() => {
          die()
          return never
        })
      }
    },
  })
  return { store: dying, death }
}
