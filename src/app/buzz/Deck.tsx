import { numeral, plural, t } from '../../language'
import { A, useNavigate } from '@solidjs/router'
import ThumbsDown from 'lucide-solid/icons/thumbs-down'
import Undo from 'lucide-solid/icons/undo-2'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js'
import { Cover } from '../../areas/accounts/ui/Cover'
import { Face } from '../../areas/accounts/ui/Face'
import { Tags } from '../../areas/accounts/ui/Tags'
import { PostTile } from '../../areas/content/ui/PostTile'
import { type Creator, creators } from '../../areas/content/galleryViews'
import { Button } from '../../ui/Button'
import { goOnFrom } from '../../ui/giveBack'
import { Refusal } from '../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../ui/session'
import { say } from '../../ui/toast'
import { isElsewhere } from '../keys'
import { isCalm } from '../preferences'
import './Deck.css'
import { createPassed } from './passed'

/** So far a card is pushed before it means something, in pixels. */
const FAR = 110

/** Makers one by one, to pass or to follow: by swipe, by arrow keys, by buttons. */
export function Deck() {
  const session = useSession()
  const navigate = useNavigate()
  const passed = createPassed()
  const doing = createAct()
  const found = createAnswer(creators, () => ({ size: 8, without: [...passed.list()] }))
  // Who is looked at stays on top, whatever happens in the world meanwhile.
  const [held, hold] = createSignal<string>()
  const top = createMemo(() => found()?.find(({ account }) => account === held()) ?? found()?.[0])
  const below = () => found()?.find(({ account }) => account !== top()?.account)
  const [gone, setGone] = createSignal<{ readonly creator: Creator; readonly way: 'left' | 'right' }>()
  const [undoable, setUndoable] = createSignal<readonly string[]>([])

  createEffect(on([session.me, session.peer], () => setUndoable([]), { defer: true }))

  const leave = (creator: Creator, way: 'left' | 'right') => {
    if (!isCalm()) setGone({ creator, way })
    if (held() === creator.account) hold(undefined)
  }
  const pass = () => {
    const creator = top()
    if (!creator) return
    doing.forget()
    leave(creator, 'left')
    passed.pass(creator.account)
    setUndoable([...undoable(), creator.name])
  }
  const follow = async () => {
    const creator = top()
    if (!creator) return
    if (session.me() === undefined) return navigate('/welcome')
    hold(creator.account)
    const { account, name } = creator
    // The next one is there at once, to be passed or followed, however long the disk takes.
    const outcome = await doing.about(account, { type: 'accounts.followed', data: { account } })
    if (!outcome?.ok) return
    leave(creator, 'right')
    say(t`You follow ${name}.`, {
      undo: { label: t`Undo`, does: () => void session.act({ type: 'accounts.unfollowed', data: { account } }) },
    })
  }
  const undo = () => {
    if (undoable().length === 0) return
    const back = passed.list().at(-1)
    passed.undo()
    hold(back)
    setUndoable(undoable().slice(0, -1))
  }
  let section: HTMLElement | undefined
  /** The keyboard goes on in the deck, as long as there is one. */
  const stays = (element: HTMLElement) => goOnFrom(element, () => section?.querySelector('.deck-button, .deck-end button'))
  onMount(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isElsewhere(event.target)) return
      if (event.key === 'ArrowLeft') pass()
      else if (event.key === 'ArrowRight') void follow()
      else if (event.key === 'Backspace') undo()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', listen)
    onCleanup(() => removeEventListener('keydown', listen))
  })

  return (
    <Show when={found() && (top() !== undefined || passed.list().length > 0)}>
      <section class="deck" ref={(element) => (section = element)} aria-label={t`Creators to meet`}>
        <div class="deck-cards">
          <Show
            when={top()}
            keyed
            fallback={
              <div class="deck-end">
                <h2>{t`You have met everybody`}</h2>
                <p>{t`Whoever you follow is in your feed. Whoever you passed can come back.`}</p>
                <Button
                  look="dark"
                  ref={stays}
                  onClick={() => {
                    passed.clear()
                    setUndoable([])
                  }}
                >
                  {t`Bring back ${passed.list().length === 1 ? t`the one` : t`the ${passed.list().length}`} you passed`}
                </Button>
              </div>
            }
          >
            {(creator) => (
              <>
                <Show when={below()}>
                  <div class="deck-below" aria-hidden="true" />
                </Show>
                <Swiped ref={stays} onLeft={pass} onRight={() => void follow()}>
                  <CreatorCard creator={creator} />
                </Swiped>
              </>
            )}
          </Show>
          {/* They stay for the next one: the keyboard is on them. */}
          <Show when={top()}>
            {(creator) => (
              <>
                <button type="button" class="deck-button" ref={stays} data-way="left" data-tip={t`Pass (←)`} onClick={pass}>
                  <ThumbsDown aria-hidden="true" />
                  <span class="unseen">{t`Pass ${creator().name}`}</span>
                </button>
                <button
                  type="button"
                  class="deck-button"
                  ref={stays}
                  data-way="right"
                  data-tip={t`Follow (→)`}
                  // The second click of two does not mean whoever is on top by then.
                  onClick={(event) => event.detail < 2 && void follow()}
                >
                  <UserRoundPlus aria-hidden="true" />
                  <span class="unseen">{t`Follow ${creator().name}`}</span>
                </button>
              </>
            )}
          </Show>
          <Show when={gone()} keyed>
            {({ creator, way }) => (
              <div class="deck-gone" data-way={way} inert aria-hidden="true" onAnimationEnd={() => setGone(undefined)}>
                <CreatorCard creator={creator} />
              </div>
            )}
          </Show>
        </div>
        <Refusal outcome={doing.outcome()} failure={doing.failure()} />
        <div class="deck-foot">
          <Show
            // At the end the button above brings back the only one.
            when={(top() !== undefined || passed.list().length > 1) && undoable().at(-1)}
            fallback={
              <Show when={top()}>
                <p class="deck-hint">{t`Swipe, or use the arrow keys: left to pass, right to follow.`}</p>
              </Show>
            }
          >
            {(name) => (
              <Button look="quiet" ref={stays} onClick={undo}>
                <Undo aria-hidden="true" /> {t`Bring ${name()} back`}
              </Button>
            )}
          </Show>
        </div>
        <p class="unseen" role="status" dir="auto">
          {top()?.name ?? t`You have met everybody`}
        </p>
      </section>
    </Show>
  )
}

