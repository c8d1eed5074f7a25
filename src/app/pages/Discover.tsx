import { Page } from '../../ui/Page'

export function Discover() {
  return <Page title="Discover">{null}</Page>
}
