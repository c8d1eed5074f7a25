import { t } from '../../../language'
import { createMemo, For, Index, type JSX, Show } from 'solid-js'
import { createAnswer } from '../../../ui/session'
import { Face } from '../../accounts/ui/Face'
import { Section } from '../../accounts/ui/Section'
import { type Face as FaceOf, profile } from '../../accounts/views'
import { reporterQuestion } from '../../reports/views'
import { moderatorStatistics } from '../views'
import { accuracyOf, createBook, type Entry } from './book'
import './DeskPeople.css'

/** What is told of a moderator, and of a reporter. */
const work = [t`Claimed now`, t`Decided`, t`Undone`, t`Judged reports`, t`Answered appeals`, t`Time to decide`, t`Overturned`]
const reporting = [t`Reports read`, t`Upheld`, t`Misuse`, t`Reporting`]

/** Reporters shown at most; who reported most comes first. */
const MOST = 50
const percent = (rate: number | null): string => (rate === null ? '–' : `${rate} %`)

/** The work of everybody at the desk, and how right those are who report to it. */
export function DeskPeople() {
  const statistics = createAnswer(moderatorStatistics, () => ({}))
  const book = createBook()
  const reporters = createMemo(() => {
    const by = new Map<string, Entry[]>()
    for (const entry of book()?.read ?? []) by.set(entry.report.by, [...(by.get(entry.report.by) ?? []), entry])
    return [...by].sort(([, a], [, b]) => b.length - a.length)
  })
  return (
    <>
      <Section title={t`Moderators`} says={t`“Overturned” counts what was reversed, out of everything somebody decided or judged.`}>
        <Show when={statistics()?.length} fallback={<p class="section-says">{t`Nobody has decided anything yet.`}</p>}>
          <Table heads={work}>
            <For each={statistics()}>
              {(line) => (
                <Line
                  who={line.account}
                  heads={work}
                  says={[
                    line.load,
                    line.decided,
                    line.undone,
                    line.judged,
                    line.appealsDecided,
                    line.handlingMillis === null ? '–' : spanOf(line.handlingMillis),
                    percent(line.overturnRate),
                  ]}
                />
              )}
            </For>
          </Table>
        </Show>
      </Section>
      <Section title={t`Reporters`} says={t`How many of the reports that you can read were upheld. Only the desk can see this.`}>
        <Show when={reporters().length > 0} fallback={<p class="section-says">{t`There is no report that you can read.`}</p>}>
          <Table heads={reporting}>
            <For each={reporters().slice(0, MOST)}>{([account, entries]) => <Reporter account={account} entries={entries} />}</For>
          </Table>
          <Show when={reporters().length > MOST}>
            <p class="section-says">{t`And ${reporters().length - MOST} more, who reported less.`}</p>
          </Show>
        </Show>
      </Section>
    </>
  )
}

const states = { normal: t`Free to report`, warned: t`Warned`, suspended: t`Suspended` } as const

function Reporter(props: { readonly account: string; readonly entries: readonly Entry[] }) {
  const who = createAnswer(profile, () => ({ account: props.account }))
  const record = createAnswer(reporterQuestion, () => ({ account: props.account }))
  return (
    <Line
      who={who()}
      heads={reporting}
      says={[props.entries.length, percent(accuracyOf(props.entries)), record()?.abusive ?? 0, states[record()?.state ?? 'normal']]}
    />
  )
}

function Table(props: { readonly heads: readonly string[]; readonly children: JSX.Element }) {
  return (
    <div class="people">
      <table class="people-table">
        <thead>
          <tr>
            <th scope="col">{t`Who`}</th>
            <For each={props.heads}>{(head) => <th scope="col">{head}</th>}</For>
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  )
}

/** A row; on a phone a card, in which each figure stands beside what it is called. */
function Line(props: {
  readonly who: FaceOf | null | undefined
  readonly heads: readonly string[]
  readonly says: readonly (string | number)[]
}) {
  return (
    <tr>
      <th scope="row">
        <Show when={props.who} fallback={t`Somebody`}>
          {(face) => <Face face={face()} size="s" />}
        </Show>
      </th>
      <Index each={props.says}>{(says, at) => <td data-head={props.heads[at]}>{says()}</td>}</Index>
    </tr>
  )
}

/** '40 min', '3 h', '2 days'. */
function spanOf(millis: number): string {
  const minutes = Math.round(millis / 60_000)
  if (minutes < 90) return t`${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? t`${hours} h` : t`${Math.round(hours / 24)} days`
}
