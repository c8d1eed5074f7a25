import { For, Show } from 'solid-js'
import { t } from '../../../language'
import { createAnswer } from '../../../ui/session'
import { Section } from '../../accounts/ui/Section'
import { filterStatistics } from '../views'

/** How often the filter said what, and how often people thought otherwise. For admins. */
export function FilterStatistics() {
  const statistics = createAnswer(filterStatistics, () => ({}))
  return (
    <Show when={statistics()}>
      {(now) => (
        <Section title={t`The filter`} says={t`“Overturned” counts what a person put back, out of everything it took down.`}>
          <Show when={now().versions.length > 0} fallback={<p class="section-says">{t`It has looked at nothing yet.`}</p>}>
            <ul class="filter-versions">
              <For each={now().versions}>
                {(line) => <li>{t`Filter ${line.filter}: ${line.pass} let through, ${line.doubt} not sure, ${line.block} taken down`}</li>}
              </For>
            </ul>
            <p>
              {t`Of what it took down, ${now().overturned} overturned, ${now().confirmed} confirmed, ${now().changed} mended by their makers, ${now().standing} not looked at yet.`}
            </p>
          </Show>
          <Show when={now().waiting > 0}>
            <p class="section-says">{t`${now().waiting} waiting to be looked at now.`}</p>
          </Show>
        </Section>
      )}
    </Show>
  )
}
