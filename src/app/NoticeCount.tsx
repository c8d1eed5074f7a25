import { t } from '../language'
import { createMemo, Show } from 'solid-js'
import { isNew } from './news'
import './NoticeCount.css'
import { createMark, createNews } from './notices'

/** Beyond so many nobody counts. */
const MOST = 99

/** How many notices I have not seen, as a badge beside the word. */
export function NoticeCount() {
  const news = createNews(() => MOST + 1)
  const mark = createMark()
  const count = createMemo(() => (news() ?? []).filter((each) => isNew(each, mark())).length)
  return (
    <Show when={count() > 0}>
      <span class="notice-count tabular">
        {count() > MOST ? `${MOST}+` : count()}
        <span class="unseen"> {t`new`}</span>
      </span>
    </Show>
  )
}
