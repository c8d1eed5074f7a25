import { plural, t } from '../../language'
import { A } from '@solidjs/router'
import CirclePlay from 'lucide-solid/icons/circle-play'
import Heart from 'lucide-solid/icons/heart'
import MessageCircle from 'lucide-solid/icons/message-circle'
import Play from 'lucide-solid/icons/play'
import Share from 'lucide-solid/icons/share'
import Volume2 from 'lucide-solid/icons/volume-2'
import VolumeX from 'lucide-solid/icons/volume-x'
import { createEffect, createSignal, createUniqueId, For, type JSX, on, onCleanup, Show } from 'solid-js'
import { Face } from '../../areas/accounts/ui/Face'
import { FollowButton } from '../../areas/accounts/ui/FollowButton'
import { shareLink } from '../../areas/accounts/ui/share'
import { profile } from '../../areas/accounts/views'
import { BeingChecked } from '../../areas/content/ui/BeingChecked'
import { createLiking } from '../../areas/content/ui/liking'
import { PostMenu } from '../../areas/content/ui/PostMenu'
import { beginning, few, labelsBeside } from '../../areas/content/ui/words'
import { WordsShown } from '../../areas/content/ui/WordsShown'
import { type Card, oneContent } from '../../areas/content/views'
import type { Hash } from '../../log/types'
import { Pending } from '../../ui/Pending'
import { Refusal } from '../../ui/Refusal'
import { createAnswer } from '../../ui/session'
import { Time } from '../../ui/Time'
import { isElsewhere } from '../keys'
import { isCalm, letterKeys } from '../preferences'
import { TipButton } from '../TipButton'
import { Clip } from './Clip'
import { isLoud, setLoud } from './sound'
import { createTaps } from './steps'
import './Vibe.css'

interface VibeProps {
  readonly id: Hash
  /** Where it stands, from 1. */
  readonly position: number
  /** Whether it is the one in the window. */
  readonly active: boolean
  /** Whether its film is asked for. */
  readonly wanted: boolean
  readonly onHere: () => void
  readonly onComments: () => void
}

/** What stands where there is nothing to see, by why. */
const absences = {
  deleted: t`This vibe was deleted.`,
  'being checked': t`This vibe is being checked. It shows as soon as that is done.`,
  'taken down': t`This vibe was taken down by moderators.`,
  'not for you': t`This vibe is not for you.`,
  unknown: t`This vibe is not here yet. It shows as soon as it comes from another device.`,
} as const

/** One vibe, from edge to edge, or why it is not to be seen. */
export function Vibe(props: VibeProps) {
  const post = createAnswer(oneContent, () => ({ content: props.id }))
  const shown = () => {
    const now = post()
    return now?.state === 'shown' ? now : undefined
  }
  const absence = () => {
    const state = post()?.state
    return state === undefined || state === 'shown' ? undefined : absences[state]
  }
  return (
    <Show when={shown()} fallback={<Show when={absence()}>{(says) => <article class="vibe vibe-gone">{says()}</article>}</Show>}>
      {(card) => <Shown {...props} card={card()} />}
    </Show>
  )
}

