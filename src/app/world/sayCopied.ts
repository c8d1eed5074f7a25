import type { Copied } from '../../peer/copies'
import { say } from '../../ui/toast'
import { countInWords } from './words'

/** Says that one is in the copy now, and what did not come along. */
export function sayCopied({ left, absent }: Omit<Copied, 'peer'>): void {
  const missing = [
    ...(left > 0 ? [`${countInWords(left, 'step')} not confirmed yet stayed behind.`] : []),
    ...(absent > 0 ? [`${countInWords(absent, 'text or file', 'texts or files')} had not reached this device.`] : []),
  ]
  say(['You are in the copy now.', ...missing].join(' '), missing.length > 0 ? { kind: 'warn' } : {})
}
