/** Lists that change under somebody's finger. */
import { createComponent, createRoot } from 'solid-js'
import { expect, onTestFinished, test } from 'vitest'
import { areas } from '../../src/areas'
import { blockedAccounts, followers, following, type Face, people } from '../../src/areas/accounts/views'
import type { Question } from '../../src/areas/area'
import { likers } from '../../src/areas/content/reactionViews'
import { createAnswer, type Session, SessionProvider } from '../../src/ui/session'
import { ana, arrives, ben, type Person, person, town } from '../support/cast'
import { act, BEGINS, DAY, type Deed, stage } from '../support/given'
import { note } from '../support/posts'

const post = act(ana, 'content.published', note)
const zoe = person('zoe')
const whom = ({ account }: Person) => ({ account })

// oxlint-disable-next-line typescript/no-explicit-any -- each takes something else
test.each<[string, Question<any, { readonly items: readonly Face[] }>, object, (who: Person) => readonly Deed[]]>([
  ['blocked people', blockedAccounts, {}, (who) => [act(ana, 'accounts.blocked', whom(who))]],
  ['followers', followers, whom(ana), (who) => [act(who, 'accounts.followed', whom(ana))]],
  ['the followed', following, whom(ana), (who) => [act(ana, 'accounts.followed', whom(who))]],
  ['likers', likers, { content: post.id }, (who) => [act(who, 'content.liked', { content: post.id })]],
  ['people', people, { text: '' }, () => []],
])('a row of %s stays that of whom it shows, whoever comes before them', (_, question, args, comes) => {
  const story = stage(areas).given(...town, post, ...comes(ben))
  let told = (_: object): void => {}
  const ask = () => story.ask(question, args, ana)
  const watch = (_: unknown, __: unknown, ___: unknown, answers: typeof told) => {
    ;(told = answers)(ask())
    return () => {}
  }
  const session = { me: () => ana.account, peer: () => ({ watch }), past: () => undefined } as unknown as Session
  let rows = (): readonly Face[] | undefined => []
  createRoot((dispose) => {
    onTestFinished(dispose)
    createComponent(SessionProvider, {
      session,
      get children() {
        const answer = createAnswer(question, () => args)
        rows = () => answer()?.items
        return undefined
      },
    })
  })
  const rowOf = (who: Person) => rows()?.find(({ account }) => account === who.account)
  const row = rowOf(ben)
  story.at(BEGINS + DAY).play([...arrives(zoe), ...comes(zoe)])
  told(ask())
  expect(rows()?.[0]).toMatchObject(whom(zoe))
  expect(row).toMatchObject(whom(ben))
  expect(rowOf(ben)).toBe(row)
})