/** Follows the finger or the mouse sideways, and springs back unless it went far enough. */
function Swiped(props: {
  readonly ref: (element: HTMLElement) => void
  readonly onLeft: () => void
  readonly onRight: () => void
  readonly children: JSX.Element
}) {
  const [x, setX] = createSignal(0)
  const [dragged, setDragged] = createSignal(false)
  let from: { readonly x: number; readonly y: number; readonly id: number } | undefined
  const start = (event: PointerEvent) => {
    if (event.button === 0 && event.isPrimary) from = { x: event.clientX, y: event.clientY, id: event.pointerId }
  }
  const move = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    if (from?.id !== event.pointerId) return
    const by = event.clientX - from.x
    if (!dragged()) {
      if (Math.abs(by) < 10 || Math.abs(by) < Math.abs(event.clientY - from.y)) return
      setDragged(true)
      event.currentTarget.setPointerCapture(event.pointerId)
    }
    setX(by)
  }
  const end = (event: PointerEvent) => {
    if (from?.id !== event.pointerId) return
    const by = event.type === 'pointerup' ? x() : 0
    from = undefined
    setX(0)
    // The click that follows a drag is none.
    setTimeout(() => setDragged(false))
    if (by < -FAR) props.onLeft()
    else if (by > FAR) props.onRight()
  }
  return (
    <div
      ref={(element) => props.ref(element)}
      class="deck-swiped"
      data-dragged={dragged() ? '' : undefined}
      style={{ '--x': `${x()}px`, '--turn': `${x() / 24}deg`, '--left': String(-x() / FAR), '--right': String(x() / FAR) }}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      on:click={{ capture: true, handleEvent: (event: Event) => dragged() && event.preventDefault() }}
      on:dragstart={(event: Event) => event.preventDefault()}
    >
      {props.children}
      <span class="deck-stamp" data-way="left" aria-hidden="true">
        {t`Pass`}
      </span>
      <span class="deck-stamp" data-way="right" aria-hidden="true">
        {t`Follow`}
      </span>
    </div>
  )
}

function CreatorCard(props: { readonly creator: Creator }) {
  const address = () => `/u/${props.creator.handle ?? props.creator.account}`
  /** Who has no cover is introduced by what they made, if something is left to be shown below. */
  const instead = () =>
    props.creator.cover || props.creator.hottest.length < 2
      ? undefined
      : props.creator.hottest.find(({ media, takenDown }) => media === 'image' && !takenDown)
  const others = () => props.creator.hottest.filter((card) => card !== instead()).slice(0, 3)
  return (
    <article class="deck-card" aria-label={props.creator.name}>
      <div class="deck-top">
        <Cover seed={props.creator.account} cover={props.creator.cover ?? instead()?.files[0] ?? null} />
        <h2 class="deck-name" dir="auto" data-long={props.creator.name.length > 16 ? '' : undefined}>
          <A href={address()}>{props.creator.name}</A>
        </h2>
      </div>
      <div class="deck-body">
        <div class="deck-line">
          <Face face={props.creator} bare size="l" />
          <span class="deck-handle" dir="ltr">
            {props.creator.handle ? `@${props.creator.handle}` : ''}
          </span>
          <span class="deck-figures">
            <Figure count={props.creator.followers} unit={plural(props.creator.followers, t`follower`, t`followers`)} />
            <Figure count={props.creator.droplets} unit={plural(props.creator.droplets, t`droplet`, t`droplets`)} />
          </span>
        </div>
        <Tags categories={props.creator.categories} />
        <Show when={props.creator.bio?.text}>
          {(bio) => (
            <p class="deck-bio" dir="auto">
              {bio()}
            </p>
          )}
        </Show>
        <h3 class="deck-hot">{t`Hottest content`}</h3>
        <ul class="deck-tiles">
          <For each={others()}>
            {(card) => (
              <li>
                <PostTile card={card} />
              </li>
            )}
          </For>
        </ul>
      </div>
    </article>
  )
}

function Figure(props: { readonly count: number; readonly unit: string }) {
  return (
    <span class="deck-figure">
      <strong class="tabular">{numeral(props.count)}</strong>
      {props.unit}
    </span>
  )
}
