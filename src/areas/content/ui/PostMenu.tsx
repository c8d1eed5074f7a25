import { t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import CircleHelp from 'lucide-solid/icons/circle-question-mark'
import Flag from 'lucide-solid/icons/flag'
import FolderPlus from 'lucide-solid/icons/folder-plus'
import Link from 'lucide-solid/icons/link'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { Menu, type MenuItem } from '../../../ui/Menu'
import { openLate } from '../../../ui/openLate'
import { useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import type { Card } from '../views'

// Sheets are rarely opened: they load when they are.
const EditSheet = lazy(async () => ({ default: (await import('./EditSheet')).EditSheet }))
const CollectionSheet = lazy(async () => ({ default: (await import('./CollectionSheet')).CollectionSheet }))
const DeletePost = lazy(async () => ({ default: (await import('./DeletePost')).DeletePost }))

/** What one can do with a post besides liking it. */
export function PostMenu(props: { readonly card: Card; readonly onDeleted: () => void }) {
  const session = useSession()
  const navigate = useNavigate()
  const [sheet, setSheet] = createSignal<'edit' | 'collect' | 'delete'>()
  const isHeld = () => props.card.mine || props.card.owner.account === session.me()
  const icon = { 'aria-hidden': 'true' } as const

  const copyLink = async () => {
    const address = `${location.origin}/post/${props.card.id}`
    const copied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    )
    say(copied ? t`Link copied` : t`The link: ${address}`)
  }
  const items = (): readonly MenuItem[] => [
    ...(props.card.editable
      ? [{ label: t`Edit`, picture: <Pencil {...icon} />, does: () => void openLate(EditSheet, () => setSheet('edit')) }]
      : []),
    ...(isHeld()
      ? [
          {
            label: t`Add to a collection`,
            picture: <FolderPlus {...icon} />,
            does: () => void openLate(CollectionSheet, () => setSheet('collect')),
          },
        ]
      : []),
    { label: t`Copy link`, picture: <Link {...icon} />, does: () => void copyLink() },
    { label: t`Why do I see this?`, picture: <CircleHelp {...icon} />, does: () => navigate(`/event/${props.card.id}`) },
    ...(isHeld()
      ? []
      : [{ label: t`Report`, picture: <Flag {...icon} />, apart: true, does: () => navigate(`/report/content/${props.card.id}`) }]),
    ...(props.card.editable
      ? [
          {
            label: t`Delete`,
            kind: 'bad' as const,
            picture: <Trash {...icon} />,
            does: () => void openLate(DeletePost, () => setSheet('delete')),
          },
        ]
      : []),
  ]
  const close = (open: boolean) => {
    if (!open) setSheet(undefined)
  }
  return (
    <>
      <Menu label={t`More about this post by ${props.card.author.name}`} items={items()} />
      <Suspense>
        <Show when={sheet() === 'edit'}>
          <EditSheet card={props.card} onOpenChange={close} />
        </Show>
        <Show when={sheet() === 'collect'}>
          <CollectionSheet content={props.card.id} onOpenChange={close} />
        </Show>
        <Show when={sheet() === 'delete'}>
          <DeletePost content={props.card.id} onOpenChange={close} onDeleted={() => props.onDeleted()} />
        </Show>
      </Suspense>
    </>
  )
}
