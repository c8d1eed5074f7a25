import { inLanguage, t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import Camera from 'lucide-solid/icons/camera'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import ImagePlus from 'lucide-solid/icons/image-plus'
import X from 'lucide-solid/icons/x'
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  lazy,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Suspense,
  Switch,
} from 'solid-js'
import type { Outcome } from '../../../peer/refusals'
import { Button, IconButton } from '../../../ui/Button'
import { goOnAt } from '../../../ui/giveBack'
import { Choice } from '../../../ui/Choice'
import { Notice } from '../../../ui/Notice'
import { openLate } from '../../../ui/openLate'
import { Progress } from '../../../ui/Progress'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, stillMe, useSession } from '../../../ui/session'
import { createStillHere } from '../../../ui/stillHere'
import { say } from '../../../ui/toast'
import { profile } from '../../accounts/views'
import { forms, type Made, makings, type Media, personas } from '../events'
import { oneContent } from '../views'
import './Composer.css'
import { type Attached, copyOf, createPostDraft, type Drafting, filesOf, madeOf, mediaOf, type PostDraft } from './draft'
import { type Given, useGiven } from './given'
import { isWords } from './pasted'
import { Picture } from './Picture'
import { Preview } from './Preview'
import { strippedSentence } from './stripped'
import { UploadDetails, useDetailsAsked } from './UploadDetails'
import { CaptionField, WordingFields } from './WordingFields'
import { counting, type Write, wordingOf } from './wording'
import { formWords, lasting, madeWords, mediaWords, personaWords } from './words'

const CameraSheet = lazy(async () => ({ default: (await import('./CameraSheet')).CameraSheet }))

/** A draft as the filter reads it. */
interface Foreseen {
  readonly words: string
  readonly tags: readonly string[]
  readonly media: Media
  readonly files: readonly { readonly hash: string }[]
  readonly category?: string | undefined
}

/** How often a draft that the disk has refused is brought to it again, in milliseconds. */
const TRY_AGAIN = 2_000

