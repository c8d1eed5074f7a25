import { inLanguage, t } from '../../language'
import { A, useNavigate, useSearchParams } from '@solidjs/router'
import { createEffect, createSignal, For, Match, Show, Switch } from 'solid-js'
import { Face } from '../../areas/accounts/ui/Face'
import { createPersonasHere, type PersonaHere } from '../../areas/accounts/ui/personasHere'
import { SignUp } from '../../areas/accounts/ui/SignUp'
import { inGroups } from '../../areas/accounts/ui/whoToBe'
import { createSignUpDraft, firstOpenStep, resume } from '../../areas/accounts/ui/signingUp'
import { BAY, BUSY_BAY, shopWindow } from '../../bay/window'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { useSession } from '../../ui/session'
import { useWorldTime } from '../../ui/worldTime'
import { BayCard } from '../BayCard'
import { BusyCard } from '../BusyCard'
import { StatusLine } from '../StatusLine'
import { takeUpdate } from '../updates'
import { takeWayBack } from '../wayBack'
import './Welcome.css'

/** The first screen: a hello, a way in for who is new, and one for everybody whom this browser knows already. */
export function Welcome() {
  const session = useSession()
  return (
    <Show
      when={session.peer().world}
      keyed // a signing up that was begun in one world goes on there: its pictures and its account are in no other one
    >
      <WelcomeHere />
    </Show>
  )
}

function WelcomeHere() {
  const session = useSession()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const now = useWorldTime()
  const personas = createPersonasHere()
  const draft = createSignUpDraft()
  const hasBegun = () => draft.now.kind !== null
  createEffect(() => {
    document.title = t`${search.step ? t`Set up a new account` : t`Welcome`} · Mesi`
  })

  /** Said before anybody has filled anything in. */
  const [closed, setClosed] = createSignal<string>()
  /** The same of a world that this build of the app cannot take part in (K18). */
  const [outdated, setOutdated] = createSignal<string>()
  createEffect(() => {
    now() // it ends, and what comes meanwhile may have used it up
    session.status()
    const peer = session.peer()
    setOutdated(peer.engine.unfit && inLanguage(peer.finality.says))
    if (peer.isHost) {
      setClosed(undefined)
      return
    }
    void import('../../peer/founding').then(
      async ({ noEntry, noEntryWords }) => {
        const why = await noEntry(peer)
        if (session.peer() === peer) setClosed(why && inLanguage(noEntryWords[why]))
      },
      () => undefined,
    ) // who signs up is told then
  })

  const goOn = ({ face, unfinished }: PersonaHere) => {
    if (unfinished) {
      resume(draft, face.account, face.ai ? 'ai' : 'real')
      navigate('/welcome?step=profile') // or whatever comes before it and is still open
      return
    }
    session.be(face.account)
    navigate(takeWayBack(session.peer()))
  }

  /** Which world this is, as far as somebody who has just come needs to know. */
  const where = () => {
    const { genesis, isHost } = session.peer()
    if (!isHost) return t`You are a guest in “${genesis.name}”: what you do is shared with its devices.`
    if (genesis.name === BUSY_BAY) return t`This is Busy Bay: continue as any of these people.`
    if (genesis.name === BAY) return t`This is Mesi Bay: continue as anybody who lives here.`
    return t`Everything you do here stays on this device until you choose to connect.`
  }

  return (
    <Show when={!search.step} fallback={<SignUp draft={draft} onDone={() => navigate(takeWayBack(session.peer()))} />}>
      <div class="welcome">
        <div class="welcome-scene" aria-hidden="true">
          <For each={shopWindow.slice(0, 3)}>
            {({ path }) => <img class="welcome-tile" src={`/bay/${path}`} alt="" width="320" height="400" />}
          </For>
        </div>
        <div class="welcome-words">
          <img src="/icons/mark.svg" alt="" width="72" height="72" />
          <h1 tabindex="-1">
            <span lang="th">สวัสดี!</span> {t`Hello!`}
          </h1>
          <p class="welcome-to">{t`Welcome to Mesi.`}</p>
          <p class="welcome-says">{t`Share what you make. Meet the people who love it. ${where()}`}</p>
          <Switch
            fallback={
              <Button look="main" onClick={() => navigate(`/welcome?step=${firstOpenStep(draft.now)}`)}>
                {hasBegun() ? t`Go on setting up your account` : t`Set up a new account`}
              </Button>
            }
          >
            <Match when={outdated()}>
              <Notice kind="bad" title={t`Mesi has to be updated`}>
                <p>{outdated()}</p>
                <div class="notice-ways">
                  <Button look="dark" small onClick={takeUpdate}>
                    {t`Reload`}
                  </Button>
                </div>
              </Notice>
            </Match>
            <Match when={closed()}>
              <Notice kind="warn" title={t`Nobody new comes in by this invitation`}>
                <p>{closed()}</p>
              </Notice>
            </Match>
          </Switch>
          <Show when={personas().length > 0}>
            <section class="welcome-back">
              <h2>{t`Continue as`}</h2>
              <For each={inGroups(personas())}>
                {(group) => (
                  <>
                    <Show when={group.title}>
                      <h3>{group.title}</h3>
                    </Show>
                    <ul>
                      <For each={group.personas}>
                        {(persona) => (
                          <li>
                            <button type="button" class="welcome-persona" onClick={() => goOn(persona)}>
                              <Face face={persona.face} bare />
                              <span class="welcome-who">
                                <strong dir="auto">{persona.unfinished ? t`Unfinished account` : persona.face.name}</strong>
                                <span>
                                  {persona.unfinished ? t`Go on where you stopped` : `@${persona.face.handle ?? ''}`}
                                  {persona.admin ? t` · runs this world` : ''}
                                </span>
                              </span>
                            </button>
                          </li>
                        )}
                      </For>
                    </ul>
                  </>
                )}
              </For>
            </section>
          </Show>
          {/* Who was invited came for this world. */}
          <Show when={session.peer().isHost}>
            <BayCard />
            <BusyCard />
          </Show>
          <p class="welcome-look">
            <A href="/">{t`Just look around first`}</A>
          </p>
          <StatusLine />
        </div>
      </div>
    </Show>
  )
}
