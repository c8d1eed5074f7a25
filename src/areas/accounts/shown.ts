/** What a profile shows and to whom: less what was taken down of it, and with the picture before in the place of one at the gate (FLT-7). */
import type { Reader, Tools } from '../../log/rules'
import type { Hash } from '../../log/types'
import type { AccountId } from '../area'
import type * as events from './events'
import { type Account, accounts, covered, type Pictures, type Portrait, portraits } from './tables'

/** The pictures that a profile shows, to its owner or to others. */
export const picturesOf = ({ picture, cover, former }: Pick<Account, 'picture' | 'cover' | 'former'>): readonly events.Picture[] =>
  [picture, cover, former?.picture, former?.cover].flatMap((file) => file ?? [])
/** Whether a profile shows this picture, to its owner or to others. */
export function isChosen(w: Reader, { account, file }: Portrait): boolean {
  const row = w.get(accounts, account)
  return row !== undefined && picturesOf(row).some(({ hash }) => hash === file.hash)
}
const partsOf = (row: Account): Hash[] => [row.name, row.bio, ...picturesOf(row)].flatMap((part) => part?.hash ?? [])

/** Whether these words or this picture of a profile were taken down. */
export const isCovered = (w: Reader, account: AccountId, part: Hash): boolean =>
  w.get(covered, account)?.by.some(({ parts }) => parts.includes(part)) ?? false

/** Whether a profile shows anything of its owner's making. */
export function showsItself(w: Reader, account: AccountId): boolean {
  const row = w.get(accounts, account)
  return row?.closed === null && partsOf(row).some((part) => !isCovered(w, account, part))
}

/** Takes down what a profile says and shows by now, by the last of the decisions that hold any of it down; with none it is all up again. */
export function takeDownProfile(w: Tools, account: AccountId, by: readonly Hash[]): void {
  const row = w.get(accounts, account)
  const before = w.get(covered, account)?.by ?? []
  const left = before.filter(({ event }) => by.includes(event))
  const last = by.at(-1)
  const isNew = row !== undefined && last !== undefined && showsItself(w, account) && !before.some(({ event }) => event === last)
  const now = isNew ? [...left, { event: last, parts: partsOf(row) }] : left
  w.put(covered, account, now.length === 0 ? undefined : { by: now })
}

export const portraitKey = (account: AccountId, file: Hash): string => `${account} ${file}`

/** A picture that a profile names, or named, where the filter looks at uploads. @param key `portraitKey` */
export const portraitAt = (w: Reader, key: string): Portrait | undefined => w.get(portraits, key)
const changePortrait = (w: Tools, key: string, changes: Partial<Portrait>): void =>
  w.put(portraits, key, { ...(w.get(portraits, key) as Portrait), ...changes })

/**
 * FLT-7: the filter keeps a picture from others no more. One that was replaced meanwhile is on no disk, so nobody can have looked at it: should
 * it be chosen again, it comes before the filter again.
 */
export function letPortraitThrough(w: Tools, key: string): void {
  const portrait = w.get(portraits, key) as Portrait
  if (portrait.gate !== null && !isChosen(w, portrait)) return changePortrait(w, key, { gate: 'unexamined' })
  const { account, file } = portrait
  changePortrait(w, key, { gate: null, hides: false })
  const row = w.get(accounts, account) as Account
  const left = (place: events.Place) => (row[place]?.hash === file.hash ? null : (row.former?.[place] ?? null))
  if (row.former) w.put(accounts, account, showingMeanwhile(row, { picture: left('picture'), cover: left('cover') }))
}

/** A profile whose new pictures are at the gate; where nothing is shown in their place nothing is kept. */
export function showingMeanwhile({ former: _, ...row }: Account, former: Pictures): Account {
  return former.picture || former.cover ? { ...row, former } : row
}
/** What the filter saw in a picture is for a moderator to judge, and others see it only then. */
export const holdPortraitBack = (w: Tools, key: string): void => changePortrait(w, key, { gate: 'doubtful', hides: true })
/** Takes a picture down, or with `null` back up, where it is on show still. */
export function takeDownPortrait(w: Tools, key: string, down: Hash | null): void {
  const isGone = down === null && !isChosen(w, w.get(portraits, key) as Portrait)
  changePortrait(w, key, isGone ? { down, gate: 'unexamined', hides: true } : { down })
}

/** Whether a picture is kept from others than its owner and moderators. */
function isKept(w: Reader, account: AccountId, { hash }: events.Picture): boolean {
  const portrait = w.get(portraits, portraitKey(account, hash))
  return isCovered(w, account, hash) || portrait?.hides === true || (portrait?.down ?? null) !== null
}

/** The picture that others see in this place of a profile: while the filter has not looked at the new one, the one before. */
export function pictureIn(w: Reader, account: AccountId, place: events.Place): events.Picture | null {
  const row = w.get(accounts, account)
  return [row?.[place], row?.former?.[place]].find((each) => each && !isKept(w, account, each)) ?? null
}

/** Whether a picture of a profile is kept from others until the filter, or a moderator, lets it through. */
export const isAtGate = (w: Reader, account: AccountId, { hash }: events.Picture): boolean =>
  w.get(portraits, portraitKey(account, hash))?.hides === true

/** A picture that was never chosen before comes before the filter, and one that it had not come to when it was replaced. */
export function toGate(w: Tools, account: AccountId, file: events.Picture): void {
  const checks = w.parameter('content.checks')
  const known = w.get(portraits, portraitKey(account, file.hash))
  if (known?.gate === 'unexamined') return changePortrait(w, portraitKey(account, file.hash), { at: w.now })
  if (checks === 'off' || known) return
  const portrait: Portrait = { account, file, gate: 'unexamined', hides: checks === 'before', down: null, at: w.now }
  w.put(portraits, portraitKey(account, file.hash), portrait)
}