/** Where a post is made: files and words, who sees it, what is said about it, and whether the policy lets it pass. */
export function Composer(props: {
  /** What the filter would say of the draft. */
  readonly foresight?: (draft: () => Foreseen | undefined) => JSX.Element
  /** Makes words and pictures for the draft. `take`: puts them into it, with what is then said about AI. */
  readonly generator?: (
    take: (made: { readonly words?: string; readonly picture?: File; readonly isFace?: boolean }) => void,
  ) => JSX.Element
  /** What another app handed over: it goes into the draft, each time it is another. */
  readonly given?: Given | undefined
}) {
  const session = useSession()
  const navigate = useNavigate()
  const isStillHere = createStillHere()
  const drafting = createPostDraft()
  const { draft, change } = drafting
  const publishing = createAct()
  const [looking, look] = createSignal(false)
  const [camera, showCamera] = createSignal(false)
  const [preview, showPreview] = createSignal(false)
  // What a camera takes is for whoever opened it.
  createEffect(on([session.me, session.peer], () => showCamera(false), { defer: true }))
  const media = () => mediaOf(draft)
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  const made = () => madeOf(draft.made, me()?.ai)
  useGiven(drafting, () => props.given)

  // Nobody is told when there is room again: it is tried until there is some, and from then on nothing says that there is none.
  createEffect(
    on(drafting.isKept, (isKept, was) => {
      if (isKept) return was === false && publishing.forget()
      const trying = setInterval(() => change({}), TRY_AGAIN)
      onCleanup(() => clearInterval(trying))
    }),
  )

  const isWorking = () => draft.files.some((file) => file.state === 'working')
  const asked = useDetailsAsked(() => bytesOf(draft))
  const isBlank = () => filesOf(draft).length === 0 && draft.caption.trim() === ''
  /** What the rules would say now. Asked with every change, so that the button says why not before anybody presses it. */
  const verdict = createMemo((): Outcome | undefined => {
    return session.me() === undefined || isBlank()
      ? undefined
      : session.try({ type: 'content.published', data: publishedOf({ ...draft, made: made() }, asked(), counting) })
  })
  const whyNot = createMemo(() => {
    if (isBlank())
      return draft.files.length > 0 && isWorking()
        ? t`The files are being made ready.`
        : t`Add a photo, a video, a sound or some words first.`
    if (isWorking()) return t`The files are being made ready.`
    if (draft.files.some((file) => file.state === 'refused')) return t`Remove the file that cannot be shared.`
    const now = verdict()
    return now && !now.ok ? now.clauses.map(({ text }) => inLanguage(text)).join(' ') : undefined
  })
  let madeLast = ''
  /** What somebody has written themselves stays, before what is made; what was made before makes room for it. */
  const besideMade = (words: string): string => {
    const own = draft.caption.endsWith(madeLast) ? draft.caption.slice(0, draft.caption.length - madeLast.length) : draft.caption
    madeLast = words
    return [own.trim(), words].filter((part) => part !== '').join('\n\n')
  }
  const takeMade = ({ words, picture, isFace = false }: { words?: string; picture?: File; isFace?: boolean }) => {
    const caption = words === undefined ? {} : { caption: besideMade(words) }
    change({ made: 'generated', ...caption, ...(isFace ? { persona: 'artificial' } : {}) })
    if (picture) drafting.attach([picture])
  }
  const foreseen = (): Foreseen | undefined =>
    isBlank() || isWorking()
      ? undefined
      : {
          words: draft.caption,
          tags: draft.tags,
          media: media(),
          files: filesOf(draft).map(({ hash }) => ({ hash })),
          category: draft.category ?? undefined,
        }
  /** The draft as it is sent, which the disk knows by then. */
  const ready = async (isMine: () => boolean) => {
    if (!(await drafting.areFilesHere()) || !isMine()) return undefined
    const data = publishedOf({ ...draft, made: made() }, asked(), session.write)
    const since = session.peer().engine.worldTime
    await drafting.mark({ since, caption: data.caption?.hash ?? null, files: data.files.map(({ hash }) => hash) })
    return data
  }
  const publish = async () => {
    const isMine = stillMe(session)
    if (whyNot() !== undefined || looking() || publishing.busy()) return
    look(true)
    const data = await ready(isMine).finally(() => look(false))
    if (!data || !isMine()) return
    const outcome = await publishing.act({ type: 'content.published', data })
    if (!isMine()) return // another draft stands here; that one says as what it was sent
    if (!outcome?.ok) return change({ sent: null })
    await drafting.clear()
    const posted = session.past() ? {} : session.peer().answers.ask(oneContent, { content: outcome.id }, session.me())
    say('waits' in posted && posted.waits ? t`Posted. Others see it once it is checked.` : t`Posted`)
    if (isStillHere()) navigate(`/post/${outcome.id}`, { replace: true })
  }
  /** Nobody is asked, but it comes back. */
  const discard = () => {
    const [before, whose] = [copyOf(draft), session.me()]
    void drafting.clear()
    say(t`Draft discarded`, { undo: { label: t`Undo`, does: () => void (session.me() === whose && drafting.restore(before)) } })
  }
  const setForm = (form: PostDraft['form']) =>
    change({ form, ...(form === 'vibe' ? { audience: 'everyone' } : form === 'moment' ? { audience: 'followers' } : {}) })
  const unfit = (form: PostDraft['form']) => {
    if (form === 'vibe' && media() !== 'video') return t`A vibe is a video.`
    return form === 'moment' && media() !== 'image' && media() !== 'video' ? t`A moment is a photo or a video.` : undefined
  }
  const keptWords = () => {
    if (!drafting.isKept()) return t`Your draft is not kept: this device has no room for it.`
    return drafting.found() ? t`Your draft is back.` : t`Your draft is kept on this device.`
  }
  const fields = () => ({ draft, form: draft.form, isText: draft.files.length === 0, onChange: change })

  return (
    <Show when={drafting.isOpen()} fallback={<div class="skeleton composer-waiting" aria-busy="true" />}>
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault()
          void publish()
        }}
      >
        <Show when={!isBlank() || draft.files.length > 0}>
          <div class="composer-kept">
            <span>{keptWords()}</span>
            <Button look="quiet" small onClick={discard}>
              {t`Discard draft`}
            </Button>
          </div>
        </Show>
        <section class="composer-part" aria-label={t`What you post`}>
          <Attach drafting={drafting} onCamera={() => void openLate(CameraSheet, () => showCamera(true))} />
          <CaptionField {...fields()} lines={draft.files.length === 0 ? 6 : 3} />
          {props.generator?.(takeMade)}
        </section>

        <section class="composer-part" aria-label={t`How it is shown`}>
          <Choice
            legend={t`As a`}
            value={draft.form}
            options={forms.map((value) => ({
              value,
              label: formWords[value].label,
              unfit: value === draft.form ? undefined : unfit(value),
            }))}
            hint={formWords[draft.form].says}
            onChange={setForm}
          />
          <WordingFields {...fields()} />
        </section>

        <section class="composer-part" aria-label={t`What made it`}>
          <Choice
            legend={t`How much of it is AI`}
            value={made()}
            options={makings.map((value) => ({ value, label: madeWords[value] }))}
            onChange={(made) => change({ made })}
          />
          <Show when={media() !== 'text'}>
            <Choice
              legend={media() === 'audio' ? t`Whose voice is heard` : t`Who is seen or heard`}
              value={draft.persona}
              options={personas.map((value) => ({ value, label: personaWords[value] }))}
              onChange={(persona) => change({ persona })}
            />
          </Show>
          <label class="composer-rights">
            <input
              type="checkbox"
              checked={draft.rightsConfirmed}
              onChange={(event) => change({ rightsConfirmed: event.currentTarget.checked })}
            />
            <span>{t`I hold the rights to what I post.`}</span>
          </label>
        </section>

        <UploadDetails asked={asked()} said={draft.details} onChange={(details) => change({ details })} />
        {props.foresight?.(foreseen)}
        <Refusal outcome={publishing.outcome()} failure={publishing.failure()} />
        <div class="composer-foot">
          <p class="composer-why" id="composer-why" role="status">
            {whyNot()}
          </p>
          <div class="composer-buttons">
            <Button disabled={isBlank()} onClick={() => showPreview(true)}>
              {t`Preview`}
            </Button>
            <Button
              type="submit"
              look="main"
              aria-describedby="composer-why"
              aria-disabled={whyNot() !== undefined}
              busy={looking() || publishing.busy()}
            >
              {t`Post`}
            </Button>
          </div>
        </div>
      </form>
      <Show when={camera()}>
        <Suspense>
          <CameraSheet
            onOpenChange={showCamera}
            onTaken={(file) => {
              showCamera(false)
              drafting.attach([file])
            }}
          />
        </Suspense>
      </Show>
      <Show when={preview()}>
        <Preview draft={draft} onOpenChange={showPreview} />
      </Show>
    </Show>
  )
}

