import { t } from '../../language'
import { A, useSearchParams } from '@solidjs/router'
import Droplet from 'lucide-solid/icons/droplet'
import Heart from 'lucide-solid/icons/heart'
import { Show } from 'solid-js'
import { medias, moods } from '../../areas/content/events'
import { TileSkeleton } from '../../areas/content/ui/Gallery'
import { MoodIcon } from '../../areas/content/ui/MoodIcon'
import { PostTile } from '../../areas/content/ui/PostTile'
import { TileGrid } from '../../areas/content/ui/TileGrid'
import { few, mediaWords, moodWords } from '../../areas/content/ui/words'
import { feed } from '../../areas/content/views'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Empty } from '../../ui/Empty'
import { createPages } from '../../ui/pages'
import { Select } from '../../ui/Select'
import { PullForNews } from '../PullForNews'
import './ContentGrid.css'

/** All that everybody may see, tile by tile: by type, by mood, newest or most liked first. What is chosen stands in the address. */
export function ContentGrid() {
  const [search, setSearch] = useSearchParams<{ type?: string; mood?: string; order?: string }>()
  const media = () => medias.find((each) => each === search.type)
  const mood = () => moods.find((each) => each === search.mood)
  const order = (): 'liked' | 'newest' => (search.order === 'liked' ? 'liked' : 'newest')
  const list = createPages(feed, () => ({
    size: 60,
    order: order(),
    ...(media() === undefined ? {} : { media: media() }),
    ...(mood() === undefined ? {} : { mood: mood() }),
  }))
  const choose = (what: Partial<Record<'type' | 'mood' | 'order', string | undefined>>) => setSearch(what, { replace: true, scroll: false })
  const unless = (value: string, none: string) => (value === none ? undefined : value)
  return (
    <>
      <PullForNews ids={() => list.items()?.map(({ id }) => id)} />
      <div class="content-filters">
        <Choice
          legend={t`Type`}
          row
          quiet
          value={media() ?? 'all'}
          options={[{ value: 'all' as const, label: t`Everything` }, ...medias.map((value) => ({ value, label: mediaWords[value].many }))]}
          onChange={(type) => choose({ type: unless(type, 'all') })}
        />
        <Choice
          legend={t`Mood`}
          row
          quiet
          value={mood() ?? 'any'}
          options={[
            { value: 'any' as const, label: t`Any mood` },
            ...moods.map((value) => ({
              value,
              label: moodWords[value],
              get picture() {
                return <MoodIcon mood={value} />
              },
            })),
          ]}
          onChange={(mood) => choose({ mood: unless(mood, 'any') })}
        />
        <Select
          label={t`Order`}
          quiet
          value={order()}
          options={[
            { value: 'newest' as const, label: t`Newest first` },
            { value: 'liked' as const, label: t`Most liked first` },
          ]}
          onChange={(order) => choose({ order: unless(order, 'newest') })}
        />
      </div>
      <Show when={list.items()} fallback={<TileSkeleton />}>
        {(cards) => (
          <Show
            when={cards().length > 0}
            fallback={
              <Show
                when={media() ?? mood()}
                fallback={
                  <Empty picture={<Droplet />} title={t`Nothing has been posted yet`} says={t`The first droplet is yours to post.`}>
                    <A class="button" data-look="main" href="/create">
                      {t`Post something`}
                    </A>
                  </Empty>
                }
              >
                <Empty picture={<Droplet />} title={t`Nothing fits`} says={t`Nobody has posted anything of this type and mood so far.`}>
                  <Button onClick={() => choose({ type: undefined, mood: undefined })}>{t`Show everything`}</Button>
                </Empty>
              </Show>
            }
          >
            <TileGrid cards={cards()} label={t`Posts of everybody`} more={list.more}>
              {(card) => (
                <>
                  <PostTile card={card} />
                  <div class="content-by">
                    <A href={`/u/${card.author.handle ?? card.author.account}`} dir="auto">
                      {card.author.name}
                    </A>
                    <span class="tabular" title={t`Likes`}>
                      <Heart aria-hidden="true" /> {few(card.likes)}
                      <span class="unseen"> {t`likes`}</span>
                    </span>
                  </div>
                </>
              )}
            </TileGrid>
          </Show>
        )}
      </Show>
    </>
  )
}
