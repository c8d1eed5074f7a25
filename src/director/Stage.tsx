/** The stage: two to four people side by side on one world and one clock, each with the whole app of their own. On this device, or each on a device of its own. */
import { plural, t } from '../language'
import { A } from '@solidjs/router'
import Columns2 from 'lucide-solid/icons/columns-2'
import Plus from 'lucide-solid/icons/plus'
import Smartphone from 'lucide-solid/icons/smartphone'
import Wifi from 'lucide-solid/icons/wifi'
import WifiOff from 'lucide-solid/icons/wifi-off'
import X from 'lucide-solid/icons/x'
import { createEffect, createSignal, createUniqueId, For, type JSX, onMount, Show } from 'solid-js'
import type { AccountId } from '../areas/area'
import type { Peer } from '../peer/peer'
import { goOnAt } from '../ui/giveBack'
import { useSession } from '../ui/session'
import { say } from '../ui/toast'
import { useWorldTime } from '../ui/worldTime'
import { AppFrame } from './AppFrame'
import { createName } from './createName'
import { lookBackTo } from './moving'
import { Person } from './Person'
import './Stage.css'
import type { StagedPane, Standing } from './staged'

interface Pane {
  /** Also the frame's name, by which it remembers who it is. */
  readonly id: string
  /** Whose it was made; nobody's is for whoever signs up in it. */
  readonly account: AccountId | undefined
  readonly address: string
  /** By which name its store is kept; with one of its own it goes offline by itself. */
  readonly device: string | undefined
}
type Shape = 'phones' | 'columns'

const MOST = 4
const SHAPE = 'mesi.stage.shape'
/** What devices of nobody yet are called. */
const guests = ['b', 'c', 'd', 'e'] as const
/** Who comes back to a device of theirs finds it as it was left: whatever was done there without a line waits there. */
const deviceOf = (account: AccountId): string =>
  `s${account
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 11)}`

