/** Every address of the app and the screen behind it. Screens load when they are first shown. */
import { Route, Router, type RouteSectionProps } from '@solidjs/router'
import { lazy, Show, Suspense } from 'solid-js'
import { Frame } from './Frame'

const page = {
  feed: lazy(async () => ({ default: (await import('./pages/Feed')).Feed })),
  discover: lazy(async () => ({ default: (await import('./pages/Discover')).Discover })),
  create: lazy(async () => ({ default: (await import('./pages/Create')).Create })),
  gallery: lazy(async () => ({ default: (await import('./pages/Gallery')).Gallery })),
  profile: lazy(async () => ({ default: (await import('./pages/Profile')).Profile })),
  editProfile: lazy(async () => ({ default: (await import('./pages/EditProfile')).EditProfile })),
  people: lazy(async () => ({ default: (await import('./pages/People')).People })),
  post: lazy(async () => ({ default: (await import('./pages/Post')).Post })),
  collection: lazy(async () => ({ default: (await import('./pages/Collection')).Collection })),
  wallet: lazy(async () => ({ default: (await import('./pages/Wallet')).Wallet })),
  report: lazy(async () => ({ default: (await import('./pages/Report')).Report })),
  standing: lazy(async () => ({ default: (await import('./pages/Standing')).Standing })),
  desk: lazy(async () => ({ default: (await import('./pages/Desk')).Desk })),
  adminDesk: lazy(async () => ({ default: (await import('./pages/AdminDesk')).AdminDesk })),
  case: lazy(async () => ({ default: (await import('./pages/Case')).Case })),
  welcome: lazy(async () => ({ default: (await import('./pages/Welcome')).Welcome })),
  join: lazy(async () => ({ default: (await import('./pages/Join')).Join })),
  world: lazy(async () => ({ default: (await import('./pages/World')).World })),
  event: lazy(async () => ({ default: (await import('./pages/Event')).Event })),
  handbook: lazy(async () => ({ default: (await import('./pages/Handbook')).Handbook })),
  notices: lazy(async () => ({ default: (await import('./pages/Notices')).Notices })),
  settings: lazy(async () => ({ default: (await import('./pages/Settings')).Settings })),
  parts: lazy(async () => ({ default: (await import('./pages/Parts')).Parts })),
  nowhere: lazy(async () => ({ default: (await import('./pages/Nowhere')).Nowhere })),
}

// The first screen comes while the world is opened.
if (location.pathname === '/') void page.feed.preload()

// Beside the product, and loaded behind it.
const Director = lazy(async () => ({ default: (await import('../director/Director')).Director }))

const Stage = lazy(async () => ({ default: (await import('../director/Stage')).Stage }))

const Tours = lazy(async () => ({ default: (await import('../director/Tours')).Tours }))
const Record = lazy(async () => ({ default: (await import('../director/Record')).Record }))
const Tour = lazy(async () => ({ default: (await import('../director/Tour')).Tour }))

// These have no frame around them: they are beside the product.
const bare = /^\/(stage|parts|record|tours(\/.*)?)$/

// A link to a step of a tour: `?scenario=first-droplet&step=12`.
const { searchParams } = new URL(location.href)
const asked = searchParams.get('scenario')
if (asked !== null && window.parent === window)
  history.replaceState(null, '', `/tours/${encodeURIComponent(asked)}?step=${Number(searchParams.get('step')) || 1}`)

function Screen(props: RouteSectionProps) {
  return (
    <>
      <Show when={!bare.test(props.location.pathname)} fallback={<Suspense>{props.children}</Suspense>}>
        <Frame {...props} />
      </Show>
      <Suspense>
        <Director />
      </Suspense>
    </>
  )
}

export function App() {
  return (
    <Router root={Screen}>
      <Route path="/" component={page.feed} />
      <Route path="/discover" component={page.discover} />
      <Route path="/create" component={page.create} />
      <Route path="/gallery" component={page.gallery} />
      <Route path="/u/:who" component={page.profile} />
      <Route path="/u/:who/:list" component={page.people} matchFilters={{ list: ['followers', 'following'] }} />
      <Route path="/me/edit" component={page.editProfile} />
      <Route path="/post/:id" component={page.post} />
      <Route path="/collection/:id" component={page.collection} />
      <Route path="/wallet" component={page.wallet} />
      <Route path="/report/:kind/:id" component={page.report} />
      <Route path="/standing" component={page.standing} />
      <Route path="/desk" component={page.desk} />
      <Route path="/desk/admin" component={page.adminDesk} />
      <Route path="/desk/:case" component={page.case} />
      <Route path="/welcome" component={page.welcome} />
      <Route path="/join" component={page.join} />
      <Route path="/world" component={page.world} />
      <Route path="/event/:id" component={page.event} />
      <Route path="/handbook" component={page.handbook} />
      <Route path="/notices" component={page.notices} />
      <Route path="/settings" component={page.settings} />
      <Route path="/parts" component={page.parts} />
      <Route path="/stage" component={Stage} />
      <Route path="/record" component={Record} />
      <Route path="/tours" component={Tours} />
      <Route path="/tours/:id" component={Tour} />
      <Route path="*" component={page.nowhere} />
    </Router>
  )
}
