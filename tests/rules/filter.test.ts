import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import type { Category } from '../../src/areas/accounts/events'
import { maySee, visibility, wordingFor } from '../../src/areas/content/shown'
import { contents } from '../../src/areas/content/tables'
import { checking, feed, oneContent } from '../../src/areas/content/views'
import { sheetOf } from '../../src/areas/flags/rules'
import { refusePrompt, wishes } from '../../src/areas/filter/prompts'
import { findings, latest } from '../../src/areas/filter/rules'
import { filterStatistics, finding, unexamined } from '../../src/areas/filter/views'
import { openCaseOn } from '../../src/areas/moderation/subjects'
import { cases, decisions } from '../../src/areas/moderation/tables'
import { appeals as openAppeals, caseQueue, myDecisions, oneCase } from '../../src/areas/moderation/views'
import { reportable } from '../../src/areas/reports/views'
import { subjectShown } from '../../src/areas/reports/ui/subjectShown'
import { ana, ben, cleo, nova } from '../support/cast'
import { answers, appeals, claims, decides, edits, finds, GRACE, house, max, mia, moe, of, posts, staff, undoes } from '../support/desk'
import { filters } from '../support/filter'
import { act, anyAct, type Deed, stage, type Story, writing } from '../support/given'
import { droplet } from '../support/posts'

const before = { ...house, 'content.checks': 'before' }
const { given } = stage(areas, before)

/** A town, and a post of ana's. */
function town(parameters: object = {}): { story: Story; post: Deed } {
  const post = posts()
  return { story: stage(areas, { ...before, ...parameters }).given(...staff, post), post }
}
const sees = (story: Story, who: { readonly account: string }, post: { readonly id: string }): boolean =>
  story.read((w) => maySee(w, who.account, post.id))
const stateOf = (story: Story, post: { readonly id: string }) => story.read((w) => visibility(w, post.id))
const says = (story: Story, who: { readonly account: string }, post: { readonly id: string }) => {
  const shown = story.ask(oneContent, { content: post.id }, who)
  return shown.state === 'shown' ? (shown.caption?.text ?? '') : shown.state
}
const rewrites = (post: { readonly id: string }, words: string): Deed =>
  act(ana, 'content.edited', { content: post.id, caption: writing(words), audience: 'everyone', moods: [], tags: [] })
const caseOn = (story: Story, post: { readonly id: string }) => ({ id: story.read((w) => openCaseOn(w, of(post))) ?? '' })

// FLAG-1, SHR-6, FLT-3: the gate

test('SHR-6, FLT-3: an upload goes before the filter; until then its maker and moderators see it, and nobody else', () => {
  const { story, post } = town()
  expect(stateOf(story, post)).toBe('being checked')
  expect([ana, mia, ben].map((who) => sees(story, who, post))).toEqual([true, true, false])
  expect(story.ask(feed, {}, ben).items).toEqual([])
  expect(story.ask(feed, {}, ana).items).toMatchObject([{ id: post.id, waits: 'unexamined' }])
  expect(says(story, ben, post)).toBe('being checked')
  story.when(act(ben, 'content.liked', { content: post.id })).isRefusedBy('SHR-14', { state: 'being checked' })
  story.when(act(ana, 'content.liked', { content: post.id })).isAccepted()
})

test('FLT-3: who waits for the filter is told how many posts come first, and nobody else is', () => {
  const { story, post: first } = town()
  const [second, third] = [posts(), posts()]
  const before = (who: { readonly account: string }, post: { readonly id: string }) => story.ask(checking, { content: post.id }, who)
  for (const next of [second, third]) story.after(1).play([next])
  expect([first, second, third].map((post) => before(ana, post))).toEqual([{ before: 0 }, { before: 1 }, { before: 2 }])
  expect(before(mia, second)).toEqual({ before: 1 })
  expect(before(ben, second)).toBeNull()
  story.play([filters(first, 'pass')])
  expect([first, second, third].map((post) => before(ana, post))).toEqual([null, { before: 0 }, { before: 1 }])
  story.play([act(ana, 'content.deleted', { content: second.id })])
  expect(before(ana, third)).toEqual({ before: 0 })
})

