import { A } from '@solidjs/router'
import { For } from 'solid-js'
import type { VoidAct } from '../peer/voids'
import './DidNotHappen.css'
import { Facts } from './Facts'
import { Pending } from './Pending'
import { useSession } from './session'
import { Time } from './Time'
import { lostInWords } from './voids'

/** Acts without effect, each with the clause that refused it. */
export function DidNotHappen(props: { readonly acts: readonly VoidAct[] }) {
  const session = useSession()
  return (
    <ul class="lost-list">
      <For each={props.acts}>
        {(act) => (
          <li class="lost">
            <div class="lost-head">
              <A class="lost-title" href={`/event/${act.id}`}>
                {lostInWords(session, act)}
              </A>
              <Pending standing={act.final ? 'void' : 'pending'} />
            </div>
            <For each={act.clauses}>
              {(clause) => (
                <div class="lost-clause">
                  <p>
                    {clause.text}{' '}
                    <A href={`/handbook#${clause.id}`} class="clause-id">
                      {clause.id}
                    </A>
                  </p>
                  <Facts facts={clause.facts} />
                </div>
              )}
            </For>
            <p class="lost-when">
              <Time at={act.stamp} />
            </p>
          </li>
        )}
      </For>
    </ul>
  )
}
