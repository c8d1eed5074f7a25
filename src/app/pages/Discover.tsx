import { useNavigate, useSearchParams } from '@solidjs/router'
import Search from 'lucide-solid/icons/search'
import UserRoundSearch from 'lucide-solid/icons/user-round-search'
import { For, Show } from 'solid-js'
import { categories } from '../../areas/accounts/events'
import { wordFor } from '../../areas/accounts/ui/CategoryPills'
import { PersonCard } from '../../areas/accounts/ui/PersonCard'
import { people } from '../../areas/accounts/views'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Empty } from '../../ui/Empty'
import { Field } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { createPages } from '../../ui/pages'
import { useSession } from '../../ui/session'
import './Discover.css'

/** People to find: by name or handle, by what they are about. What was looked for stands in the address, so going back finds it again. */
export function Discover() {
  const session = useSession()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams<{ q?: string; about?: string }>()
  const text = () => (search.q ?? '').slice(0, 100)
  const about = () => categories.find((category) => category === search.about)
  const list = createPages(people, () => ({ text: text(), category: about() }))
  const isSearching = () => text() !== '' || about() !== undefined
  const options = [{ value: 'all', label: 'Everybody' }, ...categories.map((category) => ({ value: category, label: wordFor(category) }))]
  return (
    <Page title="The Buzz">
      <Field
        label="Find people"
        type="search"
        value={text()}
        onChange={(q) => setSearch({ q: q.slice(0, 100) || undefined }, { replace: true, scroll: false })}
        placeholder="Name or @handle"
        before={<Search aria-hidden="true" />}
      />
      <div class="discover-about">
        <Choice
          legend="About"
          quiet
          options={options}
          value={about() ?? 'all'}
          onChange={(value) => setSearch({ about: value === 'all' ? undefined : value }, { replace: true, scroll: false })}
        />
      </div>
      <p class="unseen" role="status">
        {isSearching() ? `${list.items()?.length ?? 0}${list.hasMore() ? ' and more' : ''} found` : ''}
      </p>
      <Show
        when={list.items()?.length !== 0}
        fallback={
          <Empty
            title={isSearching() ? 'Nobody fits' : 'Nobody is here yet'}
            says={
              isSearching()
                ? 'Try the beginning of a name or of a handle, or look at everybody.'
                : 'Set up an account, and you are the first whom people find.'
            }
            picture={<UserRoundSearch />}
          >
            <Show
              when={isSearching()}
              fallback={
                <Show when={session.me() === undefined}>
                  <Button look="main" onClick={() => navigate('/welcome')}>
                    Set up an account
                  </Button>
                </Show>
              }
            >
              <Button onClick={() => setSearch({ q: undefined, about: undefined }, { replace: true })}>Show everybody</Button>
            </Show>
          </Empty>
        }
      >
        <ul class="discover-people">
          <For each={list.items()}>{(face) => <PersonCard face={face} />}</For>
        </ul>
        <Show when={list.hasMore()}>
          <Button onClick={() => list.more()}>Show more</Button>
        </Show>
      </Show>
    </Page>
  )
}