test('FLT-3: what has waited for its files for ten minutes is not counted', () => {
  const { story } = town()
  const count = (minutes: number) => {
    const later = posts()
    const line = story.after(minutes * 60_000 - 1).play([later])
    return line.ask(checking, { content: later.id }, ana)?.before
  }
  expect([count(1), count(20)]).toEqual([1, 0])
})

test('FLT-1: who posts a great deal keeps nobody else waiting: of each maker one post, then of each the next', () => {
  const line = [posts(), posts(), posts(), posts(ben), posts(ben), posts(cleo)]
  const story = given(...staff, ...line)
  const makers = (size: number) =>
    story.ask(unexamined, { size }).map(({ subject }) => story.read((w) => w.get(contents, subject.id)?.author))
  const round = [ana, ben, cleo].map(({ account }) => account)
  expect(new Set(makers(3))).toEqual(new Set(round))
  expect(makers(6).slice(3)).toEqual(expect.arrayContaining([ana.account, ben.account, ana.account]))
  expect(makers(6).at(-1)).toBe(ana.account)
})

test('SHR-6: what is clean is before everybody at once, and bears no mark', () => {
  const { story, post } = town()
  story.when(filters(post, 'pass')).isAccepted()
  expect([ana, mia, ben].map((who) => sees(story, who, post))).toEqual([true, true, true])
  expect(story.ask(feed, {}, ana).items).toMatchObject([{ waits: null }])
  expect(story.rowsOf(cases)).toEqual([])
  story.when(act(ben, 'content.liked', { content: post.id })).isAccepted()
})

test('FLT-3: while an edit is being checked, others see what the post said before', () => {
  const { story, post } = town()
  story.play([filters(post, 'pass'), rewrites(post, 'second words'), rewrites(post, 'third words')])
  expect(stateOf(story, post)).toBe('shown')
  expect(says(story, ana, post)).toBe('third words')
  expect(says(story, mia, post)).toBe('third words')
  expect(says(story, ben, post)).toBe('By the river')
  story.play([filters(post, 'pass', '2')])
  expect(says(story, ben, post)).toBe('third words')
})

test('FLT-3, RPT-5: a report names what its author was shown: while an edit is being checked, what the post said before', () => {
  const { story, post } = town()
  story.play([filters(post, 'pass'), rewrites(post, 'second words')])
  const named = (who: { readonly account: string }) => story.ask(reportable, { kind: 'content', id: post.id }, who)?.version
  const shown = (who: { readonly account: string }) => story.ask(subjectShown, { kind: 'content', id: post.id }, who)?.version
  expect([ben, mia, ana].map((who) => [named(who), shown(who)])).toEqual([
    ['0', '0'],
    ['1', '1'],
    ['1', '1'],
  ])
  story.play([filters(post, 'pass', '1')])
  expect([named(ben), shown(ben)]).toEqual(['1', '1'])
})

test('FLT-3, FLAG-3: what goes along with a report is what others are shown: nothing before the filter has looked, and then no edit that it has not seen', () => {
  const { story, post } = town()
  const told = (who: { readonly account: string }) => story.ask(subjectShown, { kind: 'content', id: post.id }, who)?.evidence.words
  const first = told(ana)
  expect([first === '', told(ben)]).toEqual([false, ''])
  story.play([filters(post, 'pass'), rewrites(post, 'Said anew')])
  expect([ana, ben].map(told)).toEqual(['Said anew', first])
})

test('FLT-3, SHR-13: an edit that is for everyone shows what was said to followers to nobody else while it is checked', () => {
  const { story } = town()
  const post = act(ana, 'content.published', { ...droplet, audience: 'followers' })
  const opens = act(ana, 'content.edited', { content: post.id, caption: writing('For all'), tags: [], audience: 'everyone', moods: [] })
  story.play([act(ben, 'accounts.followed', { account: ana.account }), post, filters(post, 'pass'), opens])
  expect(says(story, ben, post)).toBe('By the river')
  expect([ana, ben, mia, nova].map((who) => sees(story, who, post))).toEqual([true, true, true, false])
  story.when(act(nova, 'content.liked', { content: post.id })).isRefusedBy('SHR-14')
  story.play([filters(post, 'pass', '1')])
  expect(sees(story, nova, post)).toBe(true)
})

