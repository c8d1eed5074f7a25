import { Page } from '../../ui/Page'

export function EditProfile() {
  return <Page title="EditProfile">{null}</Page>
}
