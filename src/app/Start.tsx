/** From nothing to the first screen: opens the world, and says in plain words when that cannot be done. */
import { createResource, Match, Switch } from 'solid-js'
import '../ui/fonts.css'
import '../ui/theme.css'
import { SessionProvider } from '../ui/session'
import { App } from './App'
import { boot } from './boot'
import { Broken } from './Broken'
import { Splash } from './Splash'

export function Start() {
  const [session] = createResource(() => boot(new URL(location.href)))
  return (
    <Switch>
      <Match when={session.state === 'errored'}>
        <Broken error={session.error} />
      </Match>
      <Match when={session.state === 'ready' && session()}>
        {(ready) => (
          <SessionProvider session={ready()}>
            <App />
          </SessionProvider>
        )}
      </Match>
      <Match when={true}>
        <Splash />
      </Match>
    </Switch>
  )
}
