import { t } from '../../../language'
import { createMemo, For, Show } from 'solid-js'
import { createAnswer } from '../../../ui/session'
import { Face } from '../../accounts/ui/Face'
import { Section } from '../../accounts/ui/Section'
import { profile } from '../../accounts/views'
import { reporterQuestion } from '../../reports/views'
import { moderatorStatistics } from '../views'
import { accuracyOf, createBook, type Entry } from './book'
import './DeskPeople.css'

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
      <Section title={t`Moderators`} says={t`Overturned is what fell on appeal, among all that somebody decided or judged.`}>
        <Show when={statistics()?.length} fallback={<p class="section-says">{t`Nobody has decided anything yet.`}</p>}>
          <div class="people-table">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t`Who`}</th>
                  <th scope="col">{t`Claimed now`}</th>
                  <th scope="col">{t`Decided`}</th>
                  <th scope="col">{t`Undone`}</th>
                  <th scope="col">{t`Judged reports`}</th>
                  <th scope="col">{t`Answered appeals`}</th>
                  <th scope="col">{t`Time to decide`}</th>
                  <th scope="col">{t`Overturned`}</th>
                </tr>
              </thead>
              <tbody>
                <For each={statistics()}>
                  {(line) => (
                    <tr>
                      <th scope="row">
                        <Show when={line.account} fallback={t`Somebody`}>
                          {(face) => <Face face={face()} size="s" />}
                        </Show>
                      </th>
                      <td>{line.load}</td>
                      <td>{line.decided}</td>
                      <td>{line.undone}</td>
                      <td>{line.judged}</td>
                      <td>{line.appealsDecided}</td>
                      <td>{line.handlingMillis === null ? '–' : spanOf(line.handlingMillis)}</td>
                      <td>{percent(line.overturnRate)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </div>
        </Show>
      </Section>
      <Section title={t`Reporters`} says={t`How many of the reports that you can read were upheld. Only the desk can see this.`}>
        <Show when={reporters().length > 0} fallback={<p class="section-says">{t`There is no report that you can read.`}</p>}>
          <div class="people-table">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t`Who`}</th>
                  <th scope="col">{t`Reports read`}</th>
                  <th scope="col">{t`Upheld`}</th>
                  <th scope="col">{t`Misuse`}</th>
                  <th scope="col">{t`Reporting`}</th>
                </tr>
              </thead>
              <tbody>
                <For each={reporters().slice(0, MOST)}>{([account, entries]) => <Reporter account={account} entries={entries} />}</For>
              </tbody>
            </table>
          </div>
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
    <tr>
      <th scope="row">
        <Show when={who()} fallback={t`Somebody`}>
          {(face) => <Face face={face()} size="s" />}
        </Show>
      </th>
      <td>{props.entries.length}</td>
      <td>{percent(accuracyOf(props.entries))}</td>
      <td>{record()?.abusive ?? 0}</td>
      <td>{states[record()?.state ?? 'normal']}</td>
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
