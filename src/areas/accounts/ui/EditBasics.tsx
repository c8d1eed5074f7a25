import { t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import { createEffect, createSignal, type JSX, untrack } from 'solid-js'
import { Button } from '../../../ui/Button'
import { createDraft, createNamed, filesSlot } from '../../../ui/draft'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import { createStillHere } from '../../../ui/stillHere'
import { say } from '../../../ui/toast'
import { nameShown } from '../../../kit/names'
import { z } from '../../shapes'
import { category, picture } from '../events'
import type { Profile } from '../views'
import { CategoryPills } from './CategoryPills'
import { profileLimits } from './limits'
import { goneOf, hashesOf } from './pictures'
import { PicturesField } from './PicturesField'
import { BioField, length, NameField } from './ProfileFields'
import { Section } from './Section'

/** Pictures, name, words and categories, saved as a whole: an edit replaces what was there. */
export function EditBasics(props: {
  readonly profile: Profile
  /** What is said of words before they are saved. */
  readonly advice: (words: () => string) => JSX.Element
}) {
  const session = useSession()
  const navigate = useNavigate()
  const isHere = createStillHere()
  const limits = createAnswer(profileLimits, () => ({}))
  const [tried, setTried] = createSignal(false)
  const [picking, setPicking] = createSignal(false)
  const [lost, lose] = createSignal(false)
  const beginning = untrack(() => {
    const { name, bio, picture, cover, categories } = props.profile
    return {
      name,
      bio: bio?.text ?? '',
      picture: picture && { ...picture },
      cover: cover && { ...cover },
      categories: [...categories] as typeof categories,
    }
  })
  // Kept for who looks something up and comes back; once the profile says something else, that is what one begins with.
  const draft = createDraft(
    () => `profile as ${JSON.stringify(beginning)}`,
    () => beginning,
    { name: z.string(), bio: z.string(), picture: z.nullable(picture), cover: z.nullable(picture), categories: z.array(category) },
  )
  const { now } = draft
  const saving = createAct(draft)
  const named = untrack(() => createNamed(session.peer(), filesSlot(props.profile.account, 'profile')))
  const atFirst = hashesOf(beginning)
  createEffect(() => named(hashesOf(now()).filter((hash) => !atFirst.includes(hash))))
  const words = () => [now().name, now().bio].join('\n')
  const before = [beginning.name, beginning.bio].join('\n')
  const isFitting = () => {
    const most = limits()
    return nameShown(now().name) !== '' && (!most || (length(now().name) <= most.name && length(now().bio) <= most.bio))
  }
  const save = async (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!isFitting()) {
      const form = event.currentTarget as HTMLFormElement
      queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const whose = session.me()
    const gone = await goneOf(session, now(), atFirst)
    if (session.me() !== whose) return
    lose(gone.length > 0)
    if (gone.length > 0) return draft.change(Object.fromEntries(gone.map((place) => [place, beginning[place]])))
    const { picture, cover } = now()
    const bio = now().bio.trim()
    const data = {
      name: session.write(nameShown(now().name)),
      ...(bio ? { bio: session.write(bio) } : {}),
      ...(picture ? { picture: { ...picture } } : {}),
      ...(cover ? { cover: { ...cover } } : {}),
      categories: [...now().categories],
    }
    if (!(await saving.act({ type: 'accounts.profileEdited', data }))?.ok) return
    say(t`Your profile is saved.`)
    if (isHere()) navigate(`/u/${props.profile.handle ?? props.profile.account}`)
  }
  return (
    <Section title={t`What people see`}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <PicturesField
          seed={props.profile.account}
          name={now().name}
          ai={props.profile.ai}
          picture={now().picture}
          cover={now().cover}
          onChange={draft.change}
          onPicking={setPicking}
        />
        <NameField
          value={now().name}
          onChange={(name) => draft.change({ name })}
          error={tried() && nameShown(now().name) === '' ? t`Tell people what to call you.` : undefined}
        />
        <BioField value={now().bio} onChange={(bio) => draft.change({ bio })} />
        {props.advice(() => (words() === before ? '' : words()))}
        <CategoryPills chosen={now().categories} onChange={(categories) => draft.change({ categories })} />
        <Refusal
          outcome={saving.outcome()}
          failure={lost() ? t`This picture could not be kept on this device. Try again, or pick another.` : saving.failure()}
        />
        <div class="section-actions">
          <Button look="main" type="submit" busy={saving.busy() || picking()}>
            {t`Save profile`}
          </Button>
        </div>
      </form>
    </Section>
  )
}
