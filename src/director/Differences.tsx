/** Where two futures part: people's standing, their money, and acts that would have gone another way. */
import { rich, t } from '../language'
import { For, type JSX, Show } from 'solid-js'
import { profile } from '../areas/accounts/views'
import { differenceInWords } from '../areas/flags/ui/fateWords'
import { levelWords } from '../areas/flags/ui/words'
import { houseNames, isHouse } from '../areas/ledger/ui/words'
import type { Fate } from '../peer/fates'
import type { Futures } from '../peer/whatIf'
import { capital, deedInWords, otherIn } from '../ui/deeds'
import { createMedia } from '../ui/media'
import { Money } from '../ui/Money'
import { createAnswer } from '../ui/session'
import { exactly } from '../ui/Time'
import { createName } from './createName'
import { BESIDE, DifferingScreens, type Way } from './DifferingScreens'

/** Shown at most of each kind; how many more there are is said. */
const SHOWN = 30

/** @param props.open shows a screen in both */
export function Differences(props: { readonly futures: Futures; readonly busy: boolean; readonly open: (way: Way) => void }) {
  const { purses, fates, acts } = {
    purses: () => props.futures.purses,
    fates: () => props.futures.fates,
    acts: () => props.futures.acts,
  }
  const actsInWords = () => (acts().length === 1 ? t`1 act` : t`${acts().length} acts`)
  const pursesInWords = () => (purses().length === 1 ? t`1 balance` : t`${purses().length} balances`)
  const fatesInWords = () => (fates().length === 1 ? t`1 person` : t`${fates().length} people`)
  const isWide = createMedia(BESIDE)
  // In a pane, as of a tour, what is listed is what is talked about.
  const isOpen = () => isWide() || window.parent !== window
  const Fold = (fold: { readonly says: string; readonly children: JSX.Element }) => (
    <details class="differing-fold" open={isOpen()}>
      <summary>{fold.says}</summary>
      {fold.children}
    </details>
  )
  return (
    <section class="director-part" aria-label={t`Where they differ`} aria-busy={props.busy}>
      <p role="status">
        {rich`${<strong>{actsInWords()}</strong>} would have turned out differently, ${<strong>{pursesInWords()}</strong>} would be different, and ${<strong>{fatesInWords()}</strong>} would have a different standing.`}
      </p>
      <Show when={props.futures.screens.length > 0}>
        <DifferingScreens screens={props.futures.screens} open={props.open} />
      </Show>
      <Show when={purses().length > 0}>
        <Fold says={pursesInWords()}>
          <table class="director-table">
            <thead>
              <tr>
                <th scope="col">{t`Who`}</th>
                <th scope="col">{t`has`}</th>
                <th scope="col">{t`would have`}</th>
              </tr>
            </thead>
            <tbody>
              <For each={purses().slice(0, SHOWN)}>
                {(purse) => (
                  <tr>
                    <td>
                      <Name account={purse.account} />
                    </td>
                    <td>
                      <Money amount={purse.is} currency={purse.currency} />
                    </td>
                    <td>
                      <Money amount={purse.would} currency={purse.currency} />
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
          <More count={purses().length} />
        </Fold>
      </Show>
      <Show when={fates().length > 0}>
        <Fold says={fatesInWords()}>
          <ul class="director-fates">
            <For each={fates().slice(0, SHOWN)}>{(fate) => <Standing fate={fate} />}</For>
          </ul>
          <More count={fates().length} />
        </Fold>
      </Show>
      <Show when={acts().length > 0}>
        <Fold says={actsInWords()}>
          <ul class="director-fates">
            <For each={acts().slice(0, SHOWN)}>
              {({ step, would }) => (
                <li>
                  <Deed type={step.body.type} data={step.body.data} /> <span class="director-small">{exactly(step.at)}</span>
                  <br />
                  {would === null
                    ? t`would have gone through`
                    : t`would have been refused: ${would.clauses.map(({ id }) => id).join(', ') || would.why}`}
                </li>
              )}
            </For>
          </ul>
          <More count={acts().length} />
        </Fold>
      </Show>
    </section>
  )
}

function More(props: { readonly count: number }) {
  return (
    <Show when={props.count > SHOWN}>
      <p class="director-small">{t`And ${props.count - SHOWN} more.`}</p>
    </Show>
  )
}

function Standing(props: { readonly fate: Fate }) {
  return (
    <li>
      <strong>
        <Name account={props.fate.account} />
      </strong>
      {': '}
      {levelWords[props.fate.level.is].title}
      {props.fate.level.is === props.fate.level.would
        ? t`, and it would stay that way.`
        : t`; with the change: ${levelWords[props.fate.level.would].title.toLowerCase()}.`}
      <For each={props.fate.differences}>{(difference) => <div class="director-small">{differenceInWords(difference)}</div>}</For>
    </li>
  )
}

function Name(props: { readonly account: string }) {
  const name = createName(() => (isHouse(props.account) ? undefined : props.account))
  return <bdi>{isHouse(props.account) ? houseNames[props.account] : (name() ?? t`Somebody`)}</bdi>
}

function Deed(props: { readonly type: string; readonly data: Parameters<typeof deedInWords>[1] }) {
  const other = createAnswer(profile, () => {
    const account = otherIn(props.data)
    return account === undefined ? undefined : { account }
  })
  return <>{capital(deedInWords(props.type, props.data, other()?.name))}</>
}
