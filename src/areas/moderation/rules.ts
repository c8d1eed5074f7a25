/**
 * The desk: cases, decisions, black flags, judgements of reports, appeals and checks.
 *
 * A case gathers whatever is said about one thing, until it is done. A decision takes the thing down at once and has its consequences when
 * its grace is over; until then whoever made it can undo it. A decision that falls later, by appeal, takes back all that came of it. Each is
 * an act of its own: rows say what happened to them and are never cut.
 */
import { assumed, type Clauses, type Parameters } from '../area'
import { appealActs } from './appeals'
import { caseActs } from './cases'
import { decisionActs } from './decisions'

export const clauses: Clauses = {
  'FLAG-4': {
    text: 'Moderators inspect in regular and surprise checks too, above all accounts with flags or suspicious behaviour.',
    source: 'seed',
  },
  'FLAG-10': { text: 'A black case goes to an admin.', source: 'seed' },
  'CASE-1': { text: 'Only moderators work at the desk.', source: 'assumption' },
  'CASE-2': {
    text: 'Whatever is said about one thing gathers in one case, until that case is done. Reports of what it says since it was cleared go to a case of their own.',
    source: 'assumption',
  },
  'CASE-3': {
    text: 'Nobody at the desk deals with what concerns themselves or was done to them, such as a comment under a post of theirs, nor with a case that may hold a report of theirs: who joins the desk leaves reported cases alone that were open, or opened within some days, when they last reported something.',
    source: 'assumption',
  },
  'CASE-4': {
    text: 'A case is claimed by one moderator at a time, and decided by that one. A claim lapses after some hours, or with the role.',
    source: 'assumption',
  },
  'CASE-5': { text: 'A case is decided once. What is decided is not claimed, escalated or decided again.', source: 'assumption' },
  'CASE-6': {
    text: 'A decision gives reasons of at least one character and at most as many as the policy says.',
    source: 'assumption',
  },
  'CASE-7': {
    text: 'Whoever decided may undo it while its grace lasts. Until then it has no consequence but that the thing is down.',
    source: 'assumption',
  },
  'CASE-8': { text: 'A black flag needs a second moderator: it is given when another one confirms it.', source: 'assumption' },
  'CASE-9': {
    text: 'Removed is only what can be taken down. Of a profile that is its name, words and pictures, and of a collection its name, until others stand in their place; a block can be flagged, not removed.',
    source: 'assumption',
  },
  'CASE-10': { text: 'A report is opened once and judged once, and a case is about something that is there.', source: 'assumption' },
  'CASE-11': { text: 'An escalated case is for an admin.', source: 'assumption' },
  'CASE-12': {
    text: 'Who joins the desk later is given the keys of earlier reports by somebody there who has them.',
    source: 'assumption',
  },
  'CASE-13': {
    text: 'While its maker appeals against what the filter did, a case is decided by answering that appeal.',
    source: 'assumption',
  },
  'CASE-14': { text: 'What waits for a moderator is let through as it says now.', source: 'assumption' },
  'CASE-15': {
    text: 'Nobody works for the house, at the desk or as an admin, while they are suspended or a black flag of theirs waits for its review; unless there is no admin of whom that is not so. A ban ends every office, for good.',
    source: 'assumption',
  },
  'APL-1': { text: 'A decision is appealed against once, by the account that it concerns.', source: 'assumption' },
  'APL-2': { text: 'An appeal comes before its term is over, which begins when the decision takes effect.', source: 'assumption' },
  'APL-3': { text: 'Only a decision that is in effect can be appealed against, and only an open appeal is decided.', source: 'assumption' },
  'APL-4': {
    text: 'An appeal is decided by somebody who had no part in the decision; against a black flag, by an admin.',
    source: 'assumption',
  },
  'APL-5': {
    text: 'A decision that is overturned takes back everything that came of it, but for an office that its ban ended: that is granted anew.',
    source: 'assumption',
  },
}

export const parameters: Parameters = {
  'moderation.graceSeconds': assumed(600, 'seconds', 'How long a decision can be undone before it takes effect.', [0, 604_800]),
  'moderation.claimHours': assumed(24, 'hours', 'How long a case stays claimed.', [1, 8_760]),
  'moderation.apartDays': assumed(
    30,
    'days',
    'How long after reporting something a new member of the desk leaves newly reported cases to others.',
    [1, 365],
  ),
  'moderation.appealMonths': assumed(6, 'months', 'How long one may appeal, in calendar months.', [1, 120]),
  'moderation.reasonCharacters': assumed(2_000, 'characters', 'Longest reasons, of a decision and of an appeal.', [1, 9_000]),
  'moderation.checkDays': assumed(7, 'days', 'How often a regular check is due.', [1, 365]),
  'moderation.checkSize': assumed(20, 'items', 'How many things a check looks at.', [1, 500]),
}

export const acts = [...caseActs, ...decisionActs, ...appealActs] as const