/** Picks, drops, pastes and photographs files, and shows how each of them is getting on. */
function Attach(props: { readonly drafting: Drafting; readonly onCamera: () => void }) {
  let input: HTMLInputElement | undefined
  const [over, setOver] = createSignal(false)
  const files = () => props.drafting.draft.files
  const take = (files: FileList | null | undefined): boolean => {
    const list = [...(files ?? [])]
    if (list.length > 0) props.drafting.attach(list)
    return list.length > 0
  }
  // Anywhere on the screen, as people expect it.
  onMount(() => {
    const onPaste = (event: ClipboardEvent) => {
      // Who pastes words into a field means the words.
      const data = event.clipboardData
      const isForField = event.target instanceof Element && event.target.closest('input, textarea') && data !== null && isWords(data)
      if (!isForField && take(data?.files)) event.preventDefault()
    }
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (take(event.dataTransfer?.files)) event.preventDefault()
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const listeners = [
      ['paste', onPaste],
      ['dragover', onDragOver],
      ['drop', onDrop],
      ['dragleave', onLeave],
    ] as const
    for (const [type, listener] of listeners) document.addEventListener(type, listener as EventListener)
    onCleanup(() => {
      for (const [type, listener] of listeners) document.removeEventListener(type, listener as EventListener)
    })
  })
  return (
    <div class="attach" data-over={over() ? '' : undefined}>
      <Show when={files().length > 0}>
        <ul class="attach-files" aria-label={t`Files of this post`}>
          <For each={files()}>
            {(file, i) => (
              <li class="attach-file">
                <AttachedFile file={file} />
                <div class="attach-tools">
                  <Show when={i() > 0}>
                    <IconButton small label={t`Move ${file.name} to the front`} onClick={() => props.drafting.move(file.key, -1)}>
                      <ChevronLeft aria-hidden="true" />
                    </IconButton>
                  </Show>
                  <Show when={i() < files().length - 1}>
                    <IconButton small label={t`Move ${file.name} to the back`} onClick={() => props.drafting.move(file.key, 1)}>
                      <ChevronRight aria-hidden="true" />
                    </IconButton>
                  </Show>
                  <IconButton
                    small
                    label={file.state === 'working' ? t`Cancel ${file.name}` : t`Remove ${file.name}`}
                    onClick={(event) => {
                      const files = event.currentTarget.closest('.attach-files')
                      const from = event.currentTarget.closest('.composer-part')
                      props.drafting.detach(file.key)
                      queueMicrotask(() => goOnAt(files?.querySelector('button'), from?.querySelector('button')))
                    }}
                  >
                    <X aria-hidden="true" />
                  </IconButton>
                </div>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Gone files={files()} />
      <div class="attach-ways">
        <input
          ref={(element) => (input = element)}
          class="unseen"
          type="file"
          multiple
          tabindex="-1"
          aria-label={t`Files`}
          accept="image/*,video/*,audio/*,text/plain,.txt,.md"
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
        <Button look="dark" onClick={() => input?.click()}>
          <ImagePlus aria-hidden="true" /> {t`Choose files`}
        </Button>
        <Button onClick={() => props.onCamera()}>
          <Camera aria-hidden="true" /> {t`Camera`}
        </Button>
        <span class="attach-hint">{t`or drop or paste them here`}</span>
      </div>
    </div>
  )
}

function AttachedFile(props: { readonly file: Attached }) {
  const ready = () => (props.file.state === 'ready' ? props.file.made : undefined)
  const working = () => (props.file.state === 'working' ? props.file : undefined)
  const refused = () => (props.file.state === 'refused' ? props.file : undefined)
  return (
    <Switch>
      <Match when={working()}>
        {(file) => (
          <div class="attach-working">
            <span class="attach-name">{file().name}</span>
            <Progress label={t`${file().name} is being made ready`} share={file().progress} />
          </div>
        )}
      </Match>
      <Match when={refused()}>
        {(file) => (
          <Notice kind="bad" title={file().name}>
            <p>{file().sentence}</p>
            <p>{file().hint}</p>
          </Notice>
        )}
      </Match>
      <Match when={ready()}>
        {(made) => (
          <div class="attach-ready">
            <Show
              when={made().file.thumb ?? made().kind === 'image'}
              fallback={
                <span class="attach-name">
                  {props.file.name}
                  <Show when={made().file.durationMs}>{(millis) => <span class="tabular"> · {lasting(millis())}</span>}</Show>
                </span>
              }
            >
              <Picture file={made().file} alt={t`${props.file.name}, a ${mediaWords[made().kind].one}`} small />
            </Show>
          </div>
        )}
      </Match>
    </Switch>
  )
}

/** What was taken out of the files, for all of them at once. */
function Gone(props: { readonly files: readonly Attached[] }) {
  const made = () => props.files.flatMap((file) => (file.state === 'ready' ? [file.made] : []))
  const sentence = () => strippedSentence(made().flatMap(({ stripped }) => stripped))
  const notes = () => [...new Set(made().flatMap((each) => each.notes ?? []))]
  return (
    <>
      <Show when={sentence() !== ''}>
        <Notice kind="good">
          <p>{sentence()}</p>
        </Notice>
      </Show>
      <For each={notes()}>
        {(note) => (
          <Notice kind="calm">
            <p>{note}</p>
          </Notice>
        )}
      </For>
    </>
  )
}

/** What its files weigh, as the rules count it. */
const bytesOf = (draft: PostDraft): number => filesOf(draft).reduce((sum, { size }) => sum + size, 0)

/** The draft as the act says it. @param asked how many details go with it */
function publishedOf(draft: PostDraft & { readonly made: Made }, asked: number, write: Write) {
  const media = mediaOf(draft)
  const details = draft.details.slice(0, asked).flatMap((said) => (said.trim() === '' ? [] : [write(said.trim())]))
  return {
    form: draft.form,
    media,
    files: filesOf(draft),
    ...wordingOf(draft, write),
    rightsConfirmed: draft.rightsConfirmed,
    made: draft.made,
    persona: media === 'text' ? ('none' as const) : draft.persona,
    ...(details.length > 0 ? { details } : {}),
  }
}
