import { t } from '../../language'
import { A } from '@solidjs/router'
import Images from 'lucide-solid/icons/images'
import { Show } from 'solid-js'
import { Gallery as GalleryOf } from '../../areas/content/ui/Gallery'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { useSession } from '../../ui/session'

/** All that I have posted. */
export function Gallery() {
  const session = useSession()
  return (
    <Page title={t`Your gallery`}>
      <Show
        when={session.me()}
        fallback={
          <Empty picture={<Images />} title={t`Sign up to have a gallery`} says={t`All that you post stands there, and your collections.`}>
            <A class="button" data-look="main" href="/welcome">
              {t`Sign up`}
            </A>
          </Empty>
        }
      >
        {(me) => (
          <GalleryOf account={me()}>
            <A class="button" data-look="main" href="/create">
              {t`Post something`}
            </A>
          </GalleryOf>
        )}
      </Show>
    </Page>
  )
}
