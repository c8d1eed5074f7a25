/** Acts in plain words. What somebody reads about an act never names its type. */
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
  'accounts.invited': () => 'invitation into this world',
  'accounts.joined': () => 'arrival by an invitation',
  'accounts.created': ({ kind }) => (kind === 'ai' ? 'new AI account' : 'new Real Persona account'),
  'accounts.enrolled': () => 'new device of an account',
  'accounts.deviceRevoked': () => 'end of a device of an account',
  'accounts.policyAccepted': () => 'acceptance of the policy for human creators',
  'accounts.handleClaimed': ({ handle }) => `claim of the handle @${text(handle)}`,
  'accounts.profileEdited': () => 'change of a profile',
  'accounts.personaCreated': ({ form }) => `${text(form)} as an AI persona`,
  'accounts.personaConfigured': () => 'change of an AI persona',
  'accounts.roleGranted': ({ role }, other) => `grant of the role ${text(role)} to ${other}`,
  'accounts.roleRevoked': ({ role }, other) => `end of the role ${text(role)} of ${other}`,
  'accounts.followed': (_, other) => `follow of ${other}`,
  'accounts.unfollowed': (_, other) => `end of the follow of ${other}`,
  'accounts.blocked': (_, other) => `block of ${other}`,
  'accounts.unblocked': (_, other) => `end of the block of ${other}`,
  'accounts.deletionRequested': () => 'request to delete the account',
  'accounts.deletionCancelled': () => 'change of mind about deleting the account',
  'accounts.deletionConfirmed': () => 'deletion of the account',
  'ledger.toppedUp': (data) => `top-up of ${money(data.amount, data.currency)}`,
  'ledger.transferred': (data, other) => `transfer of ${money(data.amount, data.currency)} to ${other}`,
  'ledger.withdrawn': (data) => `withdrawal of ${money(data.amount, data.currency)}`,
  'ledger.converted': (data) => `exchange of ${money(data.amount, data.from)} into ${text(data.to)}`,
  'ledger.ratesSet': () => 'new exchange rates',
  'content.published': ({ form }) => `new ${text(form)}`,
  'content.edited': () => 'change of a post',
  'content.deleted': () => 'deletion of a post',
  'content.liked': () => 'like of a post',
  'content.unliked': () => 'like taken back',
  'content.commented': () => 'comment on a post',
  'content.commentDeleted': () => 'deletion of a comment',
  'content.collectionCreated': () => 'new collection',
  'content.collectionRenamed': () => 'new name of a collection',
  'content.collectionDeleted': () => 'deletion of a collection',
  'content.collectionItemAdded': () => 'post put into a collection',
  'content.collectionItemRemoved': () => 'post taken out of a collection',
  'reports.filed': () => 'report to the desk',
  'moderation.reportOpened': () => 'look into a report',
  'moderation.reportSetAside': () => 'report set aside',
  'moderation.checkStarted': ({ kind }) => `start of a ${text(kind)} check`,
  'moderation.keysShared': () => 'keys of earlier reports for a new moderator',
  'moderation.checkFinished': () => 'end of a check',
  'moderation.caseOpened': () => 'new case at the desk',
  'moderation.claimed': () => 'claim of a case',
  'moderation.released': () => 'case given back',
  'moderation.escalated': () => 'case handed to an admin',
  'moderation.decided': () => 'decision of a case',
  'moderation.undone': () => 'decision taken back',
  'moderation.blackConfirmed': () => 'second yes to a black flag',
  'moderation.blackDeclined': () => 'second no to a black flag',
  'moderation.blackReviewed': () => "admin's review of a black flag",
  'moderation.reportJudged': () => 'judgement of a report as misuse',
  'moderation.appealed': () => 'appeal against a decision',
  'moderation.appealDecided': () => 'decision of an appeal',
  'policy.parameterChanged': ({ name, value }) =>
    `change of the parameter ${text(name)} to ${typeof value === 'number' ? value : text(value)}`,
  'tips.sent': (data, other) => `tip of ${money(data.amount, data.currency)} to ${other}`,
}

/** 'tip of 5.00 EUR to Ben'. @param other what the other one in it is called */
export const deedInWords = (type: string, data: Data, other = 'somebody'): string =>
  phrases[type]?.(data, other) ?? 'something that this version of Mesi does not know'

/** The same at the beginning of a sentence. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const money = (amount: unknown, currency: unknown): string =>
  typeof amount === 'number' && currencies.includes(currency as Currency) ? formatAmount(amount, currency as Currency, 'en') : 'money'
