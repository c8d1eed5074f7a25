/** The name of a collection before the desk: CASE-9, and how it is reported. */
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { collectionsBy, oneCollection } from '../../src/areas/content/galleryViews'
import { collections } from '../../src/areas/content/tables'
import { standing } from '../../src/areas/flags/rules'
import { openCaseOn } from '../../src/areas/moderation/subjects'
import { cases } from '../../src/areas/moderation/tables'
import { myDecisions, oneCase } from '../../src/areas/moderation/views'
import { versionOf } from '../../src/areas/reports/subjects'
import { subjectShown } from '../../src/areas/reports/ui/subjectShown'
import { reportable } from '../../src/areas/reports/views'
import { ana, ben, cleo, nova, type Person } from '../support/cast'
import { answers, appeals, claims, decides, files, finds, GRACE, house, max, mia, opens, outcomeIn, staff, undoes } from '../support/desk'
import { act, DAY, type Deed, stage, type Story, writing } from '../support/given'

const { given } = stage(areas, house)
const makes = (name: string, by: Person = ana): Deed => act(by, 'content.collectionCreated', { name: writing(name) })
const renames = ({ id }: Deed, name: string): Deed => act(ana, 'content.collectionRenamed', { collection: id, name: writing(name) })
const deletes = ({ id }: Deed): Deed => act(ana, 'content.collectionDeleted', { collection: id })
/** How a report or a case names it, as it is called now. */
const of = (story: Story, { id }: Deed) => ({
  kind: 'collection',
  id,
  version: story.read((w) => versionOf(w, { kind: 'collection', id })) ?? '',
})
const read = (story: Story, { id }: Deed, who: Person | undefined) => {
  const { name, takenDown } = story.ask(oneCollection, { collection: id }, who) ?? {}
  return [name?.text, takenDown]
}

/** A collection of ana's by a nasty name, which mia has removed; its grace is over. */
function removed(story = given(...staff)) {
  const made = makes('Nasty')
  story.play([made])
  const { opening, decision } = removes(story, made)
  return { story, made, opening, decision }
}
function removes(story: Story, made: Deed) {
  const subject = of(story, made)
  const opening = finds(mia, subject)
  const decision = decides(mia, opening, 'remove', { version: subject.version })
  story.play([opening, claims(mia, opening), decision]).after(GRACE)
  return { opening, decision }
}

test('FLAG-3, RPT-12: anybody but its owner reports the name of a collection, which goes along as evidence, and moderators decide', () => {
  const made = makes('Nasty')
  const story = given(...staff, made)
  const refusedBy = (who: Person) => story.ask(reportable, { kind: 'collection', id: made.id }, who).refusedBy
  expect([ben, ana, mia].map(refusedBy)).toEqual([null, 'RPT-12', 'RPT-11'])
  expect(story.ask(subjectShown, { kind: 'collection', id: made.id }, ben)).toMatchObject({
    people: [ana.account],
    evidence: { by: 'ana (@ana)', words: 'Nasty', files: [] },
  })
  const report = files(ben)
  const subject = of(story, made)
  const opening = opens(mia, report, subject)
  story.play([report, opening, claims(mia, opening), decides(mia, opening, 'yellow', { version: subject.version })]).after(GRACE)
  expect(outcomeIn(story, report)).toBe('upheld')
  expect(story.expect(cases, opening.id)).toMatchObject({ concerned: ana.account, state: 'done' })
  expect(story.read((w) => standing(w, ana.account).level)).toBe('yellow')
})

test('CASE-9: a name that is taken down is read only by its owner and the desk, in every list, until it is put up again', () => {
  const { story, made, decision } = removed()
  expect([ana, max, ben, undefined].map((who) => read(story, made, who))).toEqual([
    ['Nasty', true],
    ['Nasty', true],
    ['', true],
    ['', true],
  ])
  expect(story.ask(collectionsBy, { account: ana.account }, ben).map(({ name }) => name.text)).toEqual([''])
  expect(story.ask(subjectShown, { kind: 'collection', id: made.id }, ben)?.evidence.words).toBe('')
  expect(story.ask(myDecisions, {}, ana).items).toMatchObject([{ outcome: 'remove', subject: { kind: 'collection', id: made.id } }])
  story.play([appeals(ana, decision), answers(max, decision, 'overturned')])
  expect(read(story, made, ben)).toEqual(['Nasty', false])
})

