import { t } from '../../../language'
import type { Hash } from '../../../log/types'
import { Confirm } from '../../../ui/Confirm'
import { say } from '../../../ui/toast'

interface DeletePostProps {
  readonly content: Hash
  readonly onOpenChange: (open: boolean) => void
  readonly onDeleted: () => void
}

/** The last question before a post is gone. */
export function DeletePost(props: DeletePostProps) {
  return (
    <Confirm
      title={t`Delete this post?`}
      open
      onOpenChange={props.onOpenChange}
      does={t`Delete`}
      bad
      deeds={() => [{ type: 'content.deleted', data: { content: props.content } }]}
      onDone={() => {
        say(t`Post deleted`)
        props.onDeleted()
      }}
    >
      <p>{t`Its words and files are removed for everybody. That there was a post stays on record.`}</p>
    </Confirm>
  )
}
