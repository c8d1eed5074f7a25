import { rich, t } from '../../../language'
import { createMemo, createSignal, For, Show, untrack } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { Notice } from '../../../ui/Notice'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import { Time } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import { contentHistory } from '../reactionViews'
import type { Card } from '../views'
import './EditSheet.css'
import { CaptionField, WordingFields } from './WordingFields'
import { editName, type WordingDraft, wordingLasts, wordingOf } from './wording'
import { moodWords } from './words'
import { WordsShown } from './WordsShown'

/** Changes what a post says; what it said before stays on record and is shown below, to its maker (SHR-12). */
export function EditSheet(props: { readonly card: Card; readonly onOpenChange: (open: boolean) => void }) {
  // Who edits begins with what it says: saved without, words that are still on the way would be gone. New ones from elsewhere end nothing,
  // and whom they never reach can write it anew.
  const [anew, writeAnew] = createSignal(false)
  const wereHere = createMemo<boolean>((before) => before || props.card.caption?.state !== 'coming', false)
  return (
    <Dialog title={t`Edit post`} open onOpenChange={props.onOpenChange}>
      <Show
        when={wereHere() || anew()}
        fallback={
          <Notice kind="calm">
            <p>{t`These words are still on their way from another device.`}</p>
            <div class="notice-ways">
              <Button small onClick={() => writeAnew(true)}>
                {t`Write it anew`}
              </Button>
            </div>
          </Notice>
        }
      >
        <Edit {...props} />
      </Show>
    </Dialog>
  )
}

function Edit(props: { readonly card: Card; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const [shown, showHistory] = createSignal(false)
  const history = createAnswer(contentHistory, () => ({ content: props.card.id }))
  // Kept where the sheet is closed by mistake. What is edited elsewhere takes nothing from whoever is at it, and is what they begin with next time.
  const name = untrack(() => editName(props.card))
  const kept = createDraft<WordingDraft>(
    () => name,
    () => wordingNow(props.card),
    wordingLasts,
  )
  const saving = createAct(kept)
  const fields = () => ({
    draft: kept.now(),
    form: props.card.form,
    isText: props.card.media === 'text',
    onChange: (changes: Partial<WordingDraft>) => {
      saving.forget()
      kept.change(changes)
    },
  })
  const save = async () => {
    const data = { content: props.card.id, ...wordingOf(kept.now(), session.write) }
    if (!(await saving.act({ type: 'content.edited', data }))?.ok) return
    say(t`Changes saved`)
    props.onOpenChange(false)
  }
  const leave = () => {
    kept.clear()
    props.onOpenChange(false)
  }
  return (
    <>
      <form
        class="edit-sheet"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <CaptionField {...fields()} lines={5} />
        <WordingFields {...fields()} />
        <Refusal outcome={saving.outcome()} failure={saving.failure()} />
        <div class="dialog-answers">
          <Button onClick={leave}>{t`Cancel`}</Button>
          <Button type="submit" look="main" busy={saving.busy()}>
            {t`Save changes`}
          </Button>
        </div>
      </form>
      <Show when={(history()?.length ?? 0) > 0}>
        <section class="edit-history" aria-label={t`What it said before`}>
          <button type="button" class="words-more" aria-expanded={shown()} onClick={() => showHistory(!shown())}>
            {t`${shown() ? t`Hide` : t`Show`} what it said before (${history()?.length})`}
          </button>
          <Show when={shown()}>
            <ol class="edit-versions">
              <For each={history()}>
                {(version) => (
                  <li>
                    <p class="edit-until">
                      {rich`Until ${<Time at={version.until} exact />}${version.audience === 'followers' ? t`, for followers` : ''}${version.moods.length > 0 ? `, ${version.moods.map((mood) => moodWords[mood].toLowerCase()).join(', ')}` : ''}${version.tags.length > 0 ? `, ${version.tags.map((tag) => `#${tag}`).join(' ')}` : ''}`}
                    </p>
                    <Show when={version.caption} fallback={<p class="words-missing">{t`No words.`}</p>}>
                      {(caption) => <WordsShown words={caption()} most={280} />}
                    </Show>
                  </li>
                )}
              </For>
            </ol>
          </Show>
        </section>
      </Show>
    </>
  )
}

const wordingNow = ({ caption, audience, moods, tags, category }: Card): WordingDraft => ({
  caption: caption?.text ?? '',
  audience,
  moods: [...moods],
  tags: [...tags],
  category: category ?? null,
})
