import { Page } from '../../ui/Page'

export function Collection() {
  return <Page title="Collection">{null}</Page>
}
