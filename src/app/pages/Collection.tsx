import { t } from '../../language'
import { A, useParams } from '@solidjs/router'
import FolderX from 'lucide-solid/icons/folder-x'
import { Show } from 'solid-js'
import { CollectionView } from '../../areas/content/ui/CollectionView'
import { TileSkeleton } from '../../areas/content/ui/Gallery'
import { oneCollection } from '../../areas/content/galleryViews'
import { hash } from '../../areas/shapes'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { createAnswer } from '../../ui/session'

/** One collection of somebody's gallery. */
export function Collection() {
  const params = useParams<{ id: string }>()
  const isId = () => hash.safeParse(params.id).success
  const collection = createAnswer(oneCollection, () => (isId() ? { collection: params.id, size: 1 } : undefined))
  return (
    <Page title={collection()?.name.text || t`Collection`} theirs back>
      <Show
        when={collection()}
        fallback={
          <Show when={isId() && collection() === undefined} fallback={<Gone />}>
            <TileSkeleton />
          </Show>
        }
      >
        {(shown) => (
          // Another one is another screen: what is open over it, and what is said of it, is of this one.
          <Show when={shown().id} keyed>
            <CollectionView collection={shown()} />
          </Show>
        )}
      </Show>
    </Page>
  )
}

function Gone() {
  return (
    <Empty
      picture={<FolderX />}
      title={t`This collection is not here`}
      says={t`Its owner may have deleted it, or it is still on its way from another device.`}
    >
      <A class="button" data-look="dark" href="/">
        {t`To the feed`}
      </A>
    </Empty>
  )
}
