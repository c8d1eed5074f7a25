import { Page } from '../../ui/Page'

export function Join() {
  return <Page title="Join">{null}</Page>
}
