import { t } from '../../language'
import { A, useSearchParams } from '@solidjs/router'
import Images from 'lucide-solid/icons/images'
import { lazy, Show, Suspense } from 'solid-js'
import { Gallery as GalleryOf } from '../../areas/content/ui/Gallery'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { useSession } from '../../ui/session'
import { Tabs } from '../../ui/Tabs'

const GalleryStatistics = lazy(async () => ({ default: (await import('./GalleryStatistics')).GalleryStatistics }))

/** All that I have posted, and how it does: `?show=statistics`. */
export function Gallery() {
  const session = useSession()
  const [search, setSearch] = useSearchParams<{ show?: string }>()
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
          <Tabs
            label={t`Your gallery`}
            tabs={[
              { value: 'posts' as const, label: t`Posts` },
              { value: 'statistics' as const, label: t`Statistics` },
            ]}
            value={search.show === 'statistics' ? 'statistics' : 'posts'}
            onChange={(show) => setSearch({ show: show === 'posts' ? undefined : show }, { replace: true, scroll: false })}
          >
            {(shown) => (
              <Show
                when={shown === 'statistics'}
                fallback={
                  <GalleryOf account={me()}>
                    <A class="button" data-look="main" href="/create">
                      {t`Post something`}
                    </A>
                  </GalleryOf>
                }
              >
                <Suspense>
                  <GalleryStatistics />
                </Suspense>
              </Show>
            )}
          </Tabs>
        )}
      </Show>
    </Page>
  )
}
