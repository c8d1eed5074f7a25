import { Page } from '../../ui/Page'

export function Post() {
  return <Page title="Post">{null}</Page>
}
