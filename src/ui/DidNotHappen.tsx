import { inLanguage, t } from '../language'
import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import type { VoidAct } from '../peer/voids'
import { Button } from './Button'
import './DidNotHappen.css'
import { Facts } from './Facts'
import { Pending } from './Pending'
import { Time } from './Time'
import { createLostWords } from './voids'
import { Why } from './Why'

/** What did not happen, in one sentence. `undotted`: as part of a line. */
export function LostWords(props: { readonly act: VoidAct; readonly undotted?: boolean }) {
  const words = createLostWords(() => props.act)
  return <>{props.undotted ? words().replace(/\.$/, '') : words()}</>
}

/** Acts without effect, each with the clause that refused it. */
export function DidNotHappen(props: { readonly acts: readonly VoidAct[] }) {
  const [asked, setAsked] = createSignal<string>()
  return (
    <>
      <ul class="lost-list">
        <For each={props.acts}>
          {(act) => (
            <li class="lost">
              <div class="lost-head">
                <A class="lost-title" href={`/event/${act.id}`}>
                  <LostWords act={act} />
                </A>
                <Pending standing={act.final ? 'void' : 'pending'} />
              </div>
              <For each={act.clauses}>
                {(clause) => (
                  <div class="lost-clause">
                    <p>
                      {inLanguage(clause.text)}{' '}
                      <A href={`/handbook#${clause.id}`} class="clause-id">
                        {clause.id}
                      </A>
                    </p>
                    <Facts facts={clause.facts} />
                  </div>
                )}
              </For>
              <div class="lost-foot">
                <Time at={act.stamp} />
                <Button small onClick={() => setAsked(act.id)}>
                  {t`Why?`}
                </Button>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Show when={asked()}>{(event) => <Why event={event()} open onOpenChange={(open) => !open && setAsked(undefined)} />}</Show>
    </>
  )
}
