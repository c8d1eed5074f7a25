import { t } from '../../language'
import { A } from '@solidjs/router'
import Compass from 'lucide-solid/icons/compass'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'

export function Nowhere() {
  return (
    <Page title={t`Nothing here`} bare>
      <Empty
        title={t`There is nothing at this address`}
        says={t`It may have been mistyped, or what was here is gone.`}
        picture={<Compass />}
      >
        <A class="button" data-look="main" href="/">
          {t`To the feed`}
        </A>
      </Empty>
    </Page>
  )
}
