import { rich, t } from '../../language'
import { For, Show } from 'solid-js'
import { Section } from '../../areas/accounts/ui/Section'
import { WordsShown } from '../../areas/content/ui/WordsShown'
import { policyHistory } from '../../areas/policyViews'
import { More } from '../../ui/More'
import { createPages } from '../../ui/pages'
import { Pending } from '../../ui/Pending'
import { Time } from '../../ui/Time'
import { Parameters } from './Parameters'
import './PolicyDesk.css'

const parts = [
  { area: 'flags', title: t`Flags` },
  { area: 'reports', title: t`Reports` },
  { area: 'moderation', title: t`The desk` },
] as const

/** The numbers and readings of the content policy, which an admin changes with a reason; and every change there was. */
export function PolicyDesk() {
  const pages = createPages(policyHistory, () => ({ size: 20 }))
  return (
    <>
      <For each={parts}>
        {({ area, title }) => (
          <Section title={title}>
            <Parameters area={area} />
          </Section>
        )}
      </For>
      <Section
        title={t`What has changed`}
        says={t`A change takes effect once it is final. Earlier decisions stay as they were; from then on they are counted by the new number.`}
      >
        <Show when={pages.items()?.length === 0}>
          <p class="section-says">{t`Nothing has been changed yet.`}</p>
        </Show>
        <ol class="policy-changes">
          <For each={pages.items()}>
            {(change) => (
              <li>
                <p>
                  {rich`${<code>{change.name}</code>} from ${change.before} to ${<strong>{change.value}</strong>}`}{' '}
                  <Pending standing={change.standing} />
                </p>
                <WordsShown words={change.reasons} />
                <p class="policy-change-soft">
                  {change.by?.name ?? t`Somebody`}, <Time at={change.at} />
                </p>
              </li>
            )}
          </For>
        </ol>
        <More of={pages} />
      </Section>
    </>
  )
}