export function Stage() {
  const session = useSession()
  const now = useWorldTime()
  const [panes, setPanes] = createSignal<readonly Pane[]>([])
  const [shape, setShape] = createSignal<Shape>(localStorage.getItem(SHAPE) === 'columns' ? 'columns' : 'phones')
  const [failure, setFailure] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const stage = createUniqueId()
  let count = 0
  const id = () => `pane-${stage}-${count++}`
  const here = (account: AccountId): Pane => ({ id: id(), account, address: `/?as=${account}`, device: undefined })

  const ownDevice = async (account: AccountId): Promise<Pane> => {
    const device = deviceOf(account)
    const { hash } = new URL(await session.mesi.peers.pair(account))
    return { id: id(), account, address: `/join?${new URLSearchParams({ peer: device, as: account })}${hash}`, device }
  }
  const guest = async (): Promise<Pane> => {
    const device = guests.find((name) => !panes().some((pane) => pane.device === name)) ?? guests[0]
    const { hash } = new URL(await session.mesi.peers.invite(1))
    return { id: id(), account: undefined, address: `/join?peer=${device}${hash}`, device }
  }
  /** @param old the pane whose place it takes; without one, it comes last */
  const put = async (making: Promise<Pane>, old?: Pane) => {
    setBusy(true)
    setFailure(undefined)
    try {
      const made = await making
      if (old) ready.delete(old.id)
      setPanes(old ? panes().map((pane) => (pane === old ? made : pane)) : [...panes(), made])
      // What was pressed may have gone: with the pane that is another now, or because no more of them fit.
      if (document.activeElement === document.body) goOnAt(document.getElementById(made.id)?.querySelector('button'))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`No device could be added.`)
    } finally {
      setBusy(false)
    }
  }
  const add = async (who: AccountId | undefined, own: boolean) => {
    if (!busy()) await put(who === undefined ? guest() : own ? ownDevice(who) : Promise.resolve(here(who)))
  }

  /** Where all of them are: the bar over the stage leads. */
  const moment = () => (session.past() ? now() : undefined)
  const ready = new Map<string, StagedPane>()
  createEffect(() => {
    const at = moment()
    for (const pane of ready.values()) pane.show(at)
  })
  const lookBack = async () => {
    try {
      if (!session.past()) await lookBackTo(session)
    } catch (error) {
      say(error instanceof Error ? error.message : t`The past could not be opened.`, { kind: 'warn' })
    }
  }

  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    document.title = t`Stage · Mesi`
    heading?.focus({ preventScroll: true })
    const people = session.personas().map(({ account }) => account)
    const rank = rankIn(session.peer(), session.me())
    setPanes(
      people
        .toSorted((a, b) => rank(a) - rank(b))
        .slice(0, 2)
        .map(here),
    )
  })

  return (
    <main class="stage" data-shape={shape()}>
      <header class="stage-head">
        <h1 tabindex="-1" ref={(element) => (heading = element)}>
          {t`Stage`}
        </h1>
        <Show when={panes().length < MOST}>
          <AddPane accounts={session.personas().map(({ account }) => account)} busy={busy()} add={(who, own) => void add(who, own)} />
        </Show>
        <Shapes
          shape={shape()}
          choose={(next) => {
            setShape(next)
            localStorage.setItem(SHAPE, next)
          }}
        />
        <A href="/" class="director-link">
          {t`Leave the stage`}
        </A>
      </header>
      <Show when={failure()}>
        <p role="alert">{failure()}</p>
      </Show>
      <Show when={panes().length === 0}>
        <p>{t`Add somebody, or another device, to see them side by side.`}</p>
      </Show>
      <div class="stage-panes">
        <For each={panes()}>
          {(pane) => (
            <PaneOf
              pane={pane}
              moment={moment()}
              busy={busy()}
              ready={(found) => {
                ready.set(pane.id, found)
                found.show(moment())
              }}
              looksBack={() => void lookBack()}
              part={() => {
                const { account } = pane
                if (account !== undefined && !busy()) void put(ownDevice(account), pane)
              }}
              close={() => {
                ready.delete(pane.id)
                setPanes(panes().filter((other) => other !== pane))
              }}
            />
          )}
        </For>
      </div>
    </main>
  )
}

/** Whoever one is comes first, and somebody to meet; the house only when nobody else is here. */
const rankIn =
  ({ genesis }: Peer, me: AccountId | undefined) =>
  (account: AccountId): number =>
    account === me ? 0 : genesis.parameters['accounts.firstAdmin'] === account ? 2 : 1

/** Says who comes next, and whether on this device or on one of their own. */
function AddPane(props: {
  readonly accounts: readonly AccountId[]
  readonly busy: boolean
  /** @param who nobody yet: whoever signs up there, on a device of its own */
  readonly add: (who: AccountId | undefined, own: boolean) => void
}) {
  const [who, choose] = createSignal(GUEST)
  const [own, setOwn] = createSignal(false)
  const isGuest = () => who() === GUEST
  return (
    <form
      class="stage-add"
      aria-label={t`Add a pane`}
      onSubmit={(event) => {
        event.preventDefault()
        props.add(isGuest() ? undefined : who(), own())
      }}
    >
      <select class="director-input" aria-label={t`Who`} onChange={(event) => choose(event.currentTarget.value)}>
        <option value={GUEST}>{t`Somebody new`}</option>
        <For each={props.accounts}>{(account) => <Person account={account} />}</For>
      </select>
      <label class="stage-own">
        <input
          type="checkbox"
          checked={own() || isGuest()}
          disabled={isGuest()}
          onChange={(event) => setOwn(event.currentTarget.checked)}
        />
        {t`On a device of their own`}
      </label>
      <button type="submit" class="director-button" aria-disabled={props.busy}>
        <Plus aria-hidden="true" /> {t`Add`}
      </button>
    </form>
  )
}
const GUEST = ''

