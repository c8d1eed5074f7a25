import { t } from '../../language'
import { A } from '@solidjs/router'
import Droplet from 'lucide-solid/icons/droplet'
import { createResource, onCleanup, onMount, Show } from 'solid-js'
import { Composer } from '../../areas/content/ui/Composer'
import { Foresight } from '../../areas/filter/ui/Foresight'
import { Generator } from '../generator/Generator'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { useSession } from '../../ui/session'
import { createLook } from '../look'
import { keepShared, takeShared } from '../shared'

/** Files that the system opened Mesi with; the types of the platform do not have it. */
interface LaunchQueue {
  setConsumer(take: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void
}

/** Posting something. */
export function Create() {
  const session = useSession()
  // Only for somebody: until then it waits.
  const [given, { refetch }] = createResource(session.me, takeShared)
  onMount(() => {
    const { launchQueue } = window as { readonly launchQueue?: LaunchQueue }
    const take = async (handles: readonly FileSystemFileHandle[]) => {
      await keepShared({ words: '', files: await Promise.all(handles.map((handle) => handle.getFile())) })
      await refetch()
    }
    launchQueue?.setConsumer(({ files }) => void take(files))
    onCleanup(() => launchQueue?.setConsumer(() => {}))
  })
  const kind = () => session.personas().find(({ account }) => account === session.me())?.kind ?? 'real'
  const look = createLook()
  return (
    <Page title={t`Create`}>
      <Show
        when={session.me()}
        keyed // somebody else has a draft of their own, of which a post that is still on its way to the disk knows nothing
        fallback={
          <Empty
            picture={<Droplet />}
            title={t`Sign up to post`}
            says={t`A post needs somebody who made it. It takes a minute, and it is free.`}
          >
            <A class="button" data-look="main" href="/welcome">
              {t`Sign up`}
            </A>
          </Empty>
        }
      >
        <Composer
          given={given.latest}
          foresight={(draft) => <Foresight draft={draft()} look={look} />}
          generator={(take) => <Generator kind={kind()} look={look} onUse={take} />}
        />
      </Show>
    </Page>
  )
}
