import { locale, t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import Flag from 'lucide-solid/icons/flag'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, type JSX, Show } from 'solid-js'
import type { Hash } from '../../../log/types'
import { Button, IconButton } from '../../../ui/Button'
import { Choice } from '../../../ui/Choice'
import { Confirm } from '../../../ui/Confirm'
import { createDraft } from '../../../ui/draft'
import { Field } from '../../../ui/Field'
import { More } from '../../../ui/More'
import { createPages } from '../../../ui/pages'
import { Pending } from '../../../ui/Pending'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import { Time } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import { Face } from '../../accounts/ui/Face'
import { profile } from '../../accounts/views'
import { characters, z } from '../../shapes'
import type { Card } from '../views'
import { commentsOn } from '../reactionViews'
import './Comments.css'
import { madeOf } from './draft'
import { useLimits } from './limits'
import './PostCard.css'
import { WordsShown } from './WordsShown'
import { labelsBeside } from './words'

/** What is said of words before they are sent. */
type Advice = (words: () => string) => JSX.Element

/** What people say about a post, oldest first, and a place to say something. */
export function Comments(props: { readonly card: Card; readonly advice: Advice }) {
  const session = useSession()
  const navigate = useNavigate()
  const comments = createPages(commentsOn, () => ({ content: props.card.id }))
  const [leaving, setLeaving] = createSignal<Hash>()
  return (
    <section class="comments" id="comments" aria-labelledby="comments-title">
      <h2 id="comments-title">{props.card.comments === 0 ? t`Comments` : t`Comments (${props.card.comments.toLocaleString(locale)})`}</h2>
      <Show when={comments.items()?.length === 0}>
        <p class="comments-none">{t`Nobody has said anything yet.`}</p>
      </Show>
      <ol class="comments-list">
        <For each={comments.items()}>
          {(comment) => (
            <li class="comment">
              <div class="comment-head">
                <Face face={comment.author} size="s">
                  <Time at={comment.at} />
                </Face>
                <For each={labelsBeside(comment.labels)}>{(label) => <span class="post-label">{label}</span>}</For>
                <Pending standing={comment.standing} />
                <Show when={session.me() !== undefined && comment.author.account !== session.me()}>
                  <IconButton
                    look="quiet"
                    class="comment-delete"
                    label={t`Report the comment by ${comment.author.name}`}
                    onClick={() => navigate(`/report/comment/${comment.id}`)}
                  >
                    <Flag aria-hidden="true" />
                  </IconButton>
                </Show>
                <Show when={comment.deletable}>
                  <IconButton
                    look="quiet"
                    class="comment-delete"
                    label={t`Delete the comment by ${comment.author.name}`}
                    onClick={() => setLeaving(comment.id)}
                  >
                    <Trash aria-hidden="true" />
                  </IconButton>
                </Show>
              </div>
              <WordsShown words={comment.text} most={500} />
            </li>
          )}
        </For>
      </ol>
      <More of={comments} label={t`Show more comments`} class="comments-more" />
      {/* Beside a reel the post is another one soon: what is on its way to the disk is said of this one. */}
      <Show when={props.card.id} keyed>
        {(content) => <WriteComment content={content} advice={props.advice} />}
      </Show>
      <Show when={leaving()}>
        {(comment) => (
          <Confirm
            title={t`Delete this comment?`}
            open
            onOpenChange={(open) => !open && setLeaving(undefined)}
            does={t`Delete`}
            bad
            deeds={() => [{ type: 'content.commentDeleted', data: { comment: comment() } }]}
            onDone={() => say(t`Comment deleted`)}
          >
            <p>{t`Its words are removed for everybody and cannot be brought back.`}</p>
          </Confirm>
        )}
      </Show>
    </section>
  )
}

interface CommentDraft {
  readonly text: string
  readonly made?: 'human' | 'generated'
}

function WriteComment(props: { readonly content: Hash; readonly advice: Advice }) {
  const session = useSession()
  const navigate = useNavigate()
  const limits = useLimits()
  const draft = createDraft(
    () => `comment on ${props.content}`,
    (): CommentDraft => ({ text: '' }),
    { text: z.string(), made: z.enum(['human', 'generated']) },
  )
  const sending = createAct(draft)
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  const words = () => draft.now().text.trim()
  const made = () => madeOf(draft.now().made, me()?.ai)
  const over = () => characters(words()) - limits().comment
  const send = async () => {
    if (session.me() === undefined) return navigate('/welcome')
    const data = { content: props.content, text: session.write(words()), made: made() }
    const outcome = await sending.act({ type: 'content.commented', data })
    if (outcome?.ok) sending.forget()
  }
  return (
    <form
      class="comment-write"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Field
        label={t`Say something`}
        lines={2}
        value={draft.now().text}
        onChange={(text) => {
          sending.forget()
          draft.change({ text })
        }}
        count={words() === '' ? undefined : t`${characters(words()).toLocaleString(locale)} of ${limits().comment.toLocaleString(locale)}`}
        error={over() > 0 ? t`That is ${over().toLocaleString(locale)} more than fit.` : undefined}
      />
      <Show when={me()?.kind === 'ai'}>
        <Choice
          legend={t`Who wrote it`}
          value={made()}
          options={[
            { value: 'human', label: t`A human` },
            { value: 'generated', label: 'AI' },
          ]}
          onChange={(made) => draft.change({ made })}
        />
      </Show>
      {props.advice(words)}
      <Refusal outcome={sending.outcome()} failure={sending.failure()} />
      <Button type="submit" look="dark" class="comment-send" busy={sending.busy()} disabled={words() === ''}>
        {t`Comment`}
      </Button>
    </form>
  )
}
