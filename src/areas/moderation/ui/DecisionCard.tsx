import { rich, t } from '../../../language'
import { type JSX, Show } from 'solid-js'
import { Pending } from '../../../ui/Pending'
import { exactly, Time } from '../../../ui/Time'
import { WordsShown } from '../../content/ui/WordsShown'
import { kindWords } from '../../reports/ui/words'
import type { DecisionLine } from '../views'
import './DecisionCard.css'
import { SubjectLink } from './SubjectLink'
import { decidedWords, endedBriefly, endedWords, reviewWords } from './words'

/** A decision as whom it concerns and the desk read it: what, by which clause, for which reasons, and what came of it since. */
export function DecisionCard(props: {
  readonly line: DecisionLine
  /** What the filter saw, where it was the filter. */
  readonly finding?: JSX.Element
  /** Whoever reads it is the one to answer the appeal. */
  readonly answers?: boolean
  readonly children?: JSX.Element
}) {
  const line = () => props.line
  return (
    <article class="card decision" data-ended={line().ended ? '' : undefined}>
      <header>
        <h2 tabindex="-1">{decidedWords(line().outcome, line().subject?.kind)}</h2>
        <Show when={line().ended}>{(ended) => <span class="decision-mark">{endedBriefly[ended().why]}</span>}</Show>
        <Pending standing={line().standing} />
        <Time at={line().at} />
      </header>
      <Show when={line().subject}>
        {(subject) => (
          <p>
            {t`${line().report === null ? t`About` : t`About the report of`} this`}{' '}
            <SubjectLink subject={subject()}>{kindWords[subject().kind] ?? t`matter`}</SubjectLink>
            <Show when={line().clause}>
              {(clause) => (
                <>
                  {rich`, under ${(
                    <a class="clause-id" href={`/handbook#${clause()}`}>
                      {clause()}
                    </a>
                  )}`}
                </>
              )}
            </Show>
          </p>
        )}
      </Show>
      <Show when={line().reasons}>{(words) => <Said title={t`Reasons`} words={words()} />}</Show>
      {props.finding}
      <p class="decision-soft">
        {line().automated
          ? t`The filter did this by itself. No flag comes of it, and a person looks at it.`
          : t`A person decided this, not a machine.`}{' '}
        {effect(line())}
      </p>
      <Show when={line().review}>
        {(review) => (
          <div class="decision-then">
            <h3>
              {t`An admin’s review: ${reviewWords[review().outcome]}${review().until === null ? '' : t` until ${exactly(review().until as number)}`}`}
            </h3>
            <Said title={t`Reasons of the review`} words={review().reasons} />
            <Show when={review().referral}>
              <p class="decision-soft">{t`Law enforcement was told.`}</p>
            </Show>
          </div>
        )}
      </Show>
      <Show when={line().appeal}>
        {(appeal) => (
          <div class="decision-then">
            <h3>{t`Appealed against ${exactly(appeal().at)}`}</h3>
            <Said title={t`Reasons of the appeal`} words={appeal().reasons} />
            <Show
              when={appeal().answer}
              fallback={
                <Show when={line().ended || !props.answers}>
                  <p class="decision-soft">
                    {line().ended
                      ? t`It was never answered: the decision it was about no longer stands.`
                      : t`Somebody else at the desk will decide about it.`}
                  </p>
                </Show>
              }
            >
              {(answer) => (
                <>
                  <h3>{answer().outcome === 'kept' ? t`The decision was kept` : t`The decision was overturned`}</h3>
                  <Said title={t`Reasons of the answer`} words={answer().reasons} />
                </>
              )}
            </Show>
          </div>
        )}
      </Show>
      <Show when={line().ended}>
        {(ended) => <p class="decision-ended">{rich`${endedWords[ended().why]}, ${<Time at={ended().at} exact />}.`}</p>}
      </Show>
      {props.children}
    </article>
  )
}

function Said(props: { readonly title: string; readonly words: NonNullable<DecisionLine['reasons']> }) {
  return (
    <blockquote class="decision-said" aria-label={props.title}>
      <WordsShown words={props.words} />
    </blockquote>
  )
}

function effect({ effective, undoUntil, ended, report, outcome, confirmed }: DecisionLine): string {
  if (ended || report !== null) return ''
  if (outcome === 'black' && effective === null)
    return confirmed
      ? t`Until an admin has reviewed it, the account publishes nothing. After that it can be appealed.`
      : t`It takes effect for the account once a second moderator agrees.`
  return effective === null
    ? t`It takes effect after ${exactly(undoUntil)}, unless it is undone.`
    : t`In effect since ${exactly(effective)}.`
}
