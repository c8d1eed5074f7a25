import { createSignal } from 'solid-js'
import { Field } from '../../../ui/Field'
import { characters } from '../../shapes'
import { useLimits } from './limits'

/** The name of a collection while it is typed, and its field. */
export function createCollectionName(before = '') {
  const limits = useLimits()
  const [typed, setTyped] = createSignal(before)
  const words = () => typed().trim()
  const over = () => characters(words()) - limits().collection
  return {
    words,
    clear: () => setTyped(''),
    Field: (props: { readonly label: string; readonly autofocus?: boolean }) => (
      <Field
        label={props.label}
        value={typed()}
        onChange={setTyped}
        autofocus={props.autofocus ?? false}
        count={`${characters(words())} of ${limits().collection}`}
        error={over() > 0 ? `That is ${over()} more than fit.` : undefined}
      />
    ),
  }
}
