import { t } from '../../../language'
import Flag from 'lucide-solid/icons/flag'
import { For, Show } from 'solid-js'
import { Empty } from '../../../ui/Empty'
import { More } from '../../../ui/More'
import { Notice } from '../../../ui/Notice'
import { createPages } from '../../../ui/pages'
import { Pending } from '../../../ui/Pending'
import { createAnswer, useSession } from '../../../ui/session'
import { exactly, Time } from '../../../ui/Time'
import { breachWords } from '../../flags/ui/words'
import { stubOf } from '../events'
import { foundIn, myReports, reporterQuestion, type ReportLine } from '../views'
import './MyReports.css'
import { createTold } from './told'
import { kindWords, misuseWords, outcomeWords } from './words'

/** What I reported and what became of it, and whether I may report now. */
export function MyReports() {
  const session = useSession()
  const record = createAnswer(reporterQuestion, () => (session.me() === undefined ? undefined : {}))
  const pages = createPages(myReports, () => (session.me() === undefined ? undefined : {}))
  return (
    <>
      <Show when={record()}>
        {(mine) => (
          <>
            <Show when={mine().state === 'suspended'}>
              <Notice kind="bad" title={t`You cannot report for a month`}>
                <p>{t`Reports were misused after a warning. It ends by itself on ${exactly(mine().until ?? 0)}, and then you start anew.`}</p>
              </Notice>
            </Show>
            <Show when={mine().state === 'warned'}>
              <Notice kind="warn" title={t`A warning`}>
                <p>
                  {t`Moderators found that you misused reports. Should it go on, you cannot report for a month. The warning lapses on ${exactly(mine().until ?? 0)}.`}
                </p>
              </Notice>
            </Show>
          </>
        )}
      </Show>
      <Show when={pages.items()?.length === 0}>
        <Empty
          picture={<Flag />}
          title={t`You have reported nothing`}
          says={t`If something should not be here, tell the desk from its menu. What becomes of it appears here.`}
        />
      </Show>
      <ul class="my-reports">
        <For each={pages.items()}>{(line) => <li>{<Line line={line} />}</li>}</For>
      </ul>
      <More of={pages} />
    </>
  )
}

function Line(props: { readonly line: ReportLine }) {
  const session = useSession()
  const told = createTold(() => ({ by: session.me() ?? '', hash: props.line.sealed.hash, ticket: props.line.ticket }))
  const mine = () => {
    const now = told()
    return typeof now === 'object' ? now : undefined
  }
  // Only who can read it can tell what became of it.
  const found = createAnswer(foundIn, () => {
    const report = mine()
    return report && { reports: [{ id: props.line.id, stub: stubOf(report.secret) }] }
  })
  const outcome = () => found()?.[0]?.outcome ?? (props.line.aside === null ? 'sealed' : 'set aside')
  return (
    <article class="card my-report">
      <header>
        <strong>{outcomeWords[outcome()].label}</strong>
        <Pending standing={props.line.standing} />
        <Time at={props.line.at} />
      </header>
      <Show when={mine()} fallback={<p class="my-report-soft">{t`What it says cannot be read on this device.`}</p>}>
        {(report) => (
          <>
            <p>
              {t`A ${kindWords[report().subject.kind] ?? t`thing`} by ${report().evidence.by}: ${breachWords[report().breach].label.toLowerCase()}`}
            </p>
            <p class="my-report-soft" dir="auto">
              “{report().statement}”
            </p>
          </>
        )}
      </Show>
      <p>{outcomeWords[outcome()].says}</p>
      <Show when={props.line.misuse}>
        {(misuse) => (
          <Notice kind="warn" title={t`Found to be misuse`}>
            <p>{t`${misuseWords[misuse().kind]}. The reasons stand among the decisions, and you can appeal there.`}</p>
          </Notice>
        )}
      </Show>
    </article>
  )
}
