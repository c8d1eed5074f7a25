/** Acts in plain words. What somebody reads about an act never names its type. */
import { locale, t } from '../language'
import { formatAmount } from '../kit/amountText'
import { type Currency, currencies } from '../kit/money'
import type { Data } from '../log/types'

/** The other one that an act is about, if it is about one. */
export function otherIn(data: Data): string | undefined {
  const other = data.to ?? data.account
  return typeof other === 'string' && /^[A-Za-z0-9_-]{43}$/.test(other) ? other : undefined
}

type InWords = (data: Data, other: string) => string

const phrases: Readonly<Record<string, InWords>> = {
  'accounts.invited': () => t`invitation into this world`,
  'accounts.joined': () => t`arrival by an invitation`,
  'accounts.created': ({ kind }) => (kind === 'ai' ? t`new AI account` : t`new Real Persona account`),
  'accounts.enrolled': () => t`new device of an account`,
  'accounts.deviceRevoked': () => t`end of a device of an account`,
  'accounts.policyAccepted': () => t`acceptance of the policy for human creators`,
  'accounts.handleClaimed': ({ handle }) => t`claim of the handle @${text(handle)}`,
  'accounts.profileEdited': () => t`change of a profile`,
  'accounts.personaCreated': ({ form }) => t`${text(form)} as an AI persona`,
  'accounts.personaConfigured': () => t`change of an AI persona`,
  'accounts.roleGranted': ({ role }, other) => t`grant of the role ${text(role)} to ${other}`,
  'accounts.roleRevoked': ({ role }, other) => t`end of the role ${text(role)} of ${other}`,
  'accounts.followed': (_, other) => t`follow of ${other}`,
  'accounts.unfollowed': (_, other) => t`end of the follow of ${other}`,
  'accounts.blocked': (_, other) => t`block of ${other}`,
  'accounts.unblocked': (_, other) => t`end of the block of ${other}`,
  'accounts.deletionRequested': () => t`request to delete the account`,
  'accounts.deletionCancelled': () => t`change of mind about deleting the account`,
  'accounts.deletionConfirmed': () => t`deletion of the account`,
  'ledger.toppedUp': (data) => t`top-up of ${money(data.amount, data.currency)}`,
  'ledger.deposited': (data) => t`deposit of ${money(data.amount, data.currency)}`,
  'ledger.transferred': (data, other) => t`transfer of ${money(data.amount, data.currency)} to ${other}`,
  'ledger.withdrawn': (data) => t`withdrawal of ${money(data.amount, data.currency)}`,
  'ledger.converted': (data) => t`exchange of ${money(data.amount, data.from)} into ${text(data.to)}`,
  'ledger.ratesSet': () => t`new exchange rates`,
  'content.published': ({ form }) => t`new ${text(form)}`,
  'content.edited': () => t`change of a post`,
  'content.deleted': () => t`deletion of a post`,
  'content.liked': () => t`like of a post`,
  'content.unliked': () => t`like taken back`,
  'content.commented': () => t`comment on a post`,
  'content.commentDeleted': () => t`deletion of a comment`,
  'content.collectionCreated': () => t`new collection`,
  'content.collectionRenamed': () => t`new name of a collection`,
  'content.collectionDeleted': () => t`deletion of a collection`,
  'content.collectionItemAdded': () => t`post put into a collection`,
  'content.collectionItemRemoved': () => t`post taken out of a collection`,
  'filter.found': ({ advice }) => (advice === 'pass' ? t`finding of the filter: nothing` : t`finding of the filter`),
  'reports.filed': () => t`report to the desk`,
  'moderation.reportOpened': () => t`look into a report`,
  'moderation.reportSetAside': () => t`report set aside`,
  'moderation.checkStarted': ({ kind }) => t`start of a ${text(kind)} check`,
  'moderation.keysShared': () => t`keys of earlier reports for a new moderator`,
  'moderation.checkFinished': () => t`end of a check`,
  'moderation.caseOpened': () => t`new case at the desk`,
  'moderation.claimed': () => t`claim of a case`,
  'moderation.released': () => t`case given back`,
  'moderation.escalated': () => t`case handed to an admin`,
  'moderation.decided': () => t`decision of a case`,
  'moderation.undone': () => t`decision taken back`,
  'moderation.blackConfirmed': () => t`second yes to a black flag`,
  'moderation.blackDeclined': () => t`second no to a black flag`,
  'moderation.blackReviewed': () => t`admin's review of a black flag`,
  'moderation.reportJudged': () => t`judgement of a report as misuse`,
  'moderation.appealed': () => t`appeal against a decision`,
  'moderation.appealDecided': () => t`decision of an appeal`,
  'policy.parameterChanged': ({ name, value }) =>
    t`change of the parameter ${text(name)} to ${typeof value === 'number' ? value : text(value)}`,
  'tips.sent': (data, other) => t`tip of ${money(data.amount, data.currency)} to ${other}`,
}

/** 'tip of 5.00 EUR to Ben'. @param other what the other one in it is called */
export const deedInWords = (type: string, data: Data, other = t`somebody`): string =>
  phrases[type]?.(data, other) ?? t`something that this version of Mesi does not know`

/** The same at the beginning of a sentence. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** What acts call things by, as people call them. */
const names: Readonly<Record<string, string>> = {
  admin: t`admin`,
  moderator: t`moderator`,
  fictional: t`a fictional character`,
  'digital twin': t`a digital twin`,
  droplet: t`droplet`,
  vibe: t`vibe`,
  moment: t`moment`,
  regular: t`regular`,
  surprise: t`surprise`,
}
const text = (value: unknown): string => (typeof value === 'string' ? (names[value] ?? value) : '')
const money = (amount: unknown, currency: unknown): string =>
  typeof amount === 'number' && currencies.includes(currency as Currency) ? formatAmount(amount, currency as Currency, locale) : t`money`
