/** The stage: two to four people side by side, each with the whole app of their own. On this device, or each on a device of its own. */
import { t } from '../language'
import Plus from 'lucide-solid/icons/plus'
import Wifi from 'lucide-solid/icons/wifi'
import WifiOff from 'lucide-solid/icons/wifi-off'
import X from 'lucide-solid/icons/x'
import { createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { profile } from '../areas/accounts/views'
import type { Mesi } from '../peer/mesi'
import { createAnswer, useSession } from '../ui/session'
import { AppFrame } from './AppFrame'
import { Person } from './Person'
import './Stage.css'

interface Pane {
  /** Also the frame's name, by which it remembers who it is. */
  readonly id: string
  readonly title: string
  readonly address: string
  /** A device of its own goes offline by itself. */
  readonly ownDevice: boolean
}

const MOST = 4
/** So many people have a button each; more are chosen from a list. */
const FEW = 4
const devices = ['b', 'c', 'd', 'e'] as const

export function Stage() {
  const session = useSession()
  const [panes, setPanes] = createSignal<readonly Pane[]>([])
  const [failure, setFailure] = createSignal<string>()
  const stage = createUniqueId()
  let count = 0
  const add = (pane: Omit<Pane, 'id'>) => setPanes([...panes(), { ...pane, id: `pane-${stage}-${count++}` }])
  const addPerson = (account: string) => add({ title: '', address: `/?as=${account}`, ownDevice: false })
  const addDevice = async () => {
    const free = devices.find((name) => !panes().some((pane) => pane.address.includes(`peer=${name}`)))
    if (!free) return
    try {
      const link = new URL(await session.mesi.peers.invite(1))
      add({ title: t`Another device (${free.toUpperCase()})`, address: `/join?peer=${free}${link.hash}`, ownDevice: true })
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`No device could be added.`)
    }
  }
  onMount(() => {
    document.title = t`Stage · Mesi`
    // Whoever one is, and somebody to meet; the house only when nobody else is here.
    const rank = (account: string) =>
      account === session.me() ? 0 : session.peer().genesis.parameters['accounts.firstAdmin'] === account ? 2 : 1
    const people = session.personas().map(({ account }) => account)
    for (const account of people.toSorted((a, b) => rank(a) - rank(b)).slice(0, 2)) addPerson(account)
  })

  return (
    <main class="stage">
      <header class="stage-head">
        <h1>{t`Stage`}</h1>
        <Show when={panes().length < MOST}>
          <Show
            when={session.personas().length > FEW}
            fallback={<For each={session.personas()}>{({ account }) => <AddPerson account={account} add={addPerson} />}</For>}
          >
            <AddOneOfMany accounts={session.personas().map(({ account }) => account)} add={addPerson} />
          </Show>
          <button type="button" class="director-button" onClick={() => void addDevice()}>
            <Plus aria-hidden="true" /> {t`Another device`}
          </button>
        </Show>
        <a href="/" class="director-link">
          {t`Leave the stage`}
        </a>
      </header>
      <Show when={failure()}>
        <p role="alert">{failure()}</p>
      </Show>
      <Show when={panes().length === 0}>
        <p>{t`Add somebody, or another device, to see them side by side.`}</p>
      </Show>
      <div class="stage-panes">
        <For each={panes()}>{(pane) => <PaneOf pane={pane} close={() => setPanes(panes().filter((other) => other !== pane))} />}</For>
      </div>
    </main>
  )
}

function AddOneOfMany(props: { readonly accounts: readonly string[]; readonly add: (account: string) => void }) {
  const [chosen, choose] = createSignal('')
  return (
    <>
      <select class="director-input stage-choice" aria-label={t`Who`} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t`Somebody else…`}</option>
        <For each={props.accounts}>{(account) => <Person account={account} />}</For>
      </select>
      <button type="button" class="director-button" disabled={chosen() === ''} onClick={() => props.add(chosen())}>
        <Plus aria-hidden="true" /> {t`Add`}
      </button>
    </>
  )
}

function AddPerson(props: { readonly account: string; readonly add: (account: string) => void }) {
  const person = createAnswer(profile, () => ({ account: props.account }))
  return (
    <Show when={person()}>
      {(found) => (
        <button type="button" class="director-button" onClick={() => props.add(props.account)}>
          <Plus aria-hidden="true" /> <bdi>{found().name}</bdi>
        </button>
      )}
    </Show>
  )
}

function PaneOf(props: { readonly pane: Pane; readonly close: () => void }) {
  const [online, setOnline] = createSignal(true)
  let frame: HTMLIFrameElement | undefined
  const as = () => /as=([^&]+)/.exec(props.pane.address)?.[1]
  const person = createAnswer(profile, () => {
    const account = as()
    return account === undefined ? undefined : { account }
  })
  const title = () => props.pane.title || (person()?.name ?? '')
  const toggle = async () => {
    const { mesi } = (frame?.contentWindow ?? {}) as { mesi?: Mesi }
    await mesi?.peers.online(!online())
    if (mesi) setOnline(!online())
  }
  return (
    <section class="stage-pane" aria-label={title()}>
      <header class="stage-pane-head">
        <h2 dir="auto">{title()}</h2>
        <Show when={props.pane.ownDevice}>
          <button
            type="button"
            class="director-close"
            aria-pressed={!online()}
            aria-label={online() ? t`Cut the line` : t`Bring the line back`}
            title={online() ? t`Cut the line` : t`Bring the line back`}
            onClick={() => void toggle()}
          >
            {online() ? <Wifi aria-hidden="true" /> : <WifiOff aria-hidden="true" />}
          </button>
        </Show>
        <button type="button" class="director-close" aria-label={t`Close ${title()}`} onClick={() => props.close()}>
          <X aria-hidden="true" />
        </button>
      </header>
      <AppFrame name={props.pane.id} title={title()} address={props.pane.address} made={(element) => (frame = element)} />
    </section>
  )
}