test('FLT-2, FLT-3: an edit that changes only the category comes before the filter again', () => {
  const { story, post } = town()
  const { caption, tags } = droplet
  const under = (category: Category) =>
    act(ana, 'content.edited', { content: post.id, caption, tags, category, audience: 'everyone', moods: [] })
  story.play([filters(post, 'pass'), under('music')])
  expect(story.ask(unexamined, { size: 10 })).toMatchObject([{ subject: of(post, '1') }])
  expect([ana, ben].map((who) => story.read((w) => wordingFor(w, who.account, post.id))?.category)).toEqual(['music', null])
  story.play([filters(post, 'pass', '1'), under('music')])
  expect(story.ask(unexamined, { size: 10 })).toEqual([])
})

test('FLT-3: an edit that changes only for whom a post is meant is not looked at again', () => {
  const { story, post } = town()
  const { caption, tags } = droplet
  story.play([filters(post, 'pass')])
  story.play([act(ana, 'content.edited', { content: post.id, caption, tags, audience: 'followers', moods: [] })])
  expect(story.ask(unexamined, { size: 10 })).toEqual([])
})

test('FLT-3: where the policy has the filter look afterwards, a post is seen at once; where it is off, nobody looks', () => {
  const after = town({ 'content.checks': 'after' })
  expect(sees(after.story, ben, after.post)).toBe(true)
  expect(after.story.ask(unexamined, { size: 10 })).toMatchObject([{ subject: of(after.post), ready: true }])
  after.story.when(filters(after.post, 'block')).isAccepted()
  expect(sees(after.story, ben, after.post)).toBe(false)

  const off = town({ 'content.checks': 'off' })
  expect(sees(off.story, ben, off.post)).toBe(true)
  expect(off.story.ask(unexamined, { size: 10 })).toEqual([])
  off.story.when(filters(off.post, 'pass')).isRefusedBy('FLT-2', { gate: null })
})

test('GEN-7, GEN-3: what the filter is sure of is made for nobody, and a face only for an AI account', () => {
  for (const wish of wishes)
    for (const kind of ['real', 'ai'] as const) {
      expect(refusePrompt(kind, wish, 'block')).toBe('GEN-7')
      for (const advice of ['pass', 'doubt'] as const)
        expect(refusePrompt(kind, wish, advice)).toBe(wish === 'face' && kind === 'real' ? 'GEN-3' : undefined)
    }
})

// FLT-1, FLT-2: whose word counts, and how often

test('FLT-1: only what the host has signed counts', () => {
  const { story, post } = town()
  const { data } = filters(post, 'pass')
  for (const who of [ana, mia, cleo]) story.when(anyAct(who, 'filter.found', data)).isRefusedBy('FLT-1')
  story.when(filters(post, 'pass')).isAccepted()
})

test('FLT-2: a finding is about what a post says now, and there is one', () => {
  const { story, post } = town()
  story.when(filters(post, 'pass', '1')).isRefusedBy('FLT-2', { version: '0' })
  story.play([filters(post, 'pass')])
  story.when(filters(post, 'block')).isRefusedBy('FLT-2', { gate: null })
  story.play([rewrites(post, 'other words')])
  story.when(filters(post, 'block')).isRefusedBy('FLT-2', { version: '1' })
  story.when(filters(post, 'block', '1')).isAccepted()
})

test('FLT-2: nothing is found in what is not there, was deleted, or is no post', () => {
  const { story, post } = town()
  story.when(filters({ id: writing('nothing').hash }, 'pass')).isRefusedBy('FLT-2')
  const profile = { subject: { kind: 'profile', id: ana.account, version: '0' } }
  story.when(filters(post, 'pass', '0', profile)).isRefusedBy('FLT-2')
  story.play([act(ana, 'content.deleted', { content: post.id })])
  story.when(filters(post, 'pass')).isRefusedBy('FLT-2')
})

