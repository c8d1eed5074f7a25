import { plural, t } from '../../../language'
import { A, useNavigate } from '@solidjs/router'
import Flag from 'lucide-solid/icons/flag'
import FolderOpen from 'lucide-solid/icons/folder-open'
import ImagePlus from 'lucide-solid/icons/image-plus'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { Hash } from '../../../log/types'
import { Button, IconButton } from '../../../ui/Button'
import { Confirm } from '../../../ui/Confirm'
import { Dialog } from '../../../ui/Dialog'
import { Empty } from '../../../ui/Empty'
import { Menu } from '../../../ui/Menu'
import { More } from '../../../ui/More'
import { Notice } from '../../../ui/Notice'
import { createPages } from '../../../ui/pages'
import { Pending } from '../../../ui/Pending'
import { Refusal } from '../../../ui/Refusal'
import { createAct, useSession } from '../../../ui/session'
import { createStillHere } from '../../../ui/stillHere'
import { say } from '../../../ui/toast'
import { Face } from '../../accounts/ui/Face'
import type { Question } from '../../area'
import type { Page, Paged } from '../../paging'
import { type CollectionCard, gallery, oneCollection } from '../galleryViews'
import type { Card } from '../views'
import { CollectionNameSheet } from './CollectionName'
import './CollectionView.css'
import { TileSkeleton } from './Gallery'
import { PostFace, PostTile } from './PostTile'
import { TileGrid } from './TileGrid'
import { mediaWords } from './words'

const inCollection: Question<{ readonly collection: Hash } & Paged, Page<Card>> = {
  ...oneCollection,
  answer: (q, args) => oneCollection.answer(q, args) ?? { items: [], cursor: null },
}

