import { t } from '../../language'
import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import ChevronUp from 'lucide-solid/icons/chevron-up'
import CirclePlay from 'lucide-solid/icons/circle-play'
import { createEffect, createMemo, createSignal, Match, on, onCleanup, Show, Switch, untrack } from 'solid-js'
import { Comments } from '../../areas/content/ui/Comments'
import { Forewarning } from '../../areas/filter/ui/Foresight'
import { createLook } from '../look'
import { createFeed } from '../../areas/content/ui/feed'
import { beginning } from '../../areas/content/ui/words'
import { oneContent, vibes } from '../../areas/content/views'
import { hash } from '../../areas/shapes'
import type { Hash } from '../../log/types'
import { IconButton } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Empty } from '../../ui/Empty'
import { createMedia } from '../../ui/media'
import { createAnswer } from '../../ui/session'
import { isElsewhere } from '../keys'
import { letterKeys } from '../preferences'
import { createReel } from '../vibes/reel'
import { ReelView } from '../vibes/ReelView'
import { Vibe } from '../vibes/Vibe'
import './Vibes.css'

/** So many before the end, more are asked for. */
const AHEAD = 5

const hashIn = (text: string | undefined): Hash | undefined => (hash.safeParse(text).success ? text : undefined)

/** Vibes one after the other, each from edge to edge: everybody's, or one maker's (`?by=`). The address is that of the one that is seen. */
export function Vibes() {
  const look = createLook()
  const params = useParams<{ id?: string }>()
  const [search] = useSearchParams<{ by?: string }>()
  const navigate = useNavigate()
  const isWide = createMedia('(min-width: 72rem)')
  const by = () => hashIn(search.by)
  const list = createFeed(vibes, () => {
    const maker = by()
    return maker === undefined ? {} : { by: maker }
  })
  /** What a link leads to although the list does not begin with it; it stands before the others. */
  const [apart, setApart] = createSignal<Hash>()
  createEffect(on(by, () => setApart(undefined), { defer: true }))
  const ids = createMemo(() => {
    const all = list.ids()
    const first = apart()
    return first === undefined ? all : all && [first, ...all.filter((id) => id !== first)]
  })
  const count = () => ids()?.length ?? 0
  const reel = createReel(count)
  const current = () => ids()?.[reel.at()]
  const seen = createAnswer(oneContent, () => {
    const content = current()
    return content === undefined ? undefined : { content }
  })
  const card = createMemo(() => {
    const now = seen()
    return now?.state === 'shown' && now.id === current() ? now : undefined
  })

  /** Where this screen itself has led the address, which may be on its way there still. */
  const led = new Set<Hash>()
  // To the one that the address names, when the list is there and whenever a link within the app names another one.
  createEffect(
    on([() => params.id, () => list.ids() === undefined], ([named, isLoading]) => {
      const asked = hashIn(named)
      if (asked === current()) led.clear()
      if (isLoading || asked === undefined || asked === current() || led.has(asked)) return
      if (!list.ids()?.includes(asked)) setApart(asked)
      reel.jump(ids()?.indexOf(asked) ?? 0)
    }),
  )
  // What is seen stays where it is when others come before it.
  createEffect(
    on(ids, (now, before) => {
      const was = before?.[reel.at()]
      const at = was === undefined ? -1 : (now?.indexOf(was) ?? -1)
      if (at >= 0 && at !== reel.at()) reel.jump(at)
    }),
  )
  createEffect(() => {
    if (reel.at() >= count() - AHEAD) list.more()
  })
  createEffect(() => {
    const id = current()
    if (id === undefined || id === untrack(() => params.id)) return
    led.add(id)
    navigate(`/vibes/${id}${by() === undefined ? '' : `?by=${by()}`}`, { replace: true, scroll: false })
  })
  // A link to a post of another kind leads to that post.
  createEffect(() => {
    const found = card()
    if (found && found.form !== 'vibe') navigate(`/post/${found.id}`, { replace: true })
  })

  /** The one whose film has come: then the next one is asked for. */
  const [here, setHere] = createSignal<number>()
  const isWanted = (index: number) => index === reel.at() || (index - 1 === reel.at() && here() === reel.at())
  createEffect(on(reel.at, () => setHere(undefined), { defer: true }))

  const [talking, setTalking] = createSignal(false)
  const talk = () => {
    if (isWide()) document.querySelector<HTMLElement>('.vibes-beside textarea')?.focus()
    else setTalking(true)
  }

  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1, j: 1, k: -1 }
  const press = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (by === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return
    if (event.key.length === 1 && letterKeys() === 'off') return
    if (event.target instanceof Element && event.target.closest('.vibes-beside')) return // those words scroll
    event.preventDefault()
    reel.go(by)
  }
  addEventListener('keydown', press, true)
  onCleanup(() => removeEventListener('keydown', press, true))

  const title = () => {
    const now = card()
    if (!now) return t`Vibes`
    const words = beginning(now.caption?.text ?? '', 60)
    return words === '' ? t`Vibe by ${now.author.name}` : `${now.author.name}: ${words}`
  }
  createEffect(() => {
    document.title = `${title()} · Mesi`
  })
  const leave = () => (history.length > 1 ? history.back() : navigate('/'))

  return (
    <div class="vibes">
      <h1 class="unseen" tabindex="-1">
        {t`Vibes`}
      </h1>
      <section class="vibes-stage" aria-label={t`Vibes`}>
        <p class="unseen" role="status" dir="auto">
          {card() ? `${reel.at() + 1}. ${title()}` : ''}
        </p>
        <Switch>
          <Match when={ids() === undefined}>
            <div class="skeleton vibes-skeleton" aria-busy="true" aria-label={t`Loading`} />
          </Match>
          <Match when={count() === 0}>
            <Empty
              picture={<CirclePlay />}
              title={t`No vibes yet`}
              says={
                by()
                  ? t`Short films of this maker will appear here.`
                  : t`Short films for everybody appear here. The first one may be yours.`
              }
            >
              <A class="button" data-look="main" href={by() ? '/vibes' : '/create'}>
                {by() ? t`Everybody’s vibes` : t`Post a vibe`}
              </A>
            </Empty>
          </Match>
          <Match when={true}>
            <ReelView reel={reel} count={count()}>
              {(index) => (
                // Keyed: what is open over one, or on its way to the disk, is of that one, whichever stands in this place later.
                <Show when={ids()?.[index]} keyed>
                  {(id) => (
                    <Vibe
                      id={id}
                      position={index + 1}
                      active={index === reel.at()}
                      wanted={isWanted(index)}
                      onHere={() => index === reel.at() && setHere(index)}
                      onComments={talk}
                    />
                  )}
                </Show>
              )}
            </ReelView>
          </Match>
        </Switch>
        <IconButton class="vibes-back" look="plain" label={t`Back`} onClick={leave}>
          <ArrowLeft aria-hidden="true" />
        </IconButton>
        <Show when={list.fresh().count > 0 && reel.at() === 0}>
          <button
            type="button"
            class="button vibes-fresh"
            data-look="dark"
            onClick={() => {
              setApart(undefined)
              list.refresh()
              reel.jump(0)
            }}
          >
            <ArrowUp aria-hidden="true" /> {t`${list.fresh().count} new`}
          </button>
        </Show>
      </section>
      <Show when={count() > 1}>
        <div class="vibes-steps">
          <IconButton look="plain" label={t`Vibe before`} disabled={reel.at() === 0} onClick={() => reel.go(-1)}>
            <ChevronUp aria-hidden="true" />
          </IconButton>
          <IconButton look="plain" label={t`Next vibe`} disabled={reel.at() === count() - 1} onClick={() => reel.go(1)}>
            <ChevronDown aria-hidden="true" />
          </IconButton>
        </div>
      </Show>
      <Show when={isWide() && card()}>
        {(card) => (
          <aside class="vibes-beside" aria-label={t`What people say`}>
            <Comments card={card()} advice={(words) => <Forewarning words={words()} look={look} />} />
          </aside>
        )}
      </Show>
      <Dialog title={t`What people say`} open={talking() && !isWide()} onOpenChange={setTalking}>
        <Show when={card()}>
          {(card) => (
            <div class="vibes-talk">
              <Comments card={card()} advice={(words) => <Forewarning words={words()} look={look} />} />
            </div>
          )}
        </Show>
      </Dialog>
    </div>
  )
}
