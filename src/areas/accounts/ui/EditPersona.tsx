import { t } from '../../../language'
import Copy from 'lucide-solid/icons/copy'
import Sparkles from 'lucide-solid/icons/sparkles'
import { createSignal, Show, untrack } from 'solid-js'
import { createStore } from 'solid-js/store'
import { Button } from '../../../ui/Button'
import { Refusal } from '../../../ui/Refusal'
import { createAct, useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import type { PersonaCreated } from '../events'
import type { Profile } from '../views'
import { ChoiceCards } from './ChoiceCards'
import { PersonaFields } from './PersonaFields'
import { Section } from './Section'
import { filled, type PersonaSettings } from './signingUp'

/** ACC-12, ACC-13: the one persona of an AI account. What it is made from stays; looks, voice and manner can change. */
export function EditPersona(props: { readonly profile: Profile }) {
  const session = useSession()
  const saving = createAct()
  const [form, setForm] = createSignal<PersonaCreated['form'] | null>(null)
  const [settings, set] = createStore<PersonaSettings>(untrack(() => ({ ...(props.profile.persona?.settings as PersonaSettings | null) })))
  const save = async (event: Event) => {
    event.preventDefault()
    const words = session.peer().write(props.profile.account, filled(settings)).hash
    const created = form()
    if (!props.profile.persona && created === null) return
    const outcome = await saving.act(
      props.profile.persona
        ? { type: 'accounts.personaConfigured', data: { settings: words } }
        : { type: 'accounts.personaCreated', data: { form: created, settings: words } },
    )
    if (outcome?.ok) say(t`Your persona is saved.`)
  }
  return (
    <Section
      title={t`AI persona`}
      says={
        <Show when={props.profile.persona} fallback={t`This account has none yet. It can have one, and where it comes from stays.`}>
          {(persona) =>
            persona().form === 'fictional'
              ? t`A fictional persona. Its looks, voice and manner are yours to change.`
              : t`Your digital twin. Its looks, voice and manner are yours to change.`
          }
        </Show>
      }
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Show when={!props.profile.persona}>
          <ChoiceCards
            label={t`Where the persona comes from`}
            value={form()}
            onChange={setForm}
            choices={[
              { value: 'fictional', title: t`Fictional`, says: t`Somebody you made up from nothing.`, picture: <Sparkles /> },
              { value: 'digital twin', title: t`Digital twin`, says: t`Somebody who looks and sounds like you.`, picture: <Copy /> },
            ]}
          />
        </Show>
        <PersonaFields settings={settings} onChange={(part, words) => set(part, words)} />
        <Refusal outcome={saving.outcome()} failure={saving.failure()} />
        <div class="section-actions">
          <Button look="dark" type="submit" busy={saving.busy()} disabled={!props.profile.persona && form() === null}>
            {t`Save persona`}
          </Button>
        </div>
      </form>
    </Section>
  )
}
