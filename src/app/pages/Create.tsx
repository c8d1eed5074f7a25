import { Page } from '../../ui/Page'

export function Create() {
  return <Page title="Create">{null}</Page>
}
