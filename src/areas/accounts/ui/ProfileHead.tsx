import { inLanguage, locale, numeral, rich, t } from '../../../language'
import { A } from '@solidjs/router'
import CalendarDays from 'lucide-solid/icons/calendar-days'
import ScanSearch from 'lucide-solid/icons/scan-search'
import { For, type JSX, Match, Show, Switch } from 'solid-js'
import { once } from '../../../kit/once'
import { Button } from '../../../ui/Button'
import { goOnLater } from '../../../ui/giveBack'
import { createAnswer, createAct } from '../../../ui/session'
import { Notice } from '../../../ui/Notice'
import { Pending } from '../../../ui/Pending'
import { Refusal } from '../../../ui/Refusal'
import { exactly } from '../../../ui/Time'
import type { Role } from '../events'
import { type Profile, profileByHandle } from '../views'
import { Cover } from './Cover'
import { Face } from './Face'
import { PersonMenu } from './PersonMenu'
import { waiting } from './profileOf'
import { Tags } from './Tags'
import './ProfileHead.css'
import { personaWords } from './words'

interface ProfileHeadProps {
  readonly profile: Profile
  /** What can be done here: follow, tip, edit. */
  readonly children: JSX.Element
}

const offices: Record<Role, string> = { admin: t`Admin of this world`, moderator: t`Moderator` }
const month = once(() => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }))

/** Who somebody is, at the top of their profile. */
export function ProfileHead(props: ProfileHeadProps) {
  const who = () => props.profile.handle ?? props.profile.account
  return (
    <header class="profile-head">
      <Cover seed={props.profile.account} cover={props.profile.cover} />
      <div class="profile-edge">
        <Face face={props.profile} size="xl" bare />
        <div class="profile-actions">{props.children}</div>
      </div>
      <div class="profile-more">
        <PersonMenu profile={props.profile} />
      </div>
      <div class="profile-names">
        <h1 tabindex="-1">
          <bdi>{props.profile.name}</bdi>
        </h1>
        <p class="profile-handle">
          <Show when={props.profile.handle}>{(handle) => <bdi>@{handle()}</bdi>}</Show>
          <Show when={props.profile.tag}>{(tag) => <span class="profile-ai">{inLanguage(tag())}</span>}</Show>
          <For each={props.profile.roles}>{(role) => <span class="profile-role">{offices[role]}</span>}</For>
          <Show when={props.profile.followsMe}>
            <span class="profile-role">{t`Follows you`}</span>
          </Show>
          <For each={waiting(props.profile, 'unexamined')}>
            {(place) => (
              <span class="profile-role">
                <ScanSearch aria-hidden="true" /> {place === 'picture' ? t`Picture being checked` : t`Cover being checked`}
              </span>
            )}
          </For>
          <Pending standing={props.profile.handleStanding ?? 'final'} />
        </p>
      </div>
      <Resembles profile={props.profile} />
      <Tags categories={props.profile.categories} />
      <Bio profile={props.profile} />
      <Persona profile={props.profile} />
      <ul class="profile-figures">
        <Figure href={`/u/${who()}/followers`} count={props.profile.followers} one={t`follower`} many={t`followers`} />
        <Figure href={`/u/${who()}/following`} count={props.profile.following} one={t`following`} many={t`following`} />
        <li class="profile-joined" title={exactly(props.profile.joinedAt)}>
          <CalendarDays aria-hidden="true" /> {t`Here since ${month().format(props.profile.joinedAt)}`}
        </li>
      </ul>
      <Apart profile={props.profile} />
    </header>
  )
}

function Figure(props: { readonly href: string; readonly count: number; readonly one: string; readonly many: string }) {
  return (
    <li>
      <A class="profile-figure" href={props.href}>
        <strong class="tabular">{numeral(props.count)}</strong> {props.count === 1 ? props.one : props.many}
      </A>
    </li>
  )
}

function Bio(props: { readonly profile: Profile }) {
  return (
    <Switch>
      <Match when={props.profile.bio?.state === 'here'}>
        <p class="profile-bio" dir="auto">
          {props.profile.bio?.text}
        </p>
      </Match>
      <Match when={props.profile.bio?.state === 'coming'}>
        <p class="profile-bio" data-coming="">
          {t`Their words are still on the way to this device.`}
        </p>
      </Match>
    </Switch>
  )
}

/** ACC-23: everybody is told whom a handle resembles. */
function Resembles(props: { readonly profile: Profile }) {
  const other = createAnswer(profileByHandle, () => (props.profile.resembles === null ? undefined : { handle: props.profile.resembles }))
  return (
    <Show when={props.profile.resembles}>
      {(handle) => (
        <Notice kind="warn">
          <p>
            {rich`This handle looks like ${<A href={`/u/${handle()}`}>@{handle()}</A>}`}
            <Show when={other()}>{(whom) => <>{t`, who is ${whom().name}`}</>}</Show>
            {t`. Make sure that you have found the right person.`}
          </p>
        </Notice>
      )}
    </Show>
  )
}

/** ACC-13: what an AI account says about its persona. */
function Persona(props: { readonly profile: Profile }) {
  const settings = () => Object.entries((props.profile.persona?.settings ?? {}) as Record<string, unknown>)
  return (
    <Show when={props.profile.persona}>
      {(persona) => (
        <details class="profile-persona">
          <summary>
            {persona().form === 'fictional' ? t`A fictional persona, made with AI` : t`A digital twin of its owner, made with AI`}
          </summary>
          <Show when={settings().length > 0} fallback={<p>{t`Nothing more is told about it.`}</p>}>
            <dl>
              <For each={settings()}>
                {([part, words]) => (
                  <div>
                    <dt>{personaWords[part] ?? part}</dt>
                    <dd dir="auto">{String(words)}</dd>
                  </div>
                )}
              </For>
            </dl>
          </Show>
        </details>
      )}
    </Show>
  )
}

/** MOD-1, MOD-3: what a block between the two means, and the way out for who made it. */
function Apart(props: { readonly profile: Profile }) {
  const doing = createAct()
  let button: HTMLButtonElement | undefined
  const lift = async () => {
    const outcome = await doing.act({ type: 'accounts.unblocked', data: { account: props.profile.account } })
    if (outcome?.ok) goOnLater(button)
  }
  return (
    <Switch>
      <Match when={props.profile.blocked}>
        <Notice kind="calm" title={t`You have blocked ${props.profile.name}`}>
          <p>{t`Neither of you can follow, tip or answer the other.`}</p>
          <Button small ref={(element: HTMLButtonElement) => (button = element)} busy={doing.busy()} onClick={() => void lift()}>
            {t`Lift the block`}
          </Button>
          <Refusal outcome={doing.outcome()} failure={doing.failure()} />
        </Notice>
      </Match>
      <Match when={props.profile.blocksMe}>
        <Notice kind="calm" title={t`${props.profile.name} keeps some distance`}>
          <p>{t`Neither of you can follow, tip or answer the other.`}</p>
        </Notice>
      </Match>
    </Switch>
  )
}
