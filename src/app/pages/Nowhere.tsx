import { A } from '@solidjs/router'
import Compass from 'lucide-solid/icons/compass'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'

export function Nowhere() {
  return (
    <Page title="Nothing here" bare>
      <Empty title="There is nothing at this address" says="It may have been mistyped, or what was here is gone." picture={<Compass />}>
        <A class="button" data-look="main" href="/">
          To the feed
        </A>
      </Empty>
    </Page>
  )
}
