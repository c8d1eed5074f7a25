import { A } from '@solidjs/router'
import { plural, rich, t } from '../../../language'
import { Show } from 'solid-js'
import { Notice } from '../../../ui/Notice'
import { createAnswer, useSession } from '../../../ui/session'
import { exactly } from '../../../ui/Time'
import { Section } from '../../accounts/ui/Section'
import type { Standing } from '../rules'
import { standingQuestion } from '../views'
import { FlagHistory } from './FlagHistory'
import { levelWords } from './words'

/** What follows from a decision of an admin. */
const barred = new Set<Standing['level']>(['black', 'suspended', 'banned'])

/** What counts against me, until when, how far the next step is, and what mends it. */
export function MyStanding() {
  const session = useSession()
  const mine = createAnswer(standingQuestion, () => (session.me() === undefined ? undefined : {}))
  return (
    <Show when={mine()} fallback={<div class="skeleton" style={{ height: '9rem' }} role="status" aria-label={t`Loading`} />}>
      {(now) => (
        <>
          <Notice kind={levelWords[now().level].kind} title={levelWords[now().level].title}>
            <p>{levelWords[now().level].says}</p>
            <Show when={now().suspendedUntil}>{(until) => <p>{t`It ends on ${exactly(until())}.`}</p>}</Show>
            <Show when={barred.has(now().level)}>
              <p>
                {now().level === 'black'
                  ? rich`Why, stands under ${<A href="/standing?tab=decisions">{t`what was decided`}</A>}. You can appeal once it has been reviewed.`
                  : rich`Why, and how to appeal, stands under ${<A href="/standing?tab=decisions">{t`what was decided`}</A>}.`}
              </p>
            </Show>
            <Show when={now().redUntil}>{(until) => <p>{t`It fades on ${exactly(until())}, unless another one follows.`}</p>}</Show>
          </Notice>
          <Show when={now().level !== 'black' && now().level !== 'banned'}>
            <Section title={t`What would come next`}>
              <p>
                {t`${plural(now().violationsToYellow, t`one more violation`, t`${now().violationsToYellow} more violations`)} within a few days would make a yellow flag, and ${plural(now().yellowsToRed, t`one more yellow flag`, t`${now().yellowsToRed} more yellow flags`)} a red one.`}
              </p>
              <p class="section-says">
                {t`Time mends it: violations stop adding up after some days, and red flags fade if no other follows. If you think a decision is wrong, you can appeal it, among the decisions; if it is overturned, so is everything that came of it.`}
              </p>
            </Section>
          </Show>
          <Show when={now().history.length > 0}>
            <Section title={t`Everything on your record`}>
              <FlagHistory flags={now().history} />
            </Section>
          </Show>
        </>
      )}
    </Show>
  )
}
