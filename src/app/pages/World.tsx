import { Page } from '../../ui/Page'

export function World() {
  return <Page title="World">{null}</Page>
}
