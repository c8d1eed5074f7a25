/** The screens that would show something else, by what they are about: each is a link that opens it in both futures. */
import { plural, rich, t } from '../language'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { profile } from '../areas/accounts/views'
import type { AccountId } from '../areas/area'
import type { Screen } from '../peer/screens'
import { createMedia } from '../ui/media'
import { useSession } from '../ui/session'
import { exactly } from '../ui/Time'
import { createName } from './createName'

/** Where a screen is, and who sees it, if not everybody does. */
export interface Way {
  readonly path: string
  readonly as?: AccountId
}

/** Where there is room for what differs beside both worlds. Else they stand below it, and of what differs only the headings are open. */
export const BESIDE = '(min-width: 60rem)'

const KINDS = ['profile', 'post', 'wallet', 'standing', 'notices'] as const
/** Shown at most of each kind; how many more there are is said. */
const SHOWN = 30
/** So many of one kind are listed at once; more are behind their number. */
const FEW = 5

export function DifferingScreens(props: { readonly screens: readonly Screen[]; readonly open: (way: Way) => void }) {
  const session = useSession()
  const isWide = createMedia(BESIDE)
  const people = createMemo(() => new Set(session.personas().map(({ account }) => account)))
  /** Whoever of this browser may see the desk. */
  const moderator = () =>
    session.personas().find(({ account }) =>
      session
        .peer()
        .answers.ask(profile, { account })
        ?.roles.some((role) => role === 'moderator' || role === 'admin'),
    )?.account
  /** `undefined`: nobody in this browser may see it. */
  const wayTo = (screen: Screen): Way | undefined => {
    switch (screen.of) {
      case 'feed':
        return { path: '/' }
      case 'handbook':
        return { path: '/handbook' }
      case 'desk': {
        const as = moderator()
        return as === undefined ? undefined : { path: '/desk', as }
      }
      case 'profile':
        return { path: `/u/${screen.account}` }
      case 'post':
        return { path: `/post/${screen.post}` }
      case 'wallet':
      case 'standing':
      case 'notices':
        return people().has(screen.account) ? { path: `/${screen.of}`, as: screen.account } : undefined
    }
  }
  const found = createMemo(() => props.screens.flatMap((screen) => [wayTo(screen)].flatMap((way) => (way ? [{ screen, way }] : []))))
  const of = (kinds: readonly string[]) => found().filter(({ screen }) => kinds.includes(screen.of))
  const Links = (links: { readonly to: ReturnType<typeof of> }) => (
    <ul class="differing-screens">
      <For each={links.to.slice(0, SHOWN)}>
        {({ screen, way }) => (
          <li>
            <a
              class="director-link"
              href={way.path}
              onClick={(event) => {
                event.preventDefault()
                props.open(way)
              }}
            >
              <Title screen={screen} />
            </a>
          </li>
        )}
      </For>
      <Show when={links.to.length > SHOWN}>
        <li class="director-small">{t`And ${links.to.length - SHOWN} more.`}</li>
      </Show>
    </ul>
  )
  return (
    <section class="director-part differing" aria-label={t`Screens that differ`}>
      <h2>{plural(found().length, t`1 screen differs`, t`${found().length} screens differ`)}</h2>
      <Links to={of(['feed', 'desk', 'handbook'])} />
      <For each={KINDS}>
        {(kind) => (
          <Show when={of([kind]).length > 0}>
            <details class="differing-fold" open={isWide() && of([kind]).length <= FEW}>
              <summary>{countOf[kind](of([kind]).length)}</summary>
              <Links to={of([kind])} />
            </details>
          </Show>
        )}
      </For>
    </section>
  )
}

const countOf: { readonly [kind in (typeof KINDS)[number]]: (count: number) => string } = {
  profile: (count) => plural(count, t`1 profile`, t`${count} profiles`),
  post: (count) => plural(count, t`1 post`, t`${count} posts`),
  wallet: (count) => plural(count, t`1 wallet`, t`${count} wallets`),
  standing: (count) => plural(count, t`1 page on somebody’s standing`, t`${count} pages on people’s standing`),
  notices: (count) => plural(count, t`1 person’s notices`, t`The notices of ${count} people`),
}

function Title(props: { readonly screen: Screen }): JSX.Element {
  const name = createName(() => {
    const { screen } = props
    return 'account' in screen ? screen.account : 'author' in screen ? screen.author : undefined
  })
  const who = () => <bdi>{name() ?? t`Somebody`}</bdi>
  const title = (): JSX.Element => {
    const { screen } = props
    switch (screen.of) {
      case 'feed':
        return t`Feed`
      case 'handbook':
        return t`Handbook`
      case 'desk':
        return t`The desk`
      case 'profile':
        return rich`Profile of ${who()}`
      case 'post':
        return rich`Post of ${who()}, ${exactly(screen.at)}`
      case 'wallet':
        return rich`Wallet of ${who()}`
      case 'standing':
        return rich`Standing of ${who()}`
      case 'notices':
        return rich`Notices of ${who()}`
    }
  }
  return <>{title()}</>
}
