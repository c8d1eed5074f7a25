import { Page } from '../../ui/Page'

export function Wallet() {
  return <Page title="Wallet">{null}</Page>
}