test('LOG-1: what is not clean says what was seen, or what could not be looked at', () => {
  const { story, post } = town()
  const wrong: readonly [Parameters<typeof filters>[1], object][] = [
    ['doubt', { hits: [] }],
    ['block', { hits: [] }],
    ['block', { hits: [], unseen: ['pictures'] }],
    ['pass', { unseen: ['pictures'] }],
    ['doubt', { hits: [{ category: 'spam', sure: 1_001, where: 'words', saw: 'x' }] }],
    ['pass', { prints: ['0123'] }],
  ]
  for (const [advice, more] of wrong) story.when(filters(post, advice, '0', more)).isRefusedBy('LOG-1')
  story.when(filters(post, 'doubt', '0', { hits: [], unseen: ['pictures'] })).isAccepted()
})

// FLT-4, FLAG-2: doubts

test('FLAG-2, FLT-4: what is doubtful is a case for a moderator, and is seen meanwhile', () => {
  const { story, post } = town()
  const doubt = filters(post, 'doubt')
  story.play([doubt])
  expect(sees(story, ben, post)).toBe(true)
  expect(story.ask(caseQueue, { queue: 'untriaged' }, mia).items).toMatchObject([
    { source: 'filter', breach: 'unethical', clause: 'CONT-3', reports: 0, concerned: { account: ana.account } },
  ])
  const found = story.ask(finding, { kind: 'content', id: post.id }, mia)
  expect(found).toMatchObject({ advice: 'doubt', filter: 'test-1', current: true, clause: 'CONT-3', hits: [{ saw: 'an insult' }] })
  expect(story.ask(finding, { kind: 'content', id: post.id }, ana)?.id).toBe(doubt.id)
  expect(story.ask(finding, { kind: 'content', id: post.id }, ben)).toBeNull()
})

test('FLT-4, CASE-7: under the other reading what is doubtful waits, until a moderator’s word that it is clear takes effect', () => {
  const { story, post } = town({ 'filter.doubtful': 'waits' })
  story.play([filters(post, 'doubt')])
  expect([sees(story, ana, post), sees(story, ben, post)]).toEqual([true, false])
  expect(story.ask(feed, {}, ana).items).toMatchObject([{ waits: 'doubtful' }])
  const found = caseOn(story, post)
  story.play([claims(mia, found as Deed), decides(mia, found, 'clear')]).after(GRACE - 1_000)
  expect(sees(story, ben, post)).toBe(false)
  story.after(1_000)
  expect(sees(story, ben, post)).toBe(true)
})

test.each([
  ['what the filter held back', (post: Deed) => filters(post, 'doubt')],
  ['what could not be looked at', (post: Deed) => filters(post, 'doubt', '0', { hits: [], unseen: ['pictures'] })],
  ['what the filter took down', (post: Deed) => filters(post, 'block')],
  ['what the filter has not come to', (post: Deed) => finds(mia, of(post))],
])('CASE-7, FLT-4: a moderator clears %s and undoes it: nobody else has seen it, then or later', (_, comesToTheDesk) => {
  const { story, post } = town({ 'filter.doubtful': 'waits' })
  story.play([comesToTheDesk(post)])
  const found = caseOn(story, post) as Deed
  const decision = decides(mia, found, 'clear')
  story.play([claims(mia, found), decision])
  expect(sees(story, ben, post)).toBe(false)
  story.play([undoes(mia, decision)])
  expect(sees(story, ben, post)).toBe(false)
  story.after(GRACE)
  expect(sees(story, ben, post)).toBe(false)
  story.play([decides(mia, found, 'clear')]).after(GRACE)
  expect(sees(story, ben, post)).toBe(true)
})

test('CASE-7, FLT-3: who cleared a post that was changed meanwhile lets through what it said then, and nothing newer', () => {
  const { story, post } = town({ 'filter.doubtful': 'waits' })
  story.play([filters(post, 'doubt')])
  const found = caseOn(story, post) as Deed
  story.play([claims(mia, found), decides(mia, found, 'clear'), rewrites(post, 'other words')])
  expect(sees(story, ben, post)).toBe(false)
  story.after(GRACE)
  expect(says(story, ben, post)).toBe('By the river')
  story.play([filters(post, 'pass', '1')])
  expect(says(story, ben, post)).toBe('other words')
})

