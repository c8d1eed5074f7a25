import { t } from '../../../language'
import { For, Show } from 'solid-js'
import { exactly } from '../../../ui/Time'
import type { FlagLine } from '../views'
import './FlagHistory.css'
import { breachWords, gradeWords } from './words'

/** What an account ever had to its name, and why what counts no more does not. */
export function FlagHistory(props: { readonly flags: readonly FlagLine[] }) {
  return (
    <ul class="flag-list">
      <For each={props.flags}>
        {(flag) => (
          <li class="flag-line" data-counts={flag.counts ? '' : undefined}>
            <span class="flag-dot" data-grade={flag.grade} aria-hidden="true" />
            <div>
              <p>
                <strong>{gradeWords[flag.grade]}</strong>
                <Show when={flag.of.length > 0}> {t`made of ${flag.of.length} lighter ones`}</Show>,{' '}
                {breachWords[flag.breach].label.toLowerCase()}{' '}
                <a class="clause-id" href={`/handbook#${flag.clause}`}>
                  {flag.clause}
                </a>
              </p>
              <p class="flag-when">{t`Since ${exactly(flag.at)}. ${stateOf(flag)}`}</p>
            </div>
          </li>
        )}
      </For>
    </ul>
  )
}

function stateOf({ counts, until, ended, into }: FlagLine): string {
  if (ended) return t`${{ faded: t`Faded`, reviewed: t`Reviewed`, overturned: t`Overturned` }[ended.why]} on ${exactly(ended.at)}.`
  if (into !== null) return t`Went into a heavier flag, and does not count by itself.`
  if (!counts) return t`Counts no more.`
  return until === null ? t`Counts until it is overturned.` : t`Counts until ${exactly(until)}.`
}
