/** What each step of signing up asks. */
import { t } from '../../../language'
import Bot from 'lucide-solid/icons/bot'
import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import Smile from 'lucide-solid/icons/face-slightly-smiling'
import Sparkles from 'lucide-solid/icons/sparkles'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { Notice } from '../../../ui/Notice'
import { CategoryPills } from './CategoryPills'
import { ChoiceCards } from './ChoiceCards'
import { HandleField } from './HandleField'
import { PersonaFields } from './PersonaFields'
import { PicturesField } from './PicturesField'
import { BioField, NameField } from './ProfileFields'
import type { SignUpDraft } from './signingUp'

interface StepProps {
  readonly draft: SignUpDraft
}

/** ACC-1, ACC-15: one of two kinds, for ever. */
export function KindStep(props: StepProps) {
  return (
    <>
      <ChoiceCards
        label={t`Kind of account`}
        value={props.draft.now.kind}
        onChange={(kind) => props.draft.set('kind', kind)}
        disabled={props.draft.now.account !== null}
        choices={[
          { value: 'real', title: t`Real Persona`, says: t`You, in person. AI may polish your work, never play you.`, picture: <Smile /> },
          {
            value: 'ai',
            title: t`AI account`,
            says: t`A persona that is made with AI. It wears the AI badge everywhere.`,
            picture: <Bot />,
          },
        ]}
      />
      <Show
        when={props.draft.now.account === null}
        fallback={
          <Notice kind="calm">
            <p>{t`This account exists already, so its kind can no longer change.`}</p>
          </Notice>
        }
      >
        <p class="sign-up-note">{t`This is for good: an account never changes its kind. If you need both, you can have two accounts.`}</p>
      </Show>
    </>
  )
}

const allowed = [
  t`Polishing photos, video and sound: filters, cuts, light`,
  t`Tools that show how your work is doing and when to post it`,
  t`Things without a face: background music, memes, emojis`,
]
const barred = [
  t`Appearing as somebody who does not exist, in a picture or with an AI voice`,
  t`AI that answers your messages or talks with your fans`,
  t`Pilots, agents or bots that run the account or feign activity`,
]

/** ACC-2 to ACC-9: what a human creator promises about AI. */
export function PolicyStep() {
  return (
    <div class="promise">
      <h2>{t`You may use AI for`}</h2>
      <PromiseList lines={allowed} good />
      <h2>{t`You promise to do without`}</h2>
      <PromiseList lines={barred} />
    </div>
  )
}

function PromiseList(props: { readonly lines: readonly string[]; readonly good?: boolean }) {
  return (
    <ul data-good={props.good ? '' : undefined}>
      <For each={props.lines}>
        {(line) => (
          <li>
            <Show when={props.good} fallback={<X aria-hidden="true" />}>
              <Check aria-hidden="true" />
            </Show>
            {line}
          </li>
        )}
      </For>
    </ul>
  )
}

/** ACC-12, ACC-13: the one persona of an AI account. */
export function PersonaStep(props: StepProps) {
  return (
    <>
      <ChoiceCards
        label={t`Where the persona comes from`}
        value={props.draft.now.form}
        onChange={(form) => props.draft.set('form', form)}
        choices={[
          { value: 'fictional', title: t`Fictional`, says: t`Somebody you made up from nothing.`, picture: <Sparkles /> },
          { value: 'digital twin', title: t`Digital twin`, says: t`Somebody who looks and sounds like you.`, picture: <Copy /> },
        ]}
      />
      <p class="sign-up-note">{t`An account has one persona, and which of the two it is cannot be changed. Everything else you can say now or later.`}</p>
      <PersonaFields settings={props.draft.now.settings} onChange={(part, words) => props.draft.set('settings', { [part]: words })} />
    </>
  )
}

interface ProfileStepProps extends StepProps {
  readonly missing: { readonly name?: string | undefined; readonly handle?: string | undefined }
  readonly onFree: (free: boolean) => void
  readonly onPicking: (isPicking: boolean) => void
}

export function ProfileStep(props: ProfileStepProps) {
  return (
    <>
      <PicturesField
        seed="mesi"
        name={props.draft.now.name}
        ai={props.draft.now.kind === 'ai'}
        picture={props.draft.now.picture}
        cover={props.draft.now.cover}
        onChange={(changed) => props.draft.set(changed)}
        onPicking={(isPicking) => props.onPicking(isPicking)}
      />
      <NameField value={props.draft.now.name} onChange={(name) => props.draft.set('name', name)} error={props.missing.name} />
      <HandleField
        value={props.draft.now.handle}
        onChange={(handle) => props.draft.set('handle', handle)}
        account={props.draft.now.account ?? undefined}
        error={props.missing.handle}
        onFree={(free) => props.onFree(free)}
      />
      <BioField value={props.draft.now.bio} onChange={(bio) => props.draft.set('bio', bio)} />
    </>
  )
}

export function InterestsStep(props: StepProps) {
  return <CategoryPills chosen={props.draft.now.categories} onChange={(categories) => props.draft.set('categories', categories)} />
}
