import { t } from '../../../language'
import Droplet from 'lucide-solid/icons/droplet'
import Images from 'lucide-solid/icons/images'
import { createMemo, For, type JSX, Show, untrack } from 'solid-js'
import { Choice } from '../../../ui/Choice'
import { Empty } from '../../../ui/Empty'
import { createKept } from '../../../ui/kept'
import { createPages } from '../../../ui/pages'
import { Select } from '../../../ui/Select'
import { createAnswer, useSession } from '../../../ui/session'
import type { AccountId } from '../../area'
import { type Media, medias } from '../events'
import { gallery, galleryFilters, gallerySections } from '../galleryViews'
import { Collections } from './Collections'
import './Gallery.css'
import { PostTile } from './PostTile'
import { TileGrid } from './TileGrid'
import { mediaWords } from './words'

/** All that somebody shares with who looks, in the order of upload, by section, year and tag (GAL-1, GAL-3, GAL-4); their collections first. */
interface GalleryProps {
  readonly account: AccountId
  /** Why there is nothing in somebody's gallery, where it is known. */
  readonly nothing?: string | undefined
  /** What somebody may do about an empty one of their own. */
  readonly children?: JSX.Element
}

export function Gallery(props: GalleryProps) {
  const session = useSession()
  const of = untrack(() => `of the gallery of ${props.account}`)
  const [section, setSection] = createKept<Media | 'all'>(`section ${of}`, 'all')
  const [year, setYear] = createKept(`year ${of}`, '')
  const [tag, setTag] = createKept(`tag ${of}`, '')
  const [from, setFrom] = createKept<'newest' | 'oldest'>(`order ${of}`, 'newest')
  const sections = createAnswer(gallerySections, () => ({ account: props.account }))
  const filters = createAnswer(galleryFilters, () => ({ account: props.account }))
  const isMine = () => session.me() === props.account

  // A filter whose last post is gone stands for nothing any more.
  const chosenYear = createMemo(() => filters()?.years.find((each) => String(each) === year()))
  const chosenTag = createMemo(() => filters()?.tags.find((each) => each === tag()))
  const posts = createPages(gallery, () => {
    const media = section()
    return {
      account: props.account,
      from: from(),
      size: 60,
      ...(media === 'all' ? {} : { section: media }),
      ...(chosenYear() === undefined ? {} : { year: chosenYear() }),
      ...(chosenTag() === undefined ? {} : { tag: chosenTag() }),
    }
  })
  const total = createMemo(() => {
    const counts = sections()
    return counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : undefined
  })
  return (
    <section class="gallery" aria-label={t`Gallery`}>
      <Collections account={props.account} />
      <h2 class="gallery-title">
        <Droplet aria-hidden="true" /> {t`Droplets`}
      </h2>
      <Show
        when={total() !== 0}
        fallback={
          <Empty
            picture={<Images />}
            title={isMine() ? t`Your gallery is empty` : t`Nothing here yet`}
            says={
              isMine()
                ? t`What you post appears here, in the order of upload.`
                : (props.nothing ?? t`What they post for you to see will appear here.`)
            }
          >
            {props.children}
          </Empty>
        }
      >
        <div class="gallery-filters">
          <Choice
            legend={t`Section`}
            row
            quiet
            value={section()}
            options={[
              { value: 'all' as const, label: t`All ${total() ?? ''}` },
              ...medias
                .filter((media) => media === section() || (sections()?.[media] ?? 0) > 0)
                .map((media) => ({ value: media, label: `${mediaWords[media].many} ${sections()?.[media] ?? 0}` })),
            ]}
            onChange={setSection}
          />
          <div class="gallery-selects">
            <Show when={(filters()?.years.length ?? 0) > 1}>
              <Select
                label={t`Year`}
                quiet
                value={String(chosenYear() ?? '')}
                options={[
                  { value: '', label: t`Any year` },
                  ...(filters()?.years ?? []).map((each) => ({ value: String(each), label: String(each) })),
                ]}
                onChange={setYear}
              />
            </Show>
            <Show when={(filters()?.tags.length ?? 0) > 0}>
              <Select
                label={t`Tag`}
                quiet
                value={chosenTag() ?? ''}
                options={[{ value: '', label: t`Any tag` }, ...(filters()?.tags ?? []).map((each) => ({ value: each, label: `#${each}` }))]}
                onChange={setTag}
              />
            </Show>
            <Select
              label={t`Order`}
              quiet
              value={from()}
              options={[
                { value: 'newest' as const, label: t`Newest first` },
                { value: 'oldest' as const, label: t`Oldest first` },
              ]}
              onChange={setFrom}
            />
          </div>
        </div>
        <Show when={posts.items()} fallback={<TileSkeleton />}>
          {(cards) => (
            <Show when={cards().length > 0} fallback={<p class="gallery-none">{t`Nothing matches all of that.`}</p>}>
              <TileGrid cards={cards()} label={t`Posts`} more={posts.more}>
                {(card) => <PostTile card={card} by={props.account} />}
              </TileGrid>
            </Show>
          )}
        </Show>
      </Show>
    </section>
  )
}

/** Where tiles will be. */
export function TileSkeleton() {
  return (
    <div class="tile-row tile-skeletons" aria-busy="true" aria-label={t`Loading`}>
      <For each={[1, 2, 3, 4, 5, 6]}>{() => <div class="skeleton tile-skeleton" />}</For>
    </div>
  )
}