/** One collection: what is in it, and for its owner all that can be done with it. */
export function CollectionView(props: { readonly collection: CollectionCard }) {
  const session = useSession()
  const navigate = useNavigate()
  const isHere = createStillHere()
  const posts = createPages(inCollection, () => ({ collection: props.collection.id, size: 60 }))
  const [sheet, setSheet] = createSignal<'rename' | 'delete' | 'add'>()
  const [sorting, setSorting] = createSignal(false)
  const removing = createAct()
  const isMine = () => props.collection.owner.account === session.me()
  const close = (open: boolean) => {
    if (!open) setSheet(undefined)
  }
  const remove = async (content: Hash) => {
    const data = { collection: props.collection.id, content } // another one may be shown by the time of an Undo
    const outcome = await removing.about(content, { type: 'content.collectionItemRemoved', data })
    if (!outcome?.ok) return
    const does = () => void removing.about(content, { type: 'content.collectionItemAdded', data })
    say(t`Taken out of the collection`, { undo: { label: t`Undo`, does } })
  }
  return (
    <>
      <div class="collection-head">
        <Face face={props.collection.owner}>{plural(props.collection.count, t`1 post`, t`${props.collection.count} posts`)}</Face>
        <Pending standing={props.collection.standing} />
        <Show
          when={isMine()}
          fallback={
            <IconButton
              look="quiet"
              label={t`Report this collection`}
              onClick={() => navigate(`/report/collection/${props.collection.id}`)}
            >
              <Flag aria-hidden="true" />
            </IconButton>
          }
        >
          <Button onClick={() => setSheet('add')}>
            <ImagePlus aria-hidden="true" /> {t`Add posts`}
          </Button>
          <Menu
            label={t`More about this collection`}
            items={[
              { label: t`Rename`, picture: <Pencil aria-hidden="true" />, does: () => setSheet('rename') },
              {
                label: sorting() ? t`Done taking out` : t`Take posts out`,
                picture: <X aria-hidden="true" />,
                does: () => setSorting(!sorting()),
              },
              { label: t`Delete`, kind: 'bad', picture: <Trash aria-hidden="true" />, does: () => setSheet('delete') },
            ]}
          />
        </Show>
      </div>
      <Show when={props.collection.takenDown}>
        <Notice kind="warn" title={t`The name was taken down`}>
          <p>
            {props.collection.name.text === ''
              ? t`It broke the rules, or seems to. Its maker was told why and may appeal.`
              : t`Only its owner and moderators still see it, until another one stands in its place.`}
          </p>
          <Show when={isMine()}>
            <p>
              <A href="/standing?tab=decisions">{t`Why, and how to appeal`}</A>
            </p>
          </Show>
        </Notice>
      </Show>
      <Refusal outcome={removing.outcome()} failure={removing.failure()} />
      <Switch fallback={<TileSkeleton />}>
        <Match when={posts.items()?.length === 0}>
          <Empty
            picture={<FolderOpen />}
            title={t`Nothing in it yet`}
            says={
              isMine() ? t`Add posts of yours: photos, videos, sounds and texts may stand together.` : t`Or nothing that is for you to see.`
            }
          />
        </Match>
        <Match when={posts.items()}>
          {(cards) => (
            <TileGrid cards={cards()} label={t`Posts of this collection`} more={posts.more}>
              {(card) => (
                <>
                  <PostTile card={card} />
                  <Show when={isMine() && sorting()}>
                    <IconButton
                      small
                      class="collection-remove"
                      label={t`Take out: ${card.caption?.text.slice(0, 40) || mediaWords[card.media].one}`}
                      onClick={() => void remove(card.id)}
                    >
                      <X aria-hidden="true" />
                    </IconButton>
                  </Show>
                </>
              )}
            </TileGrid>
          )}
        </Match>
      </Switch>
      <Show when={sheet() === 'rename'}>
        <CollectionNameSheet
          title={t`Rename collection`}
          does={t`Rename`}
          of={props.collection.id}
          before={props.collection.name.text}
          deed={(name) => ({ type: 'content.collectionRenamed', data: { collection: props.collection.id, name } })}
          onOpenChange={close}
          onDone={() => say(t`Renamed`)}
        />
      </Show>
      <Show when={sheet() === 'delete'}>
        <Confirm
          title={t`Delete this collection?`}
          open
          onOpenChange={close}
          does={t`Delete`}
          bad
          deeds={() => [{ type: 'content.collectionDeleted', data: { collection: props.collection.id } }]}
          onDone={() => {
            say(t`Collection deleted`)
            if (isHere()) navigate('/gallery', { replace: true })
          }}
        >
          <p>{t`The posts in it stay where they are.`}</p>
        </Confirm>
      </Show>
      <Show when={sheet() === 'add'}>
        <AddPosts collection={props.collection.id} onOpenChange={close} />
      </Show>
    </>
  )
}

/** My gallery to pick from; a press puts a post in or takes it out. */
function AddPosts(props: { readonly collection: Hash; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const putting = createAct()
  const mine = createPages(gallery, () => {
    const account = session.me()
    return account === undefined ? undefined : { account, size: 60 }
  })
  const inside = createPages(inCollection, () => ({ collection: props.collection, size: 200 }))
  const isIn = (id: Hash) => inside.items()?.some((card) => card.id === id) ?? false
  const toggle = (content: Hash) => {
    const type = isIn(content) ? 'content.collectionItemRemoved' : 'content.collectionItemAdded'
    return putting.about(content, { type, data: { collection: props.collection, content } })
  }
  return (
    <Dialog title={t`Add posts`} open onOpenChange={props.onOpenChange}>
      <Show when={mine.items()?.length !== 0} fallback={<p>{t`You have posted nothing yet.`}</p>}>
        <div class="collection-pick">
          <For each={mine.items()}>
            {(card) => (
              <button
                type="button"
                class="collection-pick-one"
                role="checkbox"
                aria-checked={isIn(card.id)}
                aria-label={card.caption?.text.slice(0, 60) || card.media}
                onClick={() => void toggle(card.id)}
              >
                <PostFace card={card} />
              </button>
            )}
          </For>
        </div>
      </Show>
      <More of={mine} />
      <Refusal outcome={putting.outcome()} failure={putting.failure()} />
      <Button look="dark" onClick={() => props.onOpenChange(false)}>
        {t`Done`}
      </Button>
    </Dialog>
  )
}
