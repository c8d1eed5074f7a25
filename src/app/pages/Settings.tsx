import { chooseLanguage, languages, language, t } from '../../language'
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
import { canInstall, install, isInstalled } from '../install'
import { open } from '../opened'
import { contrast, letterKeys, motion, setContrast, setLetterKeys, setMotion, setTheme, theme } from '../preferences'
import { Card } from '../world/Card'
import { wayToInstall } from '../wayToInstall'
import { Storage, themes } from '../world/ThisDevice'
import './Settings.css'

const contrasts = [
  { value: 'system', label: t`As the system` },
  { value: 'more', label: t`More contrast` },
  { value: 'usual', label: t`Usual contrast` },
] as const

const motions = [
  { value: 'system', label: t`As the system` },
  { value: 'less', label: t`Hold still` },
] as const

/** The last two are for whoever tests screens; they show once one of them was chosen by its address. */
const spoken = (Object.keys(languages) as (keyof typeof languages)[])
  .filter((one) => languages[one].isSpoken || one === language)
  .map((value) => ({ value, label: languages[value].name }))

/** How Mesi looks and behaves in this browser, what it keeps here, and what it is. */
export function Settings() {
  return (
    <Page title={t`Settings`}>
      <Account />
      <Card title={t`Look`}>
        <Choice legend={t`Colours`} options={themes} value={theme()} onChange={setTheme} />
        <Choice legend={t`Contrast`} options={contrasts} value={contrast()} onChange={setContrast} />
        <Choice
          legend={t`Motion`}
          options={motions}
          value={motion()}
          onChange={setMotion}
          hint={motion() === 'less' ? t`Nothing slides or fades.` : undefined}
        />
      </Card>
      <Card title={t`Language`}>
        <Choice
          legend={t`Language`}
          quiet
          options={spoken}
          value={language}
          onChange={chooseLanguage}
          hint={t`The page loads again; drafts stay.`}
        />
      </Card>
      <Card
        title={t`Keyboard`}
        actions={
          <Button onClick={() => open('keys')}>
            <Keyboard aria-hidden="true" /> {t`All keys`}
          </Button>
        }
      >
        <Switch
          label={t`Single letters do something`}
          hint={t`Such as j and k to go through the feed. The palette on Ctrl+K works either way.`}
          on={letterKeys() === 'on'}
          onChange={(on) => setLetterKeys(on ? 'on' : 'off')}
        />
      </Card>
      <Card title={t`Kept in this browser`}>
        <Storage />
        <Show when={canInstall()} fallback={<InstallByHand />}>
          <div class="world-card-actions">
            <Button onClick={() => void install()}>{t`Install Mesi on this device`}</Button>
          </div>
        </Show>
        <Way to="/world">{t`Worlds, devices and copies`}</Way>
      </Card>
      <About />
    </Page>
  )
}

const byHand = {
  ios: t`To have Mesi as an app: open Share, then choose “Add to Home Screen”.`,
  mac: t`To have Mesi as an app: open the File menu, then choose “Add to Dock”.`,
  'firefox phone': t`To have Mesi as an app: open the menu of Firefox, then choose “Add app to Home screen”.`,
  firefox: t`Firefox on a computer makes no apps of pages: pin this tab, and Mesi is always there. It works offline all the same.`,
}

/** In browsers that never offer to install it, where their menus have that. */
function InstallByHand() {
  const way = isInstalled() ? undefined : wayToInstall(navigator.userAgent, navigator.maxTouchPoints)
  return <Show when={way}>{(way) => <p class="world-says">{byHand[way()]}</p>}</Show>
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
    <Card title={t`Account`}>
      <Show
        when={me()}
        fallback={
          <>
            <p class="world-says">{t`You are looking around without an account.`}</p>
            <div class="world-card-actions">
              <A class="button" data-look="main" href="/welcome">
                {t`Sign up`}
              </A>
            </div>
          </>
        }
      >
        {(mine) => (
          <>
            <Face face={mine()} />
            <div class="settings-ways">
              <Way to="/me/edit">{t`Name, pictures, devices and blocks`}</Way>
              <Way to="/welcome">{t`Add or change accounts`}</Way>
            </div>
          </>
        )}
      </Show>
    </Card>
  )
}

function About() {
  return (
    <Card title={t`About`}>
      <p>
        {t`Mesi in a bottle is the whole of Mesi inside this browser: its people, its money and its rules. Nothing leaves it but what you share with devices that you let in. All money is simulated.`}
      </p>
      <dl class="settings-facts">
        <div>
          <dt>{t`Version`}</dt>
          <dd translate="no">{__BUILD__.version}</dd>
        </div>
        <div>
          <dt>{t`Built`}</dt>
          <dd translate="no">{__BUILD__.of}</dd>
        </div>
      </dl>
      <div class="settings-ways">
        <Way to="/handbook">{t`The rules, in the handbook`}</Way>
      </div>
      <Licences />
    </Card>
  )
}

function Licences() {
  const [packages] = createResource(async () => (await import('virtual:licences')).licences)
  return (
    <details class="settings-licences" dir="ltr" lang="en">
      <summary>{t`Made with the work of others`}</summary>
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
