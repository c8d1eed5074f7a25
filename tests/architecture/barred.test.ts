/** FLAG-16, FLAG-17, CASE-15: of every act it is said whether somebody who is barred may do it. */
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'

/** What whoever is barred may do all the same, and why. What is asked elsewhere than at the gate is said here, too. */
const free: Readonly<Record<string, readonly string[]>> = {
  'before there is an account, or about its devices': [
    'accounts.invited',
    'accounts.joined',
    'accounts.created',
    'accounts.enrolled',
    'accounts.deviceRevoked',
    'accounts.policyAccepted',
  ],
  'takes something back, keeps somebody off, or leaves': [
    'accounts.unfollowed',
    'accounts.blocked',
    'accounts.unblocked',
    'accounts.deletionRequested',
    'accounts.deletionCancelled',
    'accounts.deletionConfirmed',
    'content.deleted',
    'content.unliked',
    'content.commentDeleted',
    'content.collectionDeleted',
    'content.collectionItemRemoved',
    'moderation.appealed',
  ],
  'moves money that is theirs': ['ledger.toppedUp', 'ledger.deposited', 'ledger.transferred', 'ledger.withdrawn', 'ledger.converted'],
  'without words; its rule refuses words': ['tips.sent'],
  'done by the host': ['filter.found'],
  'work at the desk, whose rules ask by themselves who may (refuseOfficer)': [
    'moderation.reportOpened',
    'moderation.reportSetAside',
    'moderation.checkStarted',
    'moderation.keysShared',
    'moderation.checkFinished',
    'moderation.caseOpened',
    'moderation.claimed',
    'moderation.released',
    'moderation.escalated',
    'moderation.decided',
    'moderation.undone',
    'moderation.blackConfirmed',
    'moderation.blackDeclined',
    'moderation.blackReviewed',
    'moderation.reportJudged',
    'moderation.appealDecided',
  ],
}

test('an act says by `barred` that it is not for whoever is barred, or stands here with the reason why it is', () => {
  const acts = areas.flatMap((area) => area.acts)
  const open = acts.filter(({ barred }) => barred === undefined).map(({ type }) => type)
  expect(open.toSorted(), 'give a new act `barred` in its rule, or name it above with the reason why it needs none').toEqual(
    Object.values(free).flat().toSorted(),
  )
})
