import { t } from '../../../language'
import { A } from '@solidjs/router'
import Flag from 'lucide-solid/icons/flag'
import { createSignal, For, Show } from 'solid-js'
import { Choice } from '../../../ui/Choice'
import { Empty } from '../../../ui/Empty'
import { More } from '../../../ui/More'
import { createPages } from '../../../ui/pages'
import { Face } from '../../accounts/ui/Face'
import { blackBook, type blackLists } from '../views'
import { BlackReview, SecondEyes } from './BlackForms'
import { DecisionCard } from './DecisionCard'
import './MyDecisions.css'
import { stateWords } from './words'

type List = (typeof blackLists)[number]
const labels: { readonly [L in List]: string } = {
  waiting: t`Waiting`,
  banned: t`Banned`,
  suspended: t`Suspended`,
  referred: t`Referred`,
  ended: t`Cleared or overturned`,
}
const nothing: { readonly [L in List]: string } = {
  waiting: t`No black flag waits for a second moderator or for an admin.`,
  banned: t`Nobody is banned.`,
  suspended: t`Nobody was suspended for a time.`,
  referred: t`Law enforcement was not told.`,
  ended: t`No black flag was cleared, undone or overturned.`,
}

/** Black flags and what came of them: reviews that wait, bans, suspensions, referrals (FLAG-10, FLAG-11). */
export function BlackBook() {
  const [list, setList] = createSignal<List>('waiting')
  const pages = createPages(blackBook, () => ({ list: list() }))
  return (
    <>
      <Choice
        legend={t`Which black flags`}
        quiet
        options={Object.entries(labels).map(([value, label]) => ({ value: value as List, label }))}
        value={list()}
        onChange={setList}
      />
      <Show when={pages.items()?.length === 0}>
        <Empty picture={<Flag />} title={t`Nothing here`} says={nothing[list()]} />
      </Show>
      <ul class="my-decisions">
        <For each={pages.items()}>
          {(line) => (
            <li>
              <DecisionCard line={line}>
                <Show when={line.concerned}>
                  {(face) => <Face face={face()}>{line.state === null ? '' : stateWords[line.state]}</Face>}
                </Show>
                <Show when={line.case}>{(id) => <A href={`/desk/${id()}`}>{t`See the case`}</A>}</Show>
                <Show when={line.state === 'second' && line.ended === null}>
                  <SecondEyes decision={line.id} />
                </Show>
                <Show when={line.state === 'review' && line.ended === null}>
                  <BlackReview decision={line.id} />
                </Show>
              </DecisionCard>
            </li>
          )}
        </For>
      </ul>
      <More of={pages} />
    </>
  )
}
