import { Page } from '../../ui/Page'

export function Event() {
  return <Page title="Event">{null}</Page>
}