function Shown(props: VibeProps & { readonly card: Card }) {
  const title = createUniqueId()
  const maker = createAnswer(profile, () => ({ account: props.card.author.account }))
  const liking = createLiking(() => props.card)
  const [playing, setPlaying] = createSignal(!isCalm())
  // Who stopped one wanted to look at that one.
  createEffect(
    on(
      () => props.active,
      () => setPlaying(!isCalm()),
      { defer: true },
    ),
  )
  const words = () => props.card.caption?.text ?? ''
  const label = () => {
    const { name } = props.card.author
    return words() === '' ? t`Video by ${name}` : t`Video by ${name}: ${beginning(words(), 80)}`
  }

  const [beat, setBeat] = createSignal<{ readonly x: number; readonly y: number }>()
  const turn = () => setPlaying(!playing())
  const taps = createTaps(turn, (event: MouseEvent) => {
    setBeat(isCalm() ? undefined : { x: event.offsetX, y: event.offsetY })
    if (!props.card.liked) void liking.turn()
  })
  onCleanup(taps.stop)
  /** By a key: nobody presses that twice to like something. */
  const press = (event: MouseEvent) => (event.detail === 0 ? turn() : taps.tap(event))

  const keys: Readonly<Record<string, () => void>> = {
    ' ': turn,
    l: () => void liking.turn(),
    c: () => props.onComments(),
    m: () => setLoud(!isLoud()),
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return
    if (event.key === ' ' ? event.target instanceof Element && event.target.closest('a, button') : letterKeys() === 'off') return
    const does = keys[event.key]
    if (!does) return
    event.preventDefault()
    does()
  }
  createEffect(() => {
    if (!props.active) return
    addEventListener('keydown', onKey, true)
    onCleanup(() => removeEventListener('keydown', onKey, true))
  })

  return (
    <article class="vibe" aria-labelledby={title} aria-posinset={props.position} aria-setsize={-1}>
      <Show when={props.card.files[0]}>
        {(file) => (
          <Clip
            file={file()}
            label={label()}
            wanted={props.wanted}
            active={props.active}
            playing={playing()}
            onHere={() => props.onHere()}
            onHeldBack={() => setPlaying(false)}
          />
        )}
      </Show>
      <button type="button" class="vibe-surface" aria-label={playing() ? t`Pause` : t`Play`} onClick={press}>
        <Show when={!playing()}>
          <Play aria-hidden="true" />
        </Show>
        <Show when={beat()} keyed>
          {(at) => (
            <Heart
              class="vibe-beat"
              aria-hidden="true"
              style={{ left: `${at.x}px`, top: `${at.y}px` }}
              onAnimationEnd={() => setBeat(undefined)}
            />
          )}
        </Show>
      </button>

      <header class="vibe-title">
        <div class="vibe-kind">
          <CirclePlay aria-hidden="true" />
          <span>{t`Vibe`}</span>
          <A href={`/post/${props.card.id}`}>
            <Time at={props.card.at} />
          </A>
          <Show when={props.card.edits > 0}>
            <span>{t`edited`}</span>
          </Show>
          <For each={labelsBeside(props.card.labels)}>{(label) => <span class="post-label">{label}</span>}</For>
          <Pending standing={props.card.standing} />
        </div>
        <div id={title}>
          <Face face={props.card.author} size="s" />
        </div>
        <Show when={props.card.takenDown}>
          <p class="vibe-down">{t`Taken down. Only its maker and moderators still see it.`}</p>
        </Show>
        <Show when={!props.card.takenDown && props.card.waits}>
          {(waits) => (
            <p class="vibe-down" role="status">
              {waits() === 'unexamined' ? t`Being checked` : t`A moderator will look at it`}
              <Show when={waits() === 'unexamined'}>
                <BeingChecked content={props.card.id} />
              </Show>
            </p>
          )}
        </Show>
        <Show when={props.card.caption}>
          {(caption) => (
            <div class="vibe-words">
              <WordsShown words={caption()} most={110} />
            </div>
          )}
        </Show>
        <Refusal outcome={liking.outcome()} failure={liking.failure()} />
      </header>

      <div class="vibe-rail">
        <div class="vibe-rail-cell">
          <Disc
            label={t`Like, ${plural(props.card.likes, t`1 like`, t`${props.card.likes} likes`)}`}
            pressed={props.card.liked}
            kind="like"
            onPress={() => void liking.turn()}
          >
            <Heart aria-hidden="true" />
          </Disc>
          <span aria-hidden="true">{few(props.card.likes)}</span>
        </div>
        <div class="vibe-rail-cell">
          <Disc label={plural(props.card.comments, t`1 comment`, t`${props.card.comments} comments`)} onPress={() => props.onComments()}>
            <MessageCircle aria-hidden="true" />
          </Disc>
          <span aria-hidden="true">{few(props.card.comments)}</span>
        </div>
        <TipButton card={props.card} />
        <Show when={maker()}>{(known) => <FollowButton profile={known()} />}</Show>
        <Disc label={t`Share`} onPress={() => void shareLink(label(), `/vibes/${props.card.id}`)}>
          <Share aria-hidden="true" />
        </Disc>
        <Disc label={t`Sound`} pressed={isLoud()} onPress={() => setLoud(!isLoud())}>
          <Show when={isLoud()} fallback={<VolumeX aria-hidden="true" />}>
            <Volume2 aria-hidden="true" />
          </Show>
        </Disc>
        <PostMenu card={props.card} onDeleted={() => {}} />
      </div>
    </article>
  )
}

interface DiscProps {
  readonly label: string
  readonly pressed?: boolean
  readonly kind?: string
  readonly onPress: () => void
  readonly children: JSX.Element
}

function Disc(props: DiscProps) {
  return (
    <button
      type="button"
      class="vibe-disc"
      data-kind={props.kind}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      onClick={() => props.onPress()}
    >
      {props.children}
    </button>
  )
}
