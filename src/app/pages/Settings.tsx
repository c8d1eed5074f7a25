import { A } from '@solidjs/router'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Keyboard from 'lucide-solid/icons/keyboard'
import { createResource, For, type JSX, Show, Suspense } from 'solid-js'
import { profile } from '../../areas/accounts/views'
import { Face } from '../../areas/accounts/ui/Face'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Page } from '../../ui/Page'
import { createAnswer, useSession } from '../../ui/session'
import { Switch } from '../../ui/Switch'
import { canInstall, install } from '../install'
import { open } from '../opened'
import { letterKeys, motion, setLetterKeys, setMotion, setTheme, theme } from '../preferences'
import { Card } from '../world/Card'
import { Storage, themes } from '../world/ThisDevice'
import './Settings.css'

const motions = [
  { value: 'system', label: 'As the system' },
  { value: 'less', label: 'Hold still' },
] as const

/** How Mesi looks and behaves in this browser, what it keeps here, and what it is. */
export function Settings() {
  return (
    <Page title="Settings">
      <Account />
      <Card title="Look">
        <Choice legend="Colours" options={themes} value={theme()} onChange={setTheme} />
        <Choice
          legend="Motion"
          options={motions}
          value={motion()}
          onChange={setMotion}
          hint={motion() === 'less' ? 'Nothing slides or fades.' : undefined}
        />
      </Card>
      <Card
        title="Keyboard"
        actions={
          <Button onClick={() => open('keys')}>
            <Keyboard aria-hidden="true" /> All keys
          </Button>
        }
      >
        <Switch
          label="Single letters do something"
          hint="Such as j and k to go through the feed. The palette on Ctrl+K works either way."
          on={letterKeys() === 'on'}
          onChange={(on) => setLetterKeys(on ? 'on' : 'off')}
        />
      </Card>
      <Card title="Kept in this browser">
        <Storage />
        <Show when={canInstall()}>
          <div class="world-card-actions">
            <Button onClick={() => void install()}>Install Mesi on this device</Button>
          </div>
        </Show>
        <Way to="/world">Worlds, devices and copies</Way>
      </Card>
      <About />
    </Page>
  )
}

/** Leads on, as one line of a list. */
function Way(props: { readonly to: string; readonly children: JSX.Element }) {
  return (
    <A class="settings-way" href={props.to}>
      <span>{props.children}</span>
      <ChevronRight aria-hidden="true" />
    </A>
  )
}

function Account() {
  const session = useSession()
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  return (
    <Card title="Account">
      <Show
        when={me()}
        fallback={
          <>
            <p class="world-says">You are looking around without an account.</p>
            <div class="world-card-actions">
              <A class="button" data-look="main" href="/welcome">
                Sign up
              </A>
            </div>
          </>
        }
      >
        {(mine) => (
          <>
            <Face face={mine()} />
            <div class="settings-ways">
              <Way to="/me/edit">Name, pictures, devices and blocks</Way>
              <Way to="/welcome">Add or change accounts</Way>
            </div>
          </>
        )}
      </Show>
    </Card>
  )
}

function About() {
  return (
    <Card title="About">
      <p>
        Mesi in a bottle is the whole of Mesi inside this browser: its people, its money and its rules. Nothing leaves it but what you share
        with devices that you let in. All money is simulated.
      </p>
      <dl class="settings-facts">
        <div>
          <dt>Version</dt>
          <dd>{__BUILD__.version}</dd>
        </div>
        <div>
          <dt>Built</dt>
          <dd>{__BUILD__.of}</dd>
        </div>
      </dl>
      <div class="settings-ways">
        <Way to="/handbook">The rules, in the handbook</Way>
      </div>
      <Licences />
    </Card>
  )
}

function Licences() {
  const [packages] = createResource(async () => (await import('virtual:licences')).licences)
  return (
    <details class="settings-licences">
      <summary>Made with the work of others</summary>
      <Suspense>
        <ul>
          <For each={packages()}>
            {(each) => (
              <li>
                <details>
                  <summary>
                    {each.name} <span class="tabular">{each.version}</span> · {each.licence}
                  </summary>
                  <pre>{each.text}</pre>
                </details>
              </li>
            )}
          </For>
        </ul>
      </Suspense>
    </details>
  )
}