test('FLT-4: what could not be looked at waits for a person under either reading', () => {
  for (const reading of ['shown', 'waits']) {
    const { story, post } = town({ 'filter.doubtful': reading })
    story.play([filters(post, 'doubt', '0', { hits: [], unseen: ['pictures'] })])
    expect(sees(story, ben, post)).toBe(false)
    expect(story.expect(cases, caseOn(story, post).id)).toMatchObject({ source: 'filter', breach: 'policy' })
    const found = caseOn(story, post)
    story.play([claims(mia, found as Deed), decides(mia, found, 'remove')]).after(GRACE)
    expect([sees(story, ben, post), stateOf(story, post)]).toEqual([false, 'taken down'])
  }
})

test.each([
  [769, {}, 'shown'],
  [770, {}, 'being checked'],
  [599, { 'filter.waitsFrom': 6_000 }, 'shown'],
  [600, { 'filter.waitsFrom': 6_000 }, 'being checked'],
] as const)(
  'FLT-4: what the filter is nearly sure of, with %i thousandths under %o, is %s until a person has looked',
  (sure, parameters, state) => {
    const { story, post } = town(parameters)
    story.play([
      filters(post, 'doubt', '0', { hits: [{ category: 'threat', sure, where: 'words', saw: 'words of harm, perhaps in jest' }] }),
    ])
    expect(stateOf(story, post)).toBe(state)
    expect(caseOn(story, post).id).not.toBe('')
  },
)

test('FLT-4: a moderator lets through by hand what the filter has not come to', () => {
  const { story, post } = town()
  const opening = finds(mia, of(post))
  story.play([opening, claims(mia, opening), decides(mia, opening, 'clear')]).after(GRACE)
  expect(sees(story, ben, post)).toBe(true)
  story.when(filters(post, 'block')).isRefusedBy('FLT-2')
})

test('CASE-14: what waits for a moderator is let through as it says now', () => {
  const { story, post } = town({ 'filter.doubtful': 'waits' })
  story.play([filters(post, 'doubt')])
  const found = caseOn(story, post) as Deed
  story.play([claims(mia, found), rewrites(post, 'other words'), filters(post, 'doubt', '1')])
  story.when(decides(mia, found, 'clear')).isRefusedBy('CASE-14', { version: '1' })
  story.when(decides(mia, found, 'clear', { version: '1' })).isAccepted()
  story.after(GRACE)
  expect(says(story, ben, post)).toBe('other words')
})

test('FLT-4: a doubt that comes while a decision about what it said before waits is a case of its own', () => {
  const { story, post } = town({ 'filter.doubtful': 'waits' })
  story.play([filters(post, 'doubt')])
  const first = caseOn(story, post) as Deed
  story.play([claims(mia, first), decides(mia, first, 'clear'), rewrites(post, 'other words'), filters(post, 'doubt', '1')]).after(GRACE)
  expect(says(story, ben, post)).toBe('By the river')
  const second = caseOn(story, post) as Deed
  expect(second.id).not.toBe(first.id)
  story.play([claims(mia, second), decides(mia, second, 'clear', { version: '1' })]).after(GRACE)
  expect(says(story, ben, post)).toBe('other words')
})

// FLAG-1, FLT-5: blocks

test('FLAG-1, FLT-5: what is clear is taken down at once, with a statement of reasons, and no flag comes of it', () => {
  const { story, post } = town()
  const block = filters(post, 'block')
  story.play([block])
  expect([ana, mia, ben].map((who) => sees(story, who, post))).toEqual([true, true, false])
  expect(story.read((w) => sheetOf(w, ana.account))).toMatchObject({ violation: [], yellow: [], red: [], black: [] })
  expect(story.ask(myDecisions, {}, ana).items).toMatchObject([
    {
      id: block.id,
      outcome: 'block',
      automated: true,
      clause: 'CONT-1',
      reasons: null,
      appealRefusedBy: null,
      ended: null,
      subject: { id: post.id },
    },
  ])
  const shown = story.ask(oneCase, { case: caseOn(story, post).id }, mia)
  expect(shown).toMatchObject({ source: 'filter', state: 'open', trace: [{ did: 'opened: filter' }, { did: 'filter: block' }] })
})

