/** Every address of the app and the screen behind it. Screens load when they are first shown. */
import { Route, Router, type RouteSectionProps } from '@solidjs/router'
import { ErrorBoundary, For, lazy, Show, Suspense } from 'solid-js'
import { createDock } from '../director/dock'
import { breathe } from '../kit/breathe'
import { Frame } from './Frame'
import { isUnfetched, Missing } from './Missing'
import { behind, ScreenStands } from './painted'

const screens = {
  '/': lazy(async () => ({ default: (await import('./pages/Feed')).Feed })),
  '/discover': lazy(async () => ({ default: (await import('./pages/Discover')).Discover })),
  '/create': lazy(async () => ({ default: (await import('./pages/Create')).Create })),
  '/gallery': lazy(async () => ({ default: (await import('./pages/Gallery')).Gallery })),
  '/u/:who': lazy(async () => ({ default: (await import('./pages/Profile')).Profile })),
  '/u/:who/:list': lazy(async () => ({ default: (await import('./pages/People')).People })),
  '/me': lazy(async () => ({ default: (await import('./pages/Me')).Me })),
  '/me/edit': lazy(async () => ({ default: (await import('./pages/EditProfile')).EditProfile })),
  '/vibes/:id?': lazy(async () => ({ default: (await import('./pages/Vibes')).Vibes })),
  '/post/:id': lazy(async () => ({ default: (await import('./pages/Post')).Post })),
  '/collection/:id': lazy(async () => ({ default: (await import('./pages/Collection')).Collection })),
  '/wallet': lazy(async () => ({ default: (await import('./pages/Wallet')).Wallet })),
  '/report/:kind/:id': lazy(async () => ({ default: (await import('./pages/Report')).Report })),
  '/standing': lazy(async () => ({ default: (await import('./pages/Standing')).Standing })),
  '/desk': lazy(async () => ({ default: (await import('./pages/Desk')).Desk })),
  '/desk/admin': lazy(async () => ({ default: (await import('./pages/AdminDesk')).AdminDesk })),
  '/desk/:case': lazy(async () => ({ default: (await import('./pages/Case')).Case })),
  '/welcome': lazy(async () => ({ default: (await import('./pages/Welcome')).Welcome })),
  '/join': lazy(async () => ({ default: (await import('./pages/Join')).Join })),
  '/world': lazy(async () => ({ default: (await import('./pages/World')).World })),
  '/event/:id': lazy(async () => ({ default: (await import('./pages/Event')).Event })),
  '/handbook': lazy(async () => ({ default: (await import('./pages/Handbook')).Handbook })),
  '/notices': lazy(async () => ({ default: (await import('./pages/Notices')).Notices })),
  '/settings': lazy(async () => ({ default: (await import('./pages/Settings')).Settings })),
  '/parts': lazy(async () => ({ default: (await import('./pages/Parts')).Parts })),
  '/stage': lazy(async () => ({ default: (await import('../director/Stage')).Stage })),
  '/what-if': lazy(async () => ({ default: (await import('../director/Futures')).Futures })),
  '/record': lazy(async () => ({ default: (await import('../director/Record')).Record })),
  '/tours': lazy(async () => ({ default: (await import('../director/Tours')).Tours })),
  '/tours/:id': lazy(async () => ({ default: (await import('../director/Tour')).Tour })),
}
const Nowhere = lazy(async () => ({ default: (await import('./pages/Nowhere')).Nowhere }))

/** What may stand in an address; whatever else does leads nowhere. */
const fitting: { readonly [path: string]: Readonly<Record<string, readonly string[]>> } = {
  '/u/:who/:list': { list: ['followers', 'following'] },
}

// Beside the product, and loaded behind it.
const Director = lazy(behind(async () => ({ default: (await import('../director/Director')).Director })))
const Moving = lazy(behind(async () => ({ default: (await import('./Moving')).Moving })))
const Tooltips = lazy(behind(async () => ({ default: (await import('../ui/Tooltips')).Tooltips })))
const DockDevices = lazy(async () => ({ default: (await import('./world/DockDevices')).DockDevices }))
const DockWorld = lazy(async () => ({ default: (await import('./world/DockWorld')).DockWorld }))

// These have no frame around them: they are beside the product.
const bare = /^\/(stage|parts|record|what-if|tours(\/.*)?)$/

// A link to a step of a tour: `?scenario=first-droplet&step=12`.
const { searchParams } = new URL(location.href)
const asked = searchParams.get('scenario')
if (asked !== null && window.parent === window)
  history.replaceState(null, '', `/tours/${encodeURIComponent(asked)}?step=${Number(searchParams.get('step')) || 1}`)

// An address that cannot be read, such as /u/%, is an address at which there is nothing.
try {
  decodeURI(location.pathname)
} catch {
  const { pathname, search, hash } = location
  history.replaceState(history.state, '', pathname.replaceAll('%', '%25') + search + hash)
}

// The first screen comes while the world is opened. One that does not arrive says so when it is shown.
void breathe().then(() => fetched(location.pathname).catch(() => undefined))

/** Resolves when the screen of an address is at hand. */
async function fetched(address: string): Promise<void> {
  await Object.entries(screens)
    .find(([path]) => leadsTo(path, address))?.[1]
    .preload()
}

/** Whether an address leads to the screen of `path`, as the router will find it: `/u/:who` for `/u/anna`, `/vibes/:id?` for `/vibes`. */
function leadsTo(path: string, address: string): boolean {
  const [parts, asked] = [path, address].map((each) => each.split('/').filter(Boolean)) as [string[], string[]]
  const least = parts.filter((part) => !part.endsWith('?')).length
  return asked.length >= least && asked.length <= parts.length && asked.every((each, i) => parts[i]?.startsWith(':') || parts[i] === each)
}

function Screen(props: RouteSectionProps) {
  const dock = createDock()
  return (
    <>
      <Show when={!bare.test(props.location.pathname)} fallback={<Alone {...props} />}>
        <Frame {...props} />
      </Show>
      <Suspense>
        <Director dock={dock} Devices={DockDevices} World={DockWorld} />
      </Suspense>
      <Suspense>
        <Moving fetched={fetched} isBare={(path) => bare.test(path)} />
        <Tooltips />
      </Suspense>
    </>
  )
}

function Alone(props: RouteSectionProps) {
  return (
    <ErrorBoundary
      fallback={(error, leave) => {
        if (!isUnfetched(error)) throw error
        return <Missing leave={leave} />
      }}
    >
      <Suspense>
        {props.children}
        <ScreenStands />
      </Suspense>
    </ErrorBoundary>
  )
}

export function App() {
  return (
    <Router root={Screen}>
      <For each={Object.entries(screens)}>
        {([path, screen]) => <Route path={path} component={screen} {...(fitting[path] ? { matchFilters: fitting[path] } : {})} />}
      </For>
      <Route path="*" component={Nowhere} />
    </Router>
  )
}
