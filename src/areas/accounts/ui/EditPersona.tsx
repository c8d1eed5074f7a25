import { t } from '../../../language'
import Copy from 'lucide-solid/icons/copy'
import Sparkles from 'lucide-solid/icons/sparkles'
import { createSignal, Show, untrack } from 'solid-js'
import { Button } from '../../../ui/Button'
import { createDraft } from '../../../ui/draft'
import { Refusal } from '../../../ui/Refusal'
import { createAct, useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import type { KnownAct } from '../../typed'
import { z } from '../../shapes'
import { type PersonaCreated, personaCreated } from '../events'
import type { Profile } from '../views'
import { ChoiceCards } from './ChoiceCards'
import { PersonaFields } from './PersonaFields'
import { Section } from './Section'
import { filled, type PersonaSettings } from './signingUp'

/** ACC-12, ACC-13: the one persona of an AI account. What it is made from stays; looks, voice and manner can change. */
export function EditPersona(props: { readonly profile: Profile }) {
  const session = useSession()
  const [beginning, begin] = createSignal(untrack(() => ({ ...(props.profile.persona?.settings as PersonaSettings | null) })))
  const draft = createDraft(
    () => `persona as ${JSON.stringify(beginning())}`,
    () => ({ form: null as PersonaCreated['form'] | null, settings: beginning() }),
    { form: z.nullable(personaCreated.shape.form), settings: z.record(z.string(), z.string()) },
  )
  const saving = createAct(draft)
  const form = () => draft.now().form
  const settings = () => draft.now().settings
  const save = async (event: Event) => {
    event.preventDefault()
    const says = filled(settings())
    const words = session.peer().write(props.profile.account, says).hash
    const created = form()
    const deed: KnownAct | null = props.profile.persona
      ? { type: 'accounts.personaConfigured', data: { settings: words } }
      : created && { type: 'accounts.personaCreated', data: { form: created, settings: words } }
    if (!deed) return
    if (!(await saving.act(deed))?.ok) return
    const typed = settings() === beginning() ? undefined : settings() // while it was on its way
    begin(says)
    if (typed) draft.change({ settings: typed })
    say(t`Your persona is saved.`)
  }
  return (
    <Section
      title={t`AI persona`}
      says={
        <Show
          when={props.profile.persona}
          fallback={t`This account has none yet. It can have one; where it comes from cannot be changed later.`}
        >
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
            onChange={(form) => draft.change({ form })}
            choices={[
              { value: 'fictional', title: t`Fictional`, says: t`Somebody you made up from nothing.`, picture: <Sparkles /> },
              { value: 'digital twin', title: t`Digital twin`, says: t`Somebody who looks and sounds like you.`, picture: <Copy /> },
            ]}
          />
        </Show>
        <PersonaFields settings={settings()} onChange={(part, words) => draft.change({ settings: { ...settings(), [part]: words } })} />
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
