import { rich, t } from '../../../language'
import { createSignal, Match, onCleanup, Switch } from 'solid-js'
import type { Shown } from '../../../ui/blobUrl'
import { Progress } from '../../../ui/Progress'
import './Arriving.css'
import { weighing } from './words'

/** How far a file has come that lies on another device; nothing once it is here, nor in the moment before anybody knows. */
export function Arriving(props: { readonly shown: Shown; readonly what: string }) {
  const [patient, setPatient] = createSignal(false)
  const timer = setTimeout(() => setPatient(true), 700)
  onCleanup(() => clearTimeout(timer))
  const percent = () => (props.shown.size > 0 ? Math.floor((props.shown.have / props.shown.size) * 100) : 0)
  return (
    <Switch>
      <Match when={props.shown.state === 'erased'}>
        <p class="arriving">{t`This ${props.what} is no longer here.`}</p>
      </Match>
      <Match when={props.shown.state === 'coming'}>
        <div class="arriving">
          <span>{rich`On its way: ${<span class="tabular">{percent()} %</span>} of ${weighing(props.shown.size)}`}</span>
          <Progress share={percent() / 100} label={t`This ${props.what} on its way from another device`} />
        </div>
      </Match>
      <Match when={props.shown.state === 'refused'}>
        <p class="arriving">{t`This device could not keep this ${props.what}. It is fetched again when you come back to it.`}</p>
      </Match>
      <Match when={props.shown.state === 'absent' && patient()}>
        <p class="arriving">{t`It comes as soon as a device that has it is here.`}</p>
      </Match>
    </Switch>
  )
}
