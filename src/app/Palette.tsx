import { t } from '../language'
import * as Kobalte from '@kobalte/core/dialog'
import { useNavigate } from '@solidjs/router'
import X from 'lucide-solid/icons/x'
import Search from 'lucide-solid/icons/search'
import { createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js'
import { Face } from '../areas/accounts/ui/Face'
import { beginning, mediaWords } from '../areas/content/ui/words'
import '../ui/Dialog.css'
import { fit } from '../ui/fuzzy'
import { createGiveBack } from '../ui/giveBack'
import { createAnswer } from '../ui/session'
import { type Command, groupWords, createCommands } from './commands'
import { fitOf, foundPosts, lookThrough, searched } from './found'
import { open } from './opened'
import './Palette.css'
import { takeTyped } from './paletteKeys'

/** More than whatever fits a name by its letters. */
const MEANT = 200
/** Of each group, as long as something is typed. */
const MOST = 6

/** One line to go anywhere, find anybody and anything, and do what can be done: by keyboard alone. */
export function Palette() {
  const navigate = useNavigate()
  const id = createUniqueId()
  const [typed, setTyped] = createSignal(takeTyped())
  const [chosen, setChosen] = createSignal(0)
  const sought = createMemo(() => typed().trim().slice(0, 100))
  const commands = createCommands(sought)
  const [isDrawn, setDrawn] = createSignal(false)
  const drawn = setTimeout(() => setDrawn(true)) // what is searched is read before the first letter, and behind the first frame
  onCleanup(() => clearTimeout(drawn))
  const known = createAnswer(searched, () => (isDrawn() || sought() !== '' ? {} : undefined))
  const here = createMemo(() => {
    const all = known()
    return all && sought() !== '' ? lookThrough(all, sought()) : undefined
  })
  const shownPosts = createAnswer(foundPosts, () => {
    const ids = here()?.posts
    return ids?.length ? { ids } : undefined
  })
  const { remember, giveBack } = createGiveBack()
  let hasRun = false

  const people = (): readonly { readonly command: Command; readonly score: number }[] =>
    (here()?.people ?? []).map((face) => ({
      command: {
        id: `person ${face.account}`,
        group: 'People',
        label: face.name,
        ...(face.handle ? { hint: `@${face.handle}` } : {}),
        picture: () => <Face face={face} bare size="s" />,
        does: () => navigate(`/u/${face.handle ?? face.account}`),
      },
      score: fitOf(face, sought()),
    }))
  const posts = (): readonly Command[] =>
    (here()?.posts.length ? (shownPosts() ?? []) : []).map(({ id, author, caption, media }) => ({
      id: `post ${id}`,
      group: 'Posts',
      label: beginning(caption?.text ?? '', 60) || mediaWords[media].one,
      hint: author.name,
      picture: () => <Face face={author} bare size="s" />,
      does: () => navigate(`/post/${id}`),
    }))

  const groups = createMemo(() => {
    const text = sought()
    const scored = commands.always().flatMap((command) => {
      const score = text === '' ? 1 : fit(text, `${command.label} ${command.also ?? ''}`)
      return score === undefined ? [] : [{ command, score }]
    })
    if (text !== '') scored.sort((a, b) => b.score - a.score)
    const meant = commands.meant().map((command) => ({ command, score: MEANT }))
    const found = [...meant, ...scored, ...people()]
    const all = [...found, ...posts().map((command) => ({ command, score: 0 }))]
    const byGroup = new Map<Command['group'], { best: number; commands: Command[] }>()
    for (const { command, score } of all) {
      const group = byGroup.get(command.group) ?? { best: 0, commands: [] }
      byGroup.set(command.group, group)
      group.best = Math.max(group.best, score)
      if (text === '' || group.commands.length < MOST) group.commands.push(command)
    }
    const groups = [...byGroup].map(([name, group]) => ({ name, ...group }))
    if (text !== '') groups.sort((a, b) => b.best - a.best)
    let at = 0
    return groups.map(({ name, commands }) => ({ name, commands: commands.map((command) => ({ command, at: at++ })) }))
  })
  const flat = createMemo(() => groups().flatMap(({ commands }) => commands))
  const marked = () => Math.min(chosen(), flat().length - 1)
  const option = (at: number) => `${id}-${at}`

  const run = (command: Command | undefined) => {
    if (!command) return
    hasRun = true
    open(undefined)
    command.does()
  }
  const move = (to: number) => {
    const count = flat().length
    if (count === 0) return
    setChosen((to + count) % count)
    document.getElementById(option(marked()))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key]
    if (step !== undefined) move(Math.abs(step) === 1 ? marked() + step : Math.max(0, Math.min(flat().length - 1, marked() + step)))
    else if (event.key === 'Enter' && !event.isComposing) run(flat()[marked()]?.command)
    else return
    event.preventDefault()
  }
  /** Back to where one was, unless a dialog has been run, which says itself where one is. */
  const leave = (event: Event) => {
    if (!hasRun || !document.querySelector('[role=dialog], [role=alertdialog]')) giveBack(event)
  }

  return (
    <Kobalte.Root open onOpenChange={(stays) => !stays && open(undefined)}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-veil" />
        <div class="palette-place">
          <Kobalte.Content class="palette" onOpenAutoFocus={remember} onCloseAutoFocus={leave}>
            <Kobalte.Title class="unseen">{t`Search or do something`}</Kobalte.Title>
            <div class="palette-line">
              <Search aria-hidden="true" />
              <input
                class="palette-input"
                role="combobox"
                aria-label={t`What are you looking for?`}
                aria-expanded="true"
                aria-controls={id}
                aria-autocomplete="list"
                aria-activedescendant={flat().length > 0 ? option(marked()) : undefined}
                placeholder={t`People, posts, places, rules`}
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                value={typed()}
                onInput={(event) => {
                  setTyped(event.currentTarget.value)
                  setChosen(0)
                }}
                onKeyDown={onKeyDown}
              />
              <Kobalte.CloseButton class="palette-close" aria-label={t`Close (Esc)`}>
                <kbd>Esc</kbd>
                <X aria-hidden="true" />
              </Kobalte.CloseButton>
            </div>
            <div class="palette-list" id={id} role="listbox" aria-label={t`Found`} tabindex="-1">
              <For each={groups()}>
                {(group) => (
                  <div class="palette-group" role="group" aria-label={groupWords[group.name]}>
                    <div class="palette-title" aria-hidden="true">
                      {groupWords[group.name]}
                    </div>
                    <For each={group.commands}>
                      {({ command, at }) => (
                        <div
                          class="palette-option"
                          id={option(at)}
                          role="option"
                          tabindex="-1"
                          aria-selected={marked() === at}
                          onPointerMove={() => setChosen(at)}
                          onClick={() => run(command)}
                          onKeyDown={onKeyDown}
                        >
                          <span class="palette-picture">{command.picture()}</span>
                          <span class="palette-words">
                            <span class="palette-label" dir="auto">
                              {command.label}
                            </span>
                            <Show when={command.hint}>{(hint) => <span class="palette-hint">{hint()}</span>}</Show>
                          </span>
                        </div>
                      )}
                    </For>
                  </div>
                )}
              </For>
            </div>
            <p class="palette-none" role="status">
              {flat().length === 0 ? t`Nothing here is called that.` : ''}
            </p>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  )
}