test('CASE-7, CASE-9: it is down as soon as that is decided, and up when it is undone', () => {
  const made = makes('Nasty')
  const story = given(...staff, made)
  const opening = finds(mia, of(story, made))
  const decision = decides(mia, opening, 'remove')
  story.play([opening, claims(mia, opening), decision])
  expect(read(story, made, ben)).toEqual(['', true])
  story.play([undoes(mia, decision)])
  expect(read(story, made, ben)).toEqual(['Nasty', false])
})

test('CASE-9: another name in its place is seen, and can be taken down by itself; each decision that falls gives back its own', () => {
  const { story, made, decision } = removed()
  story.play([renames(made, 'Nice')])
  expect(read(story, made, ben)).toEqual(['Nice', false])
  story.play([renames(made, 'Nasty')])
  expect(read(story, made, ben)).toEqual(['', true])
  story.play([renames(made, 'Worse')])
  const second = removes(story, made)
  expect(read(story, made, ben)).toEqual(['', true])
  story.play([appeals(ana, decision), answers(max, decision, 'overturned')])
  expect(read(story, made, ben)).toEqual(['', true])
  story.play([renames(made, 'Nasty')])
  expect(read(story, made, ben)).toEqual(['Nasty', false])
  story.play([renames(made, 'Worse'), appeals(ana, second.decision), answers(max, second.decision, 'overturned')])
  expect(read(story, made, ben)).toEqual(['Worse', false])
})

test('CASE-2, RPT-5: a new name is reported anew; one that is down is answered by the case that took it down, one that was cleared by that', () => {
  const { story, made, opening, decision } = removed()
  const [same, other] = [files(ben), files(nova)]
  story.play([same, opens(max, same, of(story, made))])
  expect(outcomeIn(story, same)).toBe('upheld')
  story.when(finds(max, of(story, made))).isRefusedBy('CASE-2', { case: opening.id })
  story.play([renames(made, 'Worse')])
  const anew = opens(max, other, of(story, made))
  story.play([other, anew])
  expect([outcomeIn(story, other), story.read((w) => openCaseOn(w, of(story, made)))]).toEqual(['in review', anew.id])
  story.play([renames(made, 'Nasty'), appeals(ana, decision), answers(max, decision, 'overturned')])
  expect(story.ask(reportable, { kind: 'collection', id: made.id }, ben).refusedBy).toBe('RPT-5')
})

test.each(['open', 'waiting', 'done'] as const)(
  'CASE-9, CASE-10: a collection that is deleted while its case is %s breaks nothing of it',
  (state) => {
    const made = makes('Nasty')
    const story = given(...staff, made)
    const subject = of(story, made)
    const opening = finds(mia, subject)
    const decision = decides(mia, opening, 'remove', { version: subject.version })
    story.play([opening, claims(mia, opening)])
    if (state !== 'open') story.play([decision])
    if (state === 'done') story.after(GRACE)
    story.play([deletes(made)])
    expect(story.ask(oneCase, { case: opening.id }, mia)).toMatchObject({ version: null, concerned: { account: ana.account } })
    if (state === 'open') story.play([decision])
    story.after(GRACE)
    expect(story.read((w) => standing(w, ana.account).violations)).toBe(1)
    story.play([appeals(ana, decision), answers(max, decision, 'overturned')])
    expect(story.read((w) => standing(w, ana.account).violations)).toBe(0)
    expect(story.ask(oneCollection, { collection: made.id }, ana)).toBeNull()
    story.when(finds(mia, subject)).isRefusedBy('CASE-10', { subject: 'unknown' })
  },
)

test('CASE-3: nobody at the desk decides about a collection of their own', () => {
  const made = makes('Nasty', mia)
  const story = given(...staff, made)
  story.when(finds(mia, of(story, made))).isRefusedBy('CASE-3', { conflict: 'own' })
  story.when(finds(max, of(story, made))).isAccepted()
})

test('DEL-2, CASE-9: of an account that is deleted no collection is up', () => {
  const made = makes('Nasty')
  const story = given(...staff, made, act(ana, 'accounts.deletionRequested', {})).after(2 * DAY)
  story.play([act(ana, 'accounts.deletionConfirmed', {})])
  const opening = finds(mia, of(story, made))
  story.play([opening, claims(mia, opening), decides(mia, opening, 'remove')]).after(GRACE)
  expect(story.ask(oneCollection, { collection: made.id }, cleo)).toBeNull()
  expect(story.expect(cases, opening.id).state).toBe('done')
  expect(story.expect(collections, made.id).covered).toBeUndefined()
})
