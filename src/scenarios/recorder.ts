/**
 * Writes down what somebody does in a page as the steps of a scenario: every tap and all typing, each with the acts that it caused. Ids that
 * only this run has are named by what they are, so that the scenario plays in any world.
 */
import type { Mesi } from '../peer/mesi'
import { targetOf } from './find'
import { type Page, said } from './pane'
import { type Deed, type Expectation, type Member, scenario, type Scenario, type Step, type Target, type Value } from './scenario'

type Tap = Extract<Step, { do: 'tap' }>
type Act = Parameters<Parameters<Mesi['onAct']>[0]>[0]

export interface Recorder {
  /** What has been written down so far. */
  steps(): readonly Step[]
  /** Ends it. What the world answers then is what a replay is held to. @throws Error in plain words, if it cannot be written down */
  stop(title: string, tells: string): Promise<Scenario>
  /** Ends it without a word. */
  drop(): void
}

const PEER = 'a'
/** Acts of which an account is made: together they are one deed, `joins`. */
const arriving = /^accounts\.(joined|created|policyAccepted|personaCreated|handleClaimed)$/
/** Whoever is not known yet; they get their name when they join. */
const NOBODY = 'visitor'
/** Bytes of a file that a scenario can hold. */
const MOST = 8_000_000

/**
 * @param page a page with a fresh world in it; it is recorded until `stop` or `drop` @param begins steps that were played there already
 * @param told called after each change @param failed told in plain words what cannot be recorded
 */
