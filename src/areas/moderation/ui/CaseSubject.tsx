import { t } from '../../../language'
import { createSignal, For, Match, onCleanup, onMount, Show, Switch, untrack } from 'solid-js'
import { createBlobUrl } from '../../../ui/blobUrl'
import { Button } from '../../../ui/Button'
import { createAnswer } from '../../../ui/session'
import { Face } from '../../accounts/ui/Face'
import { profile } from '../../accounts/views'
import { PostCard } from '../../content/ui/PostCard'
import { detailsSaid, detailWords } from '../../content/ui/UploadDetails'
import { WordsShown } from '../../content/ui/WordsShown'
import { oneContent } from '../../content/views'
import { subjectShown } from '../../reports/ui/subjectShown'
import { kindWords } from '../../reports/ui/words'
import type { CaseCard } from '../views'
import './CaseSubject.css'
import { onKeys } from './keys'
import { SubjectLink } from './SubjectLink'

/** What a case is about: out of sight until it is asked for, since it may be hard to look at. */
export function CaseSubject(props: { readonly card: CaseCard }) {
  const [shown, setShown] = createSignal(false)
  onMount(() => onCleanup(onKeys({ s: () => setShown(!shown()) })))
  return (
    <section class="case-subject" aria-label={t`What it is about`}>
      <Show
        when={shown()}
        fallback={
          <div class="case-veil">
            <p>{t`Hidden until you ask for it.`}</p>
            <Button onClick={() => setShown(true)}>{t`Show what it is about`}</Button>
          </div>
        }
      >
        <Thing card={props.card} />
        <Show when={props.card.version !== props.card.subject.version}>
          <p class="case-subject-soft">
            {props.card.version === null ? t`It is gone by now.` : t`It has changed since then. What it said before is in the evidence.`}
          </p>
        </Show>
        <p class="case-subject-foot">
          <SubjectLink subject={props.card.subject}>{t`Open it on its own page`}</SubjectLink>
          <Button small onClick={() => setShown(false)}>
            {t`Hide it`}
          </Button>
        </p>
      </Show>
    </section>
  )
}

function PictureShown(props: { readonly file: { readonly hash: string; readonly size: number; readonly type: string } }) {
  const shown = createBlobUrl(() => props.file)
  return (
    <Show when={shown().url} fallback={<p class="case-subject-soft">{t`The picture is not on this device.`}</p>}>
      {(url) => <img class="case-subject-picture" src={url()} alt={t`The picture that it is about`} />}
    </Show>
  )
}

function Thing(props: { readonly card: CaseCard }) {
  const { kind, id } = untrack(() => props.card.subject)
  const post = createAnswer(oneContent, () => (kind === 'content' ? { content: id } : undefined))
  const said = createAnswer(detailsSaid, () => (kind === 'content' ? { content: id } : undefined))
  const person = createAnswer(profile, () => (kind === 'profile' ? { account: id } : undefined))
  const other = createAnswer(subjectShown, () => (kind === 'content' || kind === 'profile' ? undefined : { kind, id }))
  const card = () => {
    const now = post()
    return now?.state === 'shown' ? now : undefined
  }
  return (
    <Switch>
      <Match when={card()}>
        {(now) => (
          <>
            <PostCard card={now()} place="preview" />
            <Show when={said()?.length}>
              <dl class="case-details" aria-label={t`What its maker said about it`}>
                <For each={said()}>
                  {(words, i) => (
                    <>
                      <dt>{detailWords[i()]}</dt>
                      <dd>
                        <WordsShown words={words} />
                      </dd>
                    </>
                  )}
                </For>
              </dl>
            </Show>
          </>
        )}
      </Match>
      <Match when={post()}>
        <p>{t`The post was deleted.`}</p>
      </Match>
      <Match when={person()}>
        {(who) => (
          <div class="card">
            <Show when={who().cover}>{(cover) => <PictureShown file={cover()} />}</Show>
            <Face face={who()} size="l" />
            <Show when={who().bio}>{(bio) => <WordsShown words={bio()} />}</Show>
          </div>
        )}
      </Match>
      <Match when={other()}>
        {(now) => (
          <div class="card">
            <p class="case-subject-soft">{t`A ${kindWords[kind]} by ${now().evidence.by}`}</p>
            <For each={now().evidence.files}>{(file) => <PictureShown file={file} />}</For>
            <p dir="auto">{kind === 'note' ? t`It is between the two. What it says is in the evidence.` : now().evidence.words}</p>
          </div>
        )}
      </Match>
    </Switch>
  )
}