test('FLT-5: its maker appeals at once, and a moderator who overturns it puts the post up again', () => {
  const { story, post } = town()
  const block = filters(post, 'block')
  story.play([block])
  story.when(appeals(ben, block)).isRefusedBy('APL-1')
  story.play([appeals(ana, block)])
  story.when(answers(ana, block, 'overturned')).isRefusedBy('CASE-1')
  story.play([answers(mia, block, 'overturned')])
  expect(sees(story, ben, post)).toBe(true)
  expect(story.expect(decisions, block.id).ended?.why).toBe('overturned')
  expect(story.expect(cases, block.id).state).toBe('done')
  expect(caseOn(story, post).id).toBe('')
  expect(story.ask(filterStatistics, {}, cleo)).toMatchObject({
    versions: [{ filter: 'test-1', pass: 0, doubt: 0, block: 1 }],
    overturned: 1,
  })
  expect(story.ask(filterStatistics, {}, mia)).toBeNull()
})

test('FLT-5: an appeal that is not granted is the moderator’s word: the post stays down, and there is no second one', () => {
  const { story, post } = town()
  const block = filters(post, 'block')
  story.play([block, appeals(ana, block), answers(mia, block, 'kept')])
  expect(sees(story, ben, post)).toBe(false)
  expect(story.expect(cases, block.id)).toMatchObject({ state: 'done', block: null })
  story.when(appeals(ana, block)).isRefusedBy('APL-1')
  expect(story.ask(filterStatistics, {}, cleo)).toMatchObject({ confirmed: 1, standing: 0 })
})

test('CASE-13: while the appeal is open, the case is decided by answering it', () => {
  const { story, post } = town()
  const block = filters(post, 'block')
  story.play([block, claims(mia, block), appeals(ana, block)])
  story.when(decides(mia, block, 'clear')).isRefusedBy('CASE-13')
  story.play([answers(max, block, 'kept')])
  story.when(decides(mia, block, 'clear')).isRefusedBy('CASE-5')
})

test('FLAG-2, APL-3: a moderator confirms what the filter did, and that decision is the one to appeal against', () => {
  const { story, post } = town()
  const block = filters(post, 'block')
  const decision = decides(mia, block, 'remove')
  story.play([block, claims(mia, block), decision])
  story.when(appeals(ana, block)).isRefusedBy('APL-3', { state: 'waiting' })
  story.after(GRACE)
  expect(story.expect(decisions, block.id).ended).toMatchObject({ why: 'confirmed', event: decision.id })
  story.when(appeals(ana, block)).isRefusedBy('APL-3', { ended: 'confirmed' })
  expect(story.read((w) => sheetOf(w, ana.account)).violation).toHaveLength(1)
  story.play([appeals(ana, decision), answers(max, decision, 'overturned')])
  expect(sees(story, ben, post)).toBe(true)
  expect(story.read((w) => sheetOf(w, ana.account)).violation).toEqual([])
})

test('FLAG-2, CASE-7: a moderator clears what the filter took down: it is up again when that takes effect', () => {
  const { story, post } = town()
  const block = filters(post, 'block')
  story.play([block, claims(mia, block), decides(mia, block, 'clear')])
  expect(sees(story, ben, post)).toBe(false)
  story.after(GRACE)
  expect(sees(story, ben, post)).toBe(true)
  expect(story.expect(decisions, block.id).ended?.why).toBe('overturned')
})

test.each([
  ['lifts', 'clear', 'overturned', true],
  ['stands in the place of', 'remove', 'confirmed', false],
] as const)('FLAG-2, FLT-5: a decision about a changed post %s what the filter did before the change', (_, outcome, why, isSeen) => {
  const { story, post } = town()
  const block = filters(post, 'block')
  story.play([block, rewrites(post, 'kind words'), claims(mia, block), decides(mia, block, outcome, { version: '1' })]).after(GRACE)
  expect(story.expect(decisions, block.id).ended?.why).toBe(why)
  expect(story.expect(cases, block.id)).toMatchObject({ state: 'done', block: null })
  expect(sees(story, ben, post)).toBe(isSeen)
})

