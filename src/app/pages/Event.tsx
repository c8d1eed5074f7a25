import { t } from '../../language'
import { A, useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { PostTile } from '../../areas/content/ui/PostTile'
import { WhySeen } from '../../areas/content/ui/WhySeen'
import { beginning, mediaWords } from '../../areas/content/ui/words'
import { oneContent } from '../../areas/content/views'
import { DepositOnItsWay } from '../../areas/ledger/ui/Deposits'
import { Postings } from '../../areas/ledger/ui/Postings'
import { postingsQuestion } from '../../areas/ledger/views'
import { Page } from '../../ui/Page'
import { subjectShown } from '../../areas/reports/ui/subjectShown'
import { reportable } from '../../areas/reports/views'
import { createAnswer, useSession } from '../../ui/session'
import { createWhy, WhyBody } from '../../ui/Why'
import './Event.css'

/** All about one act: what it was, why it stands, and the money it moved. */
export function Event() {
  const session = useSession()
  const params = useParams<{ id: string }>()
  const id = () => (/^[A-Za-z0-9_-]{43}$/.test(params.id) ? params.id : 'A'.repeat(43))
  const why = createWhy(id)
  const booked = createAnswer(postingsQuestion, () => ({ event: id() }))
  const told = createAnswer(reportable, () => ({ kind: 'note', id: id() }))
  const note = createAnswer(subjectShown, () => ({ kind: 'note', id: id() }))
  const content = createAnswer(oneContent, () => ({ content: id() }))
  const post = () => {
    const found = content()
    return found?.state === 'shown' ? found : undefined
  }
  const nameOf = (account: string) => booked()?.people.find((face) => face.account === account)?.name
  return (
    <Page title={why.title()} back>
      <div class="event">
        <Show when={post()}>
          {(card) => (
            <>
              <div class="event-post">
                <PostTile card={card()} />
                <A href={`/post/${id()}`} dir="auto">
                  {beginning(card().caption?.text ?? '', 90) || mediaWords[card().media].one}
                </A>
              </div>
              <WhySeen content={card().id} />
            </>
          )}
        </Show>
        <WhyBody why={why.answer()}>
          <DepositOnItsWay event={id()} />
          <Show when={booked()?.entries.length}>
            <section class="event-part" aria-labelledby="booked">
              <h2 id="booked">{t`How it was booked`}</h2>
              <Postings postings={booked()?.entries ?? []} nameOf={nameOf} />
            </section>
          </Show>
          <Show when={told()?.refusedBy === null}>
            <p>
              <Show when={note()?.evidence.words}>{(words) => <q dir="auto">{words()}</q>}</Show>{' '}
              <A href={`/report/note/${id()}`}>{t`Report the words that came with it`}</A>
            </p>
          </Show>
          <Show when={booked() === null}>
            <p class="event-private">{t`Only those who took part see the money in it.`}</p>
          </Show>
          <Show when={why.answer()?.standing === 'final' && !session.past()}>
            <p>
              <A href={`/what-if?without=/event/${id()}`}>{t`What if this had not happened?`}</A>
            </p>
          </Show>
        </WhyBody>
      </div>
    </Page>
  )
}
