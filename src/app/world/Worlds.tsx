/** The worlds of this browser: open, begin, copy, save as a file, bring in, delete. `?do=` export, import or reset opens that. */
import { t } from '../../language'
import { useNavigate, useSearchParams } from '@solidjs/router'
import Globe from 'lucide-solid/icons/globe'
import Plus from 'lucide-solid/icons/plus'
import { createEffect, createResource, createSignal, For, on, Show } from 'solid-js'
import { measureWorld } from '../../peer/worlds'
import type { World } from '../../store/registry'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { sameRows } from '../../ui/sameRows'
import { useSession } from '../../ui/session'
import { exactly } from '../../ui/Time'
import { Card } from './Card'
import { Begin } from './Begin'
import { Copy } from './Copy'
import { Export } from './Export'
import { ImportFile } from './ImportFile'
import { Remove } from './Remove'
import { Reset } from './Reset'
import { bytesInWords, sayHeld, sentence } from './words'

export function Worlds() {
  const session = useSession()
  const navigate = useNavigate()
  const [worlds, { refetch }] = createResource(session.peer, () => session.mesi.worlds.list(), { storage: sameRows })
  createEffect(
    on(session.peer, (peer) => {
      void measureWorld(peer).then(refetch, () => undefined) // how large it is can wait
    }),
  )
  const [search, setSearch] = useSearchParams<{ do?: string }>()
  const [dialog, setDialog] = createSignal<'begin' | 'export' | 'reset'>()
  const [copying, setCopying] = createSignal<World>()
  const [removing, setRemoving] = createSignal<World>()
  const [file, setFile] = createSignal<File>()
  const [isOver, setOver] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  let choose = (): void => {}
  /** One that ends late closes no other one. */
  const shows = (name: 'begin' | 'export' | 'reset') => (open: boolean) =>
    void setDialog((now) => (open ? name : now === name ? undefined : now))
  createEffect(
    on(
      () => search.do,
      (asked) => {
        if (asked !== 'export' && asked !== 'import' && asked !== 'reset') return
        setSearch({ do: undefined }, { replace: true, scroll: false })
        if (asked === 'import') choose()
        else setDialog(asked)
      },
    ),
  )
  const originOf = ({ parent }: World) => {
    const from = worlds.latest?.find(({ id }) => id === parent)
    return from ? t`Copied from ${from.name}` : t`A copy`
  }
  const isOpen = (world: World) => world.id === session.peer().world

  const [opening, setOpening] = createSignal<string>()
  const open = async (world: World) => {
    if (opening() !== undefined) return
    setOpening(world.id)
    setFailure(undefined)
    try {
      await session.mesi.worlds.open(world.id)
      navigate('/')
    } catch (error) {
      setFailure(sentence(error))
      void refetch()
    } finally {
      setOpening(undefined)
    }
  }

  const remove = async (world: World) => {
    sayHeld(await session.mesi.worlds.remove(world.id))
    setRemoving(undefined)
    await refetch()
  }

  return (
    <Card
      title={t`Worlds in this browser`}
      actions={
        <>
          <Button onClick={() => setDialog('begin')}>
            <Plus aria-hidden="true" /> {t`New world`}
          </Button>
          <ImportFile dropped={file()} ready={(way) => (choose = way)} onClosed={() => setFile(undefined)} />
        </>
      }
    >
      <Show when={failure()}>
        <Notice kind="bad" title={t`That world could not be opened`}>
          <p>{failure()}</p>
        </Notice>
      </Show>
      <ul class="world-list" aria-label={t`Worlds`}>
        <For each={worlds.latest ?? []}>
          {(world) => (
            <li>
              <span class="world-list-icon" aria-hidden="true">
                <Globe />
              </span>
              <span class="world-list-text">
                <strong dir="auto">{world.name}</strong>
                <span>
                  {isOpen(world) ? t`Open now` : t`Last opened ${exactly(world.lastOpened)}`}
                  {world.size > 0 ? ` · ${bytesInWords(world.size)}` : ''}
                  {world.demo ? t` · Demo` : ''}
                  {world.parent === null ? '' : ` · ${originOf(world)}`}
                </span>
              </span>
              <span class="world-card-actions">
                <Show
                  when={isOpen(world)}
                  fallback={
                    <Button
                      aria-label={t`Open ${world.name}, last opened ${exactly(world.lastOpened)}`}
                      busy={opening() === world.id}
                      disabled={opening() !== undefined && opening() !== world.id}
                      onClick={() => void open(world)}
                    >
                      {t`Open`}
                    </Button>
                  }
                >
                  <Button onClick={() => setDialog('export')}>{t`Export`}</Button>
                  <Button look="quiet" onClick={() => setDialog('reset')}>
                    {t`Start over`}
                  </Button>
                </Show>
                <Button look="quiet" aria-label={t`Copy ${world.name}`} onClick={() => setCopying(world)}>
                  {t`Copy`}
                </Button>
                <Button look="quiet" aria-label={t`Delete ${world.name}`} onClick={() => setRemoving(world)}>
                  {t`Delete`}
                </Button>
              </span>
            </li>
          )}
        </For>
      </ul>
      <div
        class="world-drop"
        data-over={isOver() ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          setFile(event.dataTransfer?.files[0])
        }}
      >
        {t`A file that Mesi exported can be dropped here, too.`}
      </div>
      <Begin open={dialog() === 'begin'} onOpenChange={shows('begin')} />
      <Export open={dialog() === 'export'} onOpenChange={shows('export')} />
      <Reset open={dialog() === 'reset'} onOpenChange={shows('reset')} />
      <Show when={copying()} keyed>
        {(world) => <Copy world={world} close={() => setCopying(undefined)} />}
      </Show>
      <Show when={removing()} keyed>
        {(world) => (
          <Remove
            open={true}
            onOpenChange={(open) => open || setRemoving(undefined)}
            title={t`Delete “${world.name}”`}
            says={
              isOpen(world) && session.peer().isHost
                ? t`Everything in it on this device is deleted. This device hosts it: on other devices it stays readable, but nothing becomes final any more.`
                : t`Everything in it on this device is deleted. Other devices keep what they have.`
            }
            does={t`Delete for good`}
            name={world.name}
            onRemove={() => remove(world)}
          />
        )}
      </Show>
    </Card>
  )
}
