import { plural, t } from '../../../language'
import { A, useNavigate } from '@solidjs/router'
import FolderPlus from 'lucide-solid/icons/folder-plus'
import { createSignal, For, Show } from 'solid-js'
import { createAnswer, useSession } from '../../../ui/session'
import { createStillHere } from '../../../ui/stillHere'
import type { AccountId } from '../../area'
import { collectionsBy } from '../galleryViews'
import { CollectionNameSheet } from './CollectionName'
import './Collections.css'
import { PostFace } from './PostTile'

/** The collections of an account, side by side; its owner makes new ones here. */
export function Collections(props: { readonly account: AccountId }) {
  const session = useSession()
  const navigate = useNavigate()
  const isHere = createStillHere()
  const collections = createAnswer(collectionsBy, () => ({ account: props.account }))
  const [making, setMaking] = createSignal(false)
  const isMine = () => session.me() === props.account
  return (
    <Show when={isMine() || (collections()?.length ?? 0) > 0}>
      <section class="collections" aria-labelledby="collections-title">
        <h2 id="collections-title">{t`Collections`}</h2>
        <ul class="collections-row">
          <For each={collections()}>
            {(collection) => (
              <li>
                <A class="collection-card" href={`/collection/${collection.id}`}>
                  <span class="collection-cover">
                    <Show when={collection.cover}>{(cover) => <PostFace card={cover()} />}</Show>
                  </span>
                  <span class="collection-name" dir="auto">
                    {collection.name.text || t`Collection`}
                  </span>
                  <span class="collection-count">{plural(collection.count, t`1 post`, t`${collection.count} posts`)}</span>
                </A>
              </li>
            )}
          </For>
          <Show when={isMine()}>
            <li>
              <button type="button" class="collection-card" data-new="" onClick={() => setMaking(true)}>
                <span class="collection-cover">
                  <FolderPlus aria-hidden="true" />
                </span>
                <span class="collection-name">{t`New collection`}</span>
              </button>
            </li>
          </Show>
        </ul>
        <Show when={making()}>
          <CollectionNameSheet
            title={t`New collection`}
            does={t`Create`}
            deed={(name) => ({ type: 'content.collectionCreated', data: { name } })}
            onOpenChange={setMaking}
            onDone={(id) => isHere() && navigate(`/collection/${id}`)}
          />
        </Show>
      </section>
    </Show>
  )
}
