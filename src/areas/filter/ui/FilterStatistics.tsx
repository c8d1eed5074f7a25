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
        <Section title={t`The filter`} says={t`Overturned is what a person put up again, among all that it took down.`}>
          <Show when={now().versions.length > 0} fallback={<p class="section-says">{t`It has looked at nothing yet.`}</p>}>
            <div class="people-table" role="region" aria-label={t`How often the filter said what`} tabindex={0}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t`Version`}</th>
                    <th scope="col">{t`Let through`}</th>
                    <th scope="col">{t`Not sure`}</th>
                    <th scope="col">{t`Taken down`}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={now().versions}>
                    {(line) => (
                      <tr>
                        <th scope="row">{line.filter}</th>
                        <td>{line.pass}</td>
                        <td>{line.doubt}</td>
                        <td>{line.block}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </div>
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
