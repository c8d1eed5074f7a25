import { fromBase64 } from '../../../kit/bytes'

const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const LENGTH = 32
const NETWORK = 'mesi-sim1'

/**
 * The address on the simulated network to which coins for an account are sent: the same on every device, since it follows from the account.
 * It is shaped like none of a real network, so that no real wallet takes it.
 */
export function addressOf(account: string): string {
  const bits = [...(fromBase64(account) ?? [])].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = Array.from({ length: LENGTH }, (_, at) => LETTERS[Number.parseInt(bits.slice(at * 5, at * 5 + 5) || '0', 2)])
  return `${NETWORK}${letters.join('')}`
}

/** Fours, as people compare them. */
export const inFours = (address: string): readonly string[] => [NETWORK, ...(address.slice(NETWORK.length).match(/.{1,4}/g) ?? [])]
