import { t } from '../../language'
import { useNavigate, useSearchParams } from '@solidjs/router'
import Flame from 'lucide-solid/icons/flame'
import Search from 'lucide-solid/icons/search'
import UserRoundSearch from 'lucide-solid/icons/user-round-search'
import Cards from 'lucide-solid/icons/gallery-horizontal-end'
import { For, Show } from 'solid-js'
import { categories } from '../../areas/accounts/events'
import { categoryWords } from '../../areas/accounts/ui/words'
import { PersonCard } from '../../areas/accounts/ui/PersonCard'
import { type Face, people } from '../../areas/accounts/views'
import { gallery } from '../../areas/content/galleryViews'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Empty } from '../../ui/Empty'
import { Field } from '../../ui/Field'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { createPages } from '../../ui/pages'
import { createAnswer, useSession } from '../../ui/session'
import { ContentGrid } from '../buzz/ContentGrid'
import { Deck } from '../buzz/Deck'
import { PullForNews } from '../PullForNews'
import './Discover.css'

/** What is going on: creators to pass or follow, people to find, and content to look through. What is chosen stands in the address. */
export function Discover() {
  const [search] = useSearchParams<{ show?: string }>()
  const isContent = () => search.show === 'content'
  return (
    <Page
      title={t`The Buzz`}
      actions={
        <nav class="buzz-tabs" aria-label={t`What to look through`}>
          <a href="/discover" aria-current={isContent() ? undefined : 'page'}>
            <Cards aria-hidden="true" /> {t`Creators`}
          </a>
          <a href="/discover?show=content" aria-current={isContent() ? 'page' : undefined}>
            <Flame aria-hidden="true" /> {t`Content`}
          </a>
        </nav>
      }
    >
      <Show when={isContent()} fallback={<Creators />}>
        <ContentGrid />
      </Show>
    </Page>
  )
}

/** People by name or handle, by what they are about; while nothing is looked for, one creator after the other. */
function Creators() {
  const session = useSession()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams<{ q?: string; about?: string }>()
  const text = () => (search.q ?? '').slice(0, 100)
  const about = () => categories.find((category) => category === search.about)
  const list = createPages(people, () => ({ text: text(), category: about() }))
  const isSearching = () => text() !== '' || about() !== undefined
  const options = [
    { value: 'all', label: t`Everybody` },
    ...categories.map((category) => ({ value: category, label: categoryWords[category] })),
  ]
  return (
    <>
      <div class="buzz-find">
        <Field
          label={t`Find people`}
          type="search"
          value={text()}
          onChange={(q) => setSearch({ q: q.slice(0, 100) || undefined }, { replace: true, scroll: false })}
          placeholder={t`Name or @handle`}
          before={<Search aria-hidden="true" />}
        />
        <div class="discover-about">
          <Choice
            legend={t`About`}
            quiet
            options={options}
            value={about() ?? 'all'}
            onChange={(value) => setSearch({ about: value === 'all' ? undefined : value }, { replace: true, scroll: false })}
          />
        </div>
      </div>
      <PullForNews ids={() => list.items()?.map(({ account }) => account)} />
      <Show when={!isSearching()}>
        <Deck />
      </Show>
      <p class="unseen" role="status">
        {isSearching() ? t`${list.items()?.length ?? 0}${list.hasMore() ? t` and more` : ''} found` : ''}
      </p>
      <Show
        when={list.items()?.length !== 0}
        fallback={
          <Empty
            title={isSearching() ? t`Nobody fits` : t`Nobody is here yet`}
            says={
              isSearching()
                ? t`Try the beginning of a name or of a handle, or look at everybody.`
                : t`Set up an account and be the first person people find here.`
            }
            picture={<UserRoundSearch />}
          >
            <Show
              when={isSearching()}
              fallback={
                <Show when={session.me() === undefined}>
                  <Button look="main" onClick={() => navigate('/welcome')}>
                    {t`Set up an account`}
                  </Button>
                </Show>
              }
            >
              <Button onClick={() => setSearch({ q: undefined, about: undefined }, { replace: true })}>{t`Show everybody`}</Button>
            </Show>
          </Empty>
        }
      >
        <h2 class="buzz-heading">{isSearching() ? t`Found` : t`Everybody`}</h2>
        <ul class="discover-people">
          <For each={list.items()}>{(face) => <Person face={face} />}</For>
        </ul>
        <More of={list} />
      </Show>
    </>
  )
}

/** Who has no cover is introduced by their newest picture. */
function Person(props: { readonly face: Face }) {
  const pictures = createAnswer(gallery, () => ({ account: props.face.account, section: 'image' as const, size: 1 }))
  const newest = () => pictures()?.items.find(({ takenDown }) => !takenDown)?.files[0]
  return <PersonCard face={props.face} instead={newest() ?? null} />
}
