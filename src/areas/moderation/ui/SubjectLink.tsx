import { A } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import type { Subject } from '../../reports/events'

/** Words that lead to what a case or a decision is about, where it has a page. */
export function SubjectLink(props: { readonly subject: Pick<Subject, 'kind' | 'id'>; readonly children: JSX.Element }) {
  const address = () => {
    const [id = ''] = props.subject.id.split(' ') // of a picture: whose it is
    const pages: Readonly<Record<string, string>> = {
      content: `/post/${id}`,
      profile: `/u/${id}`,
      picture: `/u/${id}`,
      collection: `/collection/${id}`,
    }
    return pages[props.subject.kind]
  }
  return (
    <Show when={address()} fallback={props.children}>
      {(to) => <A href={to()}>{props.children}</A>}
    </Show>
  )
}
