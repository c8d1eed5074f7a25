import { Page } from '../../ui/Page'

export function Feed() {
  return <Page title="Feed">{null}</Page>
}