export function record(
  page: Page,
  { begins, cast: known, accounts: here }: { begins: readonly Step[]; cast: Scenario['cast']; accounts: ReadonlyMap<string, string> },
  told: () => void,
  failed: (says: string) => void,
): Recorder {
  const { mesi } = page
  const steps: Step[] = [...begins]
  const cast: Record<string, Member> = { ...known }
  /** Keys of the cast by account. */
  const keys = new Map([...here].map(([key, account]) => [account, key]))
  const handles = new Map<string, string>()
  const kinds = new Map<string, Member['kind']>()
  const files: Record<string, string> = {}
  /** Files that were given since the last act that took some. */
  const given: string[] = []
  /** Names of what was made, by id, and those that were needed. */
  const made = new Map<string, string>()
  const needed = new Set<string>()

  const stops = [
    mesi.onAct(onAct),
    listen('click', (event) => onClick(event)),
    listen('input', (event) => onInput(event)),
    listen('change', (event) => onChange(event)),
    listen('keydown', (event) => onKey(event as KeyboardEvent)),
  ]
  return { steps: () => steps, stop, drop: () => stops.forEach((each) => each()) }

  function listen(kind: string, does: (event: Event) => void): () => void {
    page.addEventListener(kind, does, true)
    return () => page.removeEventListener(kind, does, true)
  }

  // ---- what is done to the page

  function add(step: Step): void {
    steps.push(step)
    told()
  }
  function tap(target: Target, how: Pick<Tap, 'type' | 'file' | 'key'> = {}): void {
    add({ as: actor(), on: PEER, do: 'tap', target, ...how })
  }
  function actor(): string {
    return nameOf(mesi.me()) ?? NOBODY
  }

  function onClick({ target: touched }: Event): void {
    const found = touched instanceof page.Element ? targetOf(touched) : undefined
    // The click on a label is followed by one on what it is for.
    if (!found || !(touched instanceof page.Node) || !found.element.contains(touched) || isField(found.element)) return
    tap(found.target)
  }

  function onInput({ target: touched }: Event): void {
    if (!(touched instanceof page.HTMLElement) || !isField(touched) || touched instanceof page.HTMLSelectElement) return
    const found = targetOf(touched)
    if (!found) return
    const last = steps.at(-1)
    const isSame = last?.do === 'tap' && JSON.stringify(last.target) === JSON.stringify(found.target)
    if (touched instanceof page.HTMLInputElement && touched.type === 'range') {
      const key = touched.value === touched.min ? 'Home' : touched.value === touched.max ? 'End' : undefined
      if (key === undefined || (isSame && last.key === key)) return
      tap(found.target, { key })
    } else if (isSame && last.type !== undefined) {
      last.type = said(touched)
      told()
    } else tap(found.target, { type: said(touched) })
  }

  function onChange({ target: touched }: Event): void {
    if (touched instanceof page.HTMLSelectElement) {
      const found = targetOf(touched)
      if (found) tap(found.target, { type: said(touched) })
    } else if (touched instanceof page.HTMLInputElement && touched.type === 'file')
      for (const file of touched.files ?? []) void onFile(file)
  }

  /** A file is given by the tap that asked for it. */
  async function onFile(file: File): Promise<void> {
    const last = steps.at(-1)
    if (last?.do !== 'tap') return failed('A file that was not asked for by a button cannot be recorded.')
    if (file.size > MOST) return failed(`${file.name} is too large to be part of a tour.`)
    const name = file.name in files ? `${Object.keys(files).length} ${file.name}` : file.name
    given.push(name)
    if (last.file === undefined) last.file = name
    else add({ ...last, file: name })
    told()
    files[name] = base64Of(new Uint8Array(await file.arrayBuffer()))
  }

  function onKey({ key, target: touched, isComposing }: KeyboardEvent): void {
    if (isComposing || !(touched instanceof page.Element)) return
    const found = targetOf(touched)
    const isLine = found?.target.role === 'combobox' && !(found.element instanceof page.HTMLSelectElement)
    if (found && (key === 'Escape' || (isLine && /^(Enter|ArrowDown|ArrowUp)$/.test(key)))) tap(found.target, { key })
  }

  function isField(element: HTMLElement): boolean {
    if (element instanceof page.HTMLTextAreaElement || element instanceof page.HTMLSelectElement) return true
    return element instanceof page.HTMLInputElement && !/^(checkbox|radio|button|submit|reset|file)$/.test(element.type)
  }

  // ---- what comes of it

  function onAct(act: Act): void {
    const { id, account, type, data, words } = act
    if (type === 'accounts.created') kinds.set(account, data.kind as Member['kind'])
    if (type === 'accounts.handleClaimed' && !keys.has(account)) handles.set(account, data.handle as string)
    const isNew = account !== '' && nameOf(account) === undefined
    if (isNew && arriving.test(type)) return
    if (isNew && type === 'accounts.profileEdited') return joins(act)
    if (account === '') return // the host's own
    const name = `${type.split('.')[1] ?? type} ${made.size + 1}`
    const deed: Deed = { act: type, data: valueOf(data, words) as { [key: string]: Value }, makes: name }
    made.set(id, name)
    attach(account, deed)
  }

  function joins({ account, data, words }: Act): void {
    const handle = handles.get(account) ?? `nobody_${keys.size}`
    const wordsOf = (part: unknown) => words[(part as { hash: string } | undefined)?.hash ?? '']
    const bio = wordsOf(data.bio)
    const plain = handle.replaceAll('_', '')
    const key = plain in cast ? `${plain}${keys.size}` : plain
    cast[key] = {
      kind: kinds.get(account) ?? 'real',
      name: wordsOf(data.name) ?? handle,
      handle,
      ...(bio === undefined ? {} : { bio }),
      categories: data.categories as string[],
    }
    keys.set(account, key)
    // Whoever tapped on the way here was this one.
    for (const step of steps) if (step.as === NOBODY) step.as = key
    attach(account, { joins: true })
  }

  function attach(account: string, deed: Deed): void {
    const as = nameOf(account) ?? NOBODY
    const last = steps.at(-1)
    if (last?.do === 'tap' && last.as === as) {
      const before = last.causes === undefined ? [] : [last.causes].flat()
      last.causes = before.length === 0 ? deed : [...before, deed]
      told()
    } else add({ as, on: PEER, do: 'act', deed })
  }

  /** Who of the cast an account is. The house was there before anybody. */
  function nameOf(account: string | undefined): string | undefined {
    if (account === undefined) return undefined
    const key = keys.get(account)
    if (key !== undefined) return key
    if ((mesi.ask('profile', { account }) as { handle: string | null } | null)?.handle !== 'mesi') return undefined
    cast.mesi = { kind: 'real', name: 'Mesi', handle: 'mesi' }
    keys.set(account, 'mesi')
    return 'mesi'
  }

  function valueOf(data: unknown, words: Act['words']): Value {
    if (typeof data === 'string') {
      const name = made.get(data)
      if (name !== undefined) {
        needed.add(name)
        return { $made: name }
      }
      const key = data.length === 43 ? nameOf(data) : undefined
      return key === undefined ? data : { $account: key }
    }
    if (Array.isArray(data)) return data.map((each) => valueOf(each, words))
    if (typeof data !== 'object' || data === null) return data as null | number | boolean
    const { hash, characters, size } = data as { hash?: unknown; characters?: unknown; size?: unknown }
    const written = typeof hash === 'string' ? words[hash] : undefined
    if (written !== undefined && characters !== undefined) return { $words: written }
    const file = typeof hash === 'string' && size !== undefined && 'type' in data ? given.shift() : undefined
    if (file !== undefined) return { $file: file }
    return Object.fromEntries(Object.entries(data).map(([key, each]) => [key, valueOf(each, words)]))
  }

  // ---- the end

  async function stop(title: string, tells: string): Promise<Scenario> {
    await mesi.settled()
    for (const each of stops) each()
    for (const deed of steps.flatMap((step) => (step.do === 'act' ? [step.deed] : step.do === 'tap' ? [step.causes ?? []].flat() : [])))
      if ('makes' in deed && deed.makes !== undefined && !needed.has(deed.makes)) delete deed.makes
    if (steps.some(({ as }) => as === NOBODY)) cast[NOBODY] = { kind: 'real', name: 'Visitor', handle: NOBODY }
    const last = { as: steps.at(-1)?.as ?? NOBODY, on: PEER, do: 'wait' } as const
    return scenario({
      id: idOf(title),
      title,
      tells,
      world: 'empty',
      cast,
      peers: [PEER],
      ...(Object.keys(files).length === 0 ? {} : { files }),
      steps: [...steps, { ...last, expect: common() }, ...purses()],
    })
  }

  function common(): Expectation[] {
    const feed = mesi.ask('feed', {}) as { items: { caption: { text: string } | null; standing: string }[] }
    const [first] = feed.items
    return [
      { question: 'feed', args: {}, at: 'items.length', is: feed.items.length },
      ...(first?.caption ? [{ question: 'feed', args: {}, at: 'items.0.caption.text', is: first.caption.text }] : []),
      ...(first ? [{ question: 'feed', args: {}, at: 'items.0.standing', is: first.standing }] : []),
    ]
  }
  /** What everybody has, and who they are. */
  function purses(): Step[] {
    return [...keys].flatMap(([account, as]): Step[] => {
      if (as === 'mesi') return []
      const { balances } = mesi.ask('wallet', {}, { as: account }) as { balances: Value }
      const { name, kind } = mesi.ask('profile', { account }) as { name: string; kind: string }
      const about = (at: string, is: string) => ({ question: 'profileByHandle', args: { handle: cast[as]?.handle ?? '' }, at, is })
      const expect = [about('name', name), about('kind', kind), { question: 'wallet', args: {}, at: 'balances', is: balances }]
      return [{ as, on: PEER, do: 'wait', expect }]
    })
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}

/** 'Anna's first post' is at `anna-s-first-post`. */
const idOf = (title: string): string =>
  title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'recorded'
