import { plural, t } from '../../../language'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { Time } from '../../../ui/Time'
import { breachWords, levelWords } from '../../flags/ui/words'
import { kindWords } from '../../reports/ui/words'
import type { CaseCard } from '../views'
import './CaseRow.css'
import { caseTitle, decidedWords, endedBriefly, sourceWords, stateWords } from './words'

/** One case in a queue, with nothing of what it is about but the kind and whose it is. */
export function CaseRow(props: { readonly card: CaseCard; readonly current?: boolean }) {
  return (
    <A class="case-row" href={`/desk/${props.card.id}`} data-urgency={props.card.urgency} data-current={props.current ? '' : undefined}>
      <span class="case-row-title">
        {caseTitle(props.card, kindWords[props.card.subject.kind] ?? t`matter`)}
        <Show when={props.card.urgency === 2}>
          <span class="case-row-urgent">{t`Urgent`}</span>
        </Show>
      </span>
      <span class="case-row-soft">{[breachWords[props.card.breach].label, where(props.card), came(props.card)].join(' · ')}</span>
      <span class="case-row-soft">{t`The account: ${levelWords[props.card.standing].title.toLowerCase()}`}</span>
      <Time at={props.card.at} />
    </A>
  )
}

/** How far it is, by whom, and what was decided. */
function where({ state, by, outcome, ended, subject }: CaseCard): string {
  const done = stateWords[state] + (by ? t` by ${by.name}` : '')
  if (outcome === null) return done
  return `${done}: ${decidedWords(outcome, subject.kind).toLowerCase()}${ended === null ? '' : ` (${endedBriefly[ended].toLowerCase()})`}`
}

const came = ({ reports, source }: CaseCard): string =>
  reports === 0 ? sourceWords[source] : plural(reports, t`1 report`, t`${reports} reports`)