test('FLAG-2, FLT-5: a decision about what a post said before lifts nothing that the filter did to what it says now', () => {
  const { story, post } = town()
  const block = filters(post, 'block', '1')
  story.play([filters(post, 'doubt')])
  const found = caseOn(story, post) as Deed
  story.play([rewrites(post, 'cruel words'), block, claims(mia, found), decides(mia, found, 'clear')]).after(GRACE)
  expect(sees(story, ben, post)).toBe(false)
  expect(story.expect(decisions, block.id).ended).toBeNull()
  expect(caseOn(story, post).id).not.toBe('')
  expect(story.expect(cases, caseOn(story, post).id)).toMatchObject({ state: 'open', block: block.id })
})

test('APL-3: a block that another one has replaced is no longer appealed against, but the one in its place is', () => {
  const { story, post } = town()
  const first = filters(post, 'block')
  const second = filters(post, 'block', '1')
  story.play([first, appeals(ana, first)])
  expect(story.ask(openAppeals, {}, mia).items).toHaveLength(1)
  story.play([rewrites(post, 'cruel words'), second])
  expect(story.expect(decisions, first.id).ended?.why).toBe('replaced')
  expect(sees(story, ben, post)).toBe(false)
  expect(story.ask(openAppeals, {}, mia).items).toHaveLength(0)
  story.when(answers(mia, first, 'overturned')).isRefusedBy('APL-3', { ended: 'replaced' })
  story.when(answers(mia, first, 'kept')).isRefusedBy('APL-3', { ended: 'replaced' })
  story.when(appeals(ana, second)).isAccepted()
  expect(story.ask(openAppeals, {}, mia).items).toHaveLength(1)
  story.when(answers(mia, second, 'overturned')).isAccepted()
  expect(sees(story, ben, post)).toBe(true)
})

test('FLT-6: a post that its maker has mended is up again, unless a person has spoken', () => {
  const { story, post } = town()
  const block = filters(post, 'block')
  story.play([block, rewrites(post, 'kind words')])
  expect(sees(story, ben, post)).toBe(false)
  story.play([filters(post, 'pass', '1')])
  expect(says(story, ben, post)).toBe('kind words')
  expect(story.expect(decisions, block.id).ended?.why).toBe('changed')

  const other = town()
  const kept = filters(other.post, 'block')
  other.story.play([
    kept,
    appeals(ana, kept),
    answers(mia, kept, 'kept'),
    rewrites(other.post, 'kind words'),
    filters(other.post, 'pass', '1'),
  ])
  expect(sees(other.story, ben, other.post)).toBe(false)
})

test('CORE-6: a copy of somebody else’s work falls under copyright, and names the earlier one', () => {
  const { story, post } = town()
  const copy = posts(ben)
  const hits = [{ category: 'duplicate', sure: 990, where: 'image 1', saw: 'the same picture as an earlier post', of: post.id }]
  const found = filters(copy, 'block', '0', { hits, prints: ['00ff00ff00ff00ff'] })
  story.play([filters(post, 'pass', '0', { prints: ['00ff00ff00ff00ff'] }), copy, found])
  expect(story.ask(myDecisions, {}, ben).items).toMatchObject([{ outcome: 'block', clause: 'CONT-2' }])
  expect(story.expect(findings, found.id).hits).toEqual(hits)
  expect(story.expect(latest, `content ${copy.id}`).finding).toBe(found.id)
})

test('CASE-3: no moderator answers for their own post, blocked or doubtful', () => {
  const post = posts(moe)
  const block = filters(post, 'block')
  const story = given(...staff, post, block)
  story.when(claims(moe, block)).isRefusedBy('CASE-3', { conflict: 'own' })
  story.play([appeals(moe, block)])
  story.when(answers(moe, block, 'overturned')).isRefusedBy('CASE-3')
})

test('NFT-4: a post that is being checked can be deleted, and then nobody has to look at it', () => {
  const { story, post } = town()
  story.play([act(ana, 'content.deleted', { content: post.id })])
  expect(story.ask(unexamined, { size: 10 })).toEqual([])
  expect(story.expect(contents, post.id).deleted).not.toBeNull()
})

test('SHR-12: an edit under the filter keeps what it said before on record', () => {
  const { story, post } = town()
  story.play([filters(post, 'pass'), edits(ana, post)])
  expect(says(story, ana, post)).toBe('')
  expect(says(story, ben, post)).toBe('By the river')
})