function Shapes(props: { readonly shape: Shape; readonly choose: (shape: Shape) => void }) {
  const Choice = (choice: { readonly is: Shape; readonly says: string; readonly children: JSX.Element }) => (
    <button
      type="button"
      class="director-close"
      aria-pressed={props.shape === choice.is}
      aria-label={choice.says}
      data-tip={choice.says}
      onClick={() => props.choose(choice.is)}
    >
      {choice.children}
    </button>
  )
  return (
    <div class="stage-shapes" role="group" aria-label={t`How panes look`}>
      <Choice is="phones" says={t`As phones`}>
        <Smartphone aria-hidden="true" />
      </Choice>
      <Choice is="columns" says={t`As columns`}>
        <Columns2 aria-hidden="true" />
      </Choice>
    </div>
  )
}

function PaneOf(props: {
  readonly pane: Pane
  /** Where the stage looks back to. */
  readonly moment: number | undefined
  readonly ready: (pane: StagedPane) => void
  readonly looksBack: () => void
  /** Another one is being made. */
  readonly busy: boolean
  /** Gives them a device of their own. */
  readonly part: () => void
  readonly close: () => void
}) {
  const [standing, setStanding] = createSignal<Standing>()
  const name = createName(() => standing()?.me ?? props.pane.account)
  const title = () => name() ?? t`Somebody new`
  const isOnline = () => standing()?.isOnline !== false
  let staged: StagedPane | undefined
  let section: HTMLElement | undefined
  const close = () => {
    const next = section?.nextElementSibling ?? section?.previousElementSibling
    props.close()
    goOnAt(next?.querySelector('header > :last-child'))
  }
  const line = () => (isOnline() ? t`Cut the line` : t`Bring the line back`)
  return (
    <section ref={(element) => (section = element)} id={props.pane.id} class="stage-pane" aria-label={title()}>
      <header class="stage-pane-head">
        <h2>
          <bdi>{title()}</bdi>
          <Show when={props.pane.device !== undefined || props.moment !== undefined}>
            {' '}
            <small class="stage-standing" data-offline={isOnline() ? undefined : ''}>
              {props.moment === undefined ? inWords(standing()) : t`as it was`}
            </small>
          </Show>
        </h2>
        <Show
          when={props.pane.device !== undefined}
          fallback={
            <button
              type="button"
              class="director-close"
              aria-label={t`Give ${title()} a device of their own`}
              data-tip={t`Give ${title()} a device of their own`}
              aria-disabled={props.busy}
              onClick={() => props.part()}
            >
              <Smartphone aria-hidden="true" />
            </button>
          }
        >
          <button
            type="button"
            class="director-close"
            aria-pressed={!isOnline()}
            aria-label={line()}
            data-tip={line()}
            onClick={() => void staged?.online(!isOnline())}
          >
            {isOnline() ? <Wifi aria-hidden="true" /> : <WifiOff aria-hidden="true" />}
          </button>
        </Show>
        <button type="button" class="director-close" aria-label={t`Close ${title()}`} data-tip={t`Close ${title()}`} onClick={close}>
          <X aria-hidden="true" />
        </button>
      </header>
      <AppFrame
        name={props.pane.id}
        title={title()}
        address={props.pane.address}
        made={(element) => {
          element.staged = {
            ready: (pane) => {
              staged = pane
              props.ready(pane)
            },
            stands: setStanding,
            looksBack: () => props.looksBack(),
          }
        }}
      />
    </section>
  )
}

/** How a device of its own stands with the others. */
function inWords(standing: Standing | undefined): string {
  if (!standing) return t`Own device`
  if (standing.isOnline) return t`Own device, online`
  const waiting = standing.pending
  return waiting === 0 ? t`Own device, offline` : t`Own device, offline: ${plural(waiting, t`1 act waits`, t`${waiting} acts wait`)}`
}
