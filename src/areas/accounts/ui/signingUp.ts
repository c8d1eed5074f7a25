/** Signing up: what has been entered so far, kept through reloads and failures, and the acts that make an account of it. */
import { nameShown } from '../../../kit/names'
import { t } from '../../../language'
import { createEffect } from 'solid-js'
import { createStore, type SetStoreFunction, type Store } from 'solid-js/store'
import type { Peer } from '../../../peer/peer'
import type { Outcome } from '../../../peer/refusals'
import { createPersona } from '../../../peer/founding'
import type { Json } from '../../../log/types'
import { createNamed } from '../../../ui/draft'
import { type Session, useSession } from '../../../ui/session'
import type { AccountId } from '../../area'
import { goneOf, hashesOf } from './pictures'
import type { Category, Kind, PersonaCreated, Picture } from '../events'

/** How an AI persona looks, sounds and behaves, in its owner's words (ACC-13). */
export interface PersonaSettings {
  [part: string]: string
}

export interface SignUp {
  kind: Kind | null
  policyRead: boolean
  form: PersonaCreated['form'] | null
  settings: PersonaSettings
  name: string
  handle: string
  bio: string
  picture: Picture | null
  cover: Picture | null
  categories: readonly Category[]
  /** The account, once it exists: its kind can no longer change (ACC-15). */
  account: AccountId | null
}

export const steps = ['kind', 'promise', 'profile', 'interests'] as const
export type Step = (typeof steps)[number]

const empty: SignUp = {
  kind: null,
  policyRead: false,
  form: null,
  settings: {},
  name: '',
  handle: '',
  bio: '',
  picture: null,
  cover: null,
  categories: [],
  account: null,
}

export interface SignUpDraft {
  readonly now: Store<SignUp>
  readonly set: SetStoreFunction<SignUp>
  /** Forgets all of it, in this tab too. */
  forget(): void
}

/** The draft of this tab, as it was left. */
export function createSignUpDraft(): SignUpDraft {
  const peer = useSession().peer()
  const slot = slotOf(peer)
  const [now, set] = createStore<SignUp>({ ...empty, ...read(slot) })
  let forgotten = false
  createEffect(() => {
    const text = JSON.stringify(now)
    if (!forgotten) sessionStorage.setItem(slot, text)
  })
  const name = createNamed(peer, PICTURES)
  createEffect(() => forgotten || name(hashesOf(now)))
  return {
    now,
    set,
    forget() {
      forgotten = true
      sessionStorage.removeItem(slot)
      name([])
    },
  }
}

const PICTURES = 'draft/signing up'
const slotOf = (peer: Peer) => `mesi.signUp.${peer.world}.${peer.store.peer}`

function read(slot: string): Partial<SignUp> {
  try {
    return JSON.parse(sessionStorage.getItem(slot) ?? '{}') as Partial<SignUp>
  } catch {
    return {}
  }
}

/** Goes on with an account whose signing up was left half-way. */
export function resume(draft: SignUpDraft, account: AccountId, kind: Kind): void {
  draft.set({ account, kind })
}

/** The first step that still lacks something, or the last one. */
export function firstOpenStep({ kind, policyRead, form, name, handle }: SignUp): Step {
  if (kind === null) return 'kind'
  if (kind === 'real' ? !policyRead : form === null) return 'promise'
  return nameShown(name) === '' || handle === '' ? 'profile' : 'interests'
}

/**
 * Makes the account, then says in one batch who it is. What was done stays done: a second call goes on where the first one failed.
 * @throws Error in plain words when the disk or the invite refuses, a picture is gone, and where another time or a world that is only
 * supposed is shown
 */
export async function finishSignUp(session: Session, draft: SignUpDraft): Promise<Outcome> {
  if (session.past()) throw new Error(t`You can make a new account only in the present, not while you look back or in a What if.`)
  const gone = await goneOf(session, draft.now)
  for (const place of gone) draft.set(place, null)
  if (gone.length > 0) throw new Error(t`This picture could not be kept on this device. Try again, or pick another.`)
  const peer = session.peer()
  const kind = draft.now.kind ?? 'real'
  const made = peer.personas.find(({ account }) => account === draft.now.account) ?? (await createPersona(peer, kind))
  draft.set('account', made.account)
  return peer.act(
    made.device,
    deedsOf(draft.now, (words) => peer.write(made.account, words)),
  )
}

function deedsOf(so: SignUp, write: (words: Json) => { readonly hash: string; readonly characters: number }) {
  const { name, handle, bio, picture, cover, categories } = so
  const promise =
    so.kind === 'real'
      ? { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
      : { type: 'accounts.personaCreated', data: { form: so.form ?? 'fictional', settings: write(filled(so.settings)).hash } }
  const profile = {
    name: write(nameShown(name)),
    ...(bio.trim() ? { bio: write(bio.trim()) } : {}),
    ...(picture ? { picture: { ...picture } } : {}),
    ...(cover ? { cover: { ...cover } } : {}),
    categories: [...categories],
  }
  return [promise, { type: 'accounts.handleClaimed', data: { handle } }, { type: 'accounts.profileEdited', data: profile }]
}

/** Only what was filled in. */
export const filled = (settings: PersonaSettings): PersonaSettings =>
  Object.fromEntries(Object.entries(settings).flatMap(([part, words]) => (words.trim() ? [[part, words.trim()]] : [])))
