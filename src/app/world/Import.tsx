import { inLanguage, t } from '../../language'
import { useNavigate } from '@solidjs/router'
import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import type { Scenario } from '../../scenarios/scenario'
import { peekArchive } from '../../store/archiveReading'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'
import { useSession } from '../../ui/session'
import { say } from '../../ui/toast'
import { exactly } from '../../ui/Time'
import { Figure } from './Card'
import { sayCopied } from './sayCopied'
import { bytesInWords, sentence } from './words'

const ways = [
  { value: 'copy', label: t`A copy that goes on` },
  { value: 'restore', label: t`The world as it was` },
] as const

/** Where tours are kept: few bring one here. */
const shelves = () => import('../../director/shelves')

/** Shows what a file says it holds, then brings it in: all of it or nothing. */
export function Import(props: { readonly file: File; readonly close: () => void }) {
  const session = useSession()
  const navigate = useNavigate()
  const [info] = createResource(async () => {
    const read = await peekArchive(props.file)
    const tour = 'code' in read && read.code === 'not an archive' ? await (await shelves()).tourIn(props.file) : undefined
    return tour ? { tour } : read
  })
  const [way, setWay] = createSignal<(typeof ways)[number]['value']>('copy')
  const [passphrase, setPassphrase] = createSignal('')
  const [isLocked, setLocked] = createSignal(false)
  const [share, setShare] = createSignal<number>()
  const [refused, setRefused] = createSignal<string>()

  let form: HTMLFormElement | undefined

  const bringIn = async () => {
    setRefused(undefined)
    setShare(0)
    const outcome = await session.mesi.worlds
      .import(props.file, { restore: way() === 'restore', passphrase: passphrase() || undefined, onProgress: setShare })
      .catch((error: unknown) => ({ ok: false, code: 'failed', says: sentence(error) }) as const)
    setShare(undefined)
    if (outcome.ok) {
      props.close()
      if (way() === 'copy') sayCopied(outcome)
      else say(t`This is the world as it was. Another device hosts it: nothing becomes final here before the two meet.`)
      navigate('/')
    } else if (outcome.code === 'passphrase needed') {
      setLocked(true)
      queueMicrotask(() => form?.querySelector<HTMLInputElement>('[type=password]')?.focus())
    } else setRefused(outcome.says)
  }
  const keepTour = async (tour: Scenario) => {
    setRefused(undefined)
    try {
      const { besideOthers, keep } = await shelves()
      await keep(await besideOthers(tour))
      props.close()
      navigate('/tours')
    } catch (error) {
      setRefused(sentence(error))
    }
  }
  const tour = () => {
    const read = info()
    return read && 'tour' in read ? read.tour : undefined
  }
  const unreadable = () => {
    const read = info()
    return read && 'says' in read ? read.says : undefined
  }
  const readable = () => {
    const read = info()
    return read && 'world' in read ? read : undefined
  }

  const Refused = () => (
    <Show when={refused()}>
      <Notice kind="bad" title={t`Nothing was imported`}>
        <p>{refused()}</p>
      </Notice>
    </Show>
  )
  return (
    <Dialog title={t`Import a world`} open={true} onOpenChange={(open) => open || share() !== undefined || props.close()}>
      <Switch fallback={<p role="status">{t`Looking into the file…`}</p>}>
        <Match when={info.error}>
          <Notice kind="bad" title={t`This file cannot be read`}>
            <p>{sentence(info.error)}</p>
          </Notice>
        </Match>
        <Match when={unreadable()}>
          {(says) => (
            <Notice kind="bad" title={t`This file cannot be imported`}>
              <p>{says()}</p>
            </Notice>
          )}
        </Match>
        <Match when={tour()}>
          {(found) => (
            <div class="world-form">
              <Notice kind="calm" title={t`This file is a tour`}>
                <p>{t`“${inLanguage(found().title)}” was recorded in Mesi, and is no world. It goes to the tours of this browser.`}</p>
              </Notice>
              <Refused />
              <Button look="main" onClick={() => void keepTour(found())}>
                {t`Keep it among the tours`}
              </Button>
            </div>
          )}
        </Match>
        <Match when={readable()}>
          {(read) => (
            <form
              ref={(element) => (form = element)}
              class="world-form"
              onSubmit={(event) => {
                event.preventDefault()
                void bringIn()
              }}
            >
              <dl class="world-figures">
                <Figure label={t`World`}>{read().name}</Figure>
                <Figure label={t`Exported`}>{exactly(read().exportedAt)}</Figure>
                <Figure label={t`Size`}>{bytesInWords(props.file.size)}</Figure>
              </dl>
              <p class="world-says">{t`Everything in it is checked before anything is kept. It comes in beside the worlds that are here.`}</p>
              <Choice
                legend={t`What it will be here`}
                options={ways}
                value={way()}
                onChange={setWay}
                hint={
                  way() === 'copy'
                    ? t`A new world with everything that is final in this one. This device hosts it, so everything can go on.`
                    : t`The very same world. The device that hosted it stays its host, and no file makes this one its host: without that device nothing in it becomes final.`
                }
              />
              <Show when={isLocked()}>
                <Field
                  label={t`Passphrase`}
                  type="password"
                  autocomplete="current-password"
                  value={passphrase()}
                  onChange={setPassphrase}
                  hint={t`The accounts in this file are locked with the passphrase it was exported with.`}
                />
              </Show>
              <Show when={share() !== undefined}>
                <Progress label={t`Checking and bringing in`} share={share()} />
              </Show>
              <Refused />
              <Button type="submit" look="main" busy={share() !== undefined} disabled={isLocked() && passphrase() === ''}>
                {t`Import this world`}
              </Button>
            </form>
          )}
        </Match>
      </Switch>
    </Dialog>
  )
}
