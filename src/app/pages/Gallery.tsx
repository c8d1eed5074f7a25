import { Page } from '../../ui/Page'

export function Gallery() {
  return <Page title="Gallery">{null}</Page>
}
