import { A } from '@solidjs/router'
import Droplet from 'lucide-solid/icons/droplet'
import { Show } from 'solid-js'
import { Composer } from '../../areas/content/ui/Composer'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { useSession } from '../../ui/session'

/** Posting something. */
export function Create() {
  const session = useSession()
  return (
    <Page title="Create">
      <Show
        when={session.me()}
        fallback={
          <Empty picture={<Droplet />} title="Sign up to post" says="A post needs somebody who made it. It takes a minute, and it is free.">
            <A class="button" data-look="main" href="/welcome">
              Sign up
            </A>
          </Empty>
        }
      >
        <Composer />
      </Show>
    </Page>
  )
}
