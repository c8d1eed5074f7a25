/**
 * Writes down what people do on one device or several as the steps of a scenario: every tap and all typing, each with the acts that it
 * caused, and when a line was cut. Ids that only this run has are named by what they are, so that the scenario plays in any world.
 */
import { language, t } from '../language'
import type { Mesi } from '../peer/mesi'
import { targetOf } from './find'
import { goTo, type Page, said, usable } from './pane'
import { type Deed, deedsOf, type Expectation, type Member, scenario, type Scenario, type Step, type Target, type Value } from './scenario'

type Tap = Extract<Step, { do: 'tap' }>
interface Device {
  readonly peer: string
  readonly page: Page
  /** Of the page that is loaded there now. */
  mesi: Mesi
  /** Files that were given on it since the last act that took some. */
  readonly given: string[]
}
type Act = Parameters<Parameters<Mesi['onAct']>[0]>[0]

export interface Recorder {
  /** What has been written down so far. */
  steps(): readonly Step[]
  /** One more device has come into this world, by an invitation of the first one. */
  join(peer: string, page: Page): void
  /** The same, and it is one more device of whoever the first one belongs to. Rejects if it does not become that: then it is anybody's. */
  pair(peer: string, page: Page): Promise<void>
  /** A page has loaded anew on a device, as when its language is chosen: it goes on there. */
  again(peer: string): Promise<void>
  /** The name of whoever the first device belongs to at this moment. */
  owner(): string | undefined
  /** Cuts the line of a device, or brings it back. */
  line(peer: string, online: boolean): Promise<void>
  /**
   * What has been done so far, as a scenario; what the world answers now is what a replay is held to. It goes on recording until `stop`, so
   * nothing is lost if this, or keeping it, fails. @throws Error in plain words, if it cannot be written down
   */
  write(title: string, tells: string): Promise<Scenario>
  stop(): void
}

/** The first device, which hosts the world. */
const HOST = 'a'
/** Acts of which an account is made: together they are one deed, `joins`. */
const arriving = /^accounts\.(joined|created|policyAccepted|personaCreated|handleClaimed)$/
/** Whoever is not known yet; they get their name when they join. */
const NOBODY = 'visitor'
/** Bytes of a file that a scenario can hold. */
const MOST = 8_000_000
/** How long two devices may take to know the same, in milliseconds: one whose line has just come back has to find the other. */
const PATIENCE = 15_000

/**
 * @param host a page with a fresh world in it; it is recorded until `stop` @param begins steps that were played there already
 * @param told called after each change @param failed told in plain words what cannot be recorded
 */
export function record(
  host: Page,
  { begins, cast: known, accounts: here }: { begins: readonly Step[]; cast: Scenario['cast']; accounts: ReadonlyMap<string, string> },
  told: () => void,
  failed: (says: string) => void,
): Recorder {
  const steps: Step[] = [...begins]
  const cast: Record<string, Member> = { ...known }
  /** Keys of the cast by account. */
  const keys = new Map([...here].map(([key, account]) => [account, key]))
  const handles = new Map<string, string>()
  const kinds = new Map<string, Member['kind']>()
  const files: Record<string, string> = {}
  /** Those that are being made ready. */
  const coming = new Set<Promise<void>>()
  /** Names of what was made, by id, and those that were needed. */
  const made = new Map<string, string>()
  const needed = new Set<string>()

  const devices = new Map<string, Device>()
  /** World time of taps on the host's device. Its clock never goes back. */
  const tapped = new Map<Step, number>()
  const offline = new Set<string>()
  const stops: (() => void)[] = []
  watch(HOST, host)
  return { steps: () => steps, join, pair, again, owner, line, write, stop: () => stops.forEach((each) => each()) }

  function join(peer: string, page: Page): void {
    add({ as: NOBODY, on: peer, do: 'go', to: { invitedBy: HOST } })
    add({ as: NOBODY, on: peer, do: 'wait', with: HOST })
    watch(peer, page)
  }

  async function pair(peer: string, page: Page): Promise<void> {
    const as = await enrol(page).catch((error: unknown) => {
      join(peer, page)
      throw error
    })
    try {
      // The page that lets one in leads to the feed or to where one signs up, whichever it knows of first: everybody goes on from the feed.
      await until(() => page.location.pathname !== '/join', t`The device does not come into the world.`)
    } finally {
      goTo(page, '/')
      // Nothing of that is recorded as an act: to become somebody's device is a step of its own.
      add({ as, on: peer, do: 'go', to: { invitedBy: HOST } })
      add({ as, on: peer, do: 'wait', with: HOST })
      add({ as, on: peer, do: 'pair', with: HOST })
      add({ as, on: peer, do: 'go', to: '/' })
      watch(peer, page)
    }
  }

  /** @returns whose device it is now, of the cast */
  async function enrol({ mesi }: Page): Promise<string> {
    const as = nameOf(host.mesi, host.mesi.me())
    const handle = as && cast[as]?.handle
    if (as === undefined || handle === undefined) throw new Error(t`Nobody is signed up on the first device.`)
    await agree(host.mesi, mesi)
    mesi.be(await mesi.enrol(await host.mesi.lend(handle)))
    return as
  }

  function owner(): string | undefined {
    const mesi = host.mesi as Mesi | undefined // none while its page loads
    return mesi && cast[nameOf(mesi, mesi.me()) ?? '']?.name
  }

  async function again(peer: string): Promise<void> {
    const device = devices.get(peer)
    if (!device || device.page.mesi === device.mesi) return
    await usable(() => device.page)
    if (device.page.mesi === device.mesi) return // somebody else has waited for it, too
    device.mesi = device.page.mesi
    listenTo(device)
    const { pathname, searchParams } = new URL(device.page.location.href)
    searchParams.delete('peer') // a device of the recording, which has another one wherever it is played
    add({ as: actor(device), on: peer, do: 'go', to: named(searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname) })
    if (device.page.document.documentElement.lang !== document.documentElement.lang)
      failed(t`Another language was chosen there. What is tapped from now on may not be found when this is played.`)
  }

  /** An address of any world: what was made on the way is called by its name. */
  function named(address: string): string {
    return address.replaceAll(/[\w-]{43}/g, (id) => {
      const name = made.get(id)
      if (name === undefined) return id
      needed.add(name)
      return `{made:${name}}`
    })
  }

  async function line(peer: string, online: boolean): Promise<void> {
    const device = devices.get(peer)
    if (!device) return
    add({ as: actor(device), on: peer, do: 'net', online })
    await device.mesi.peers.online(online)
    if (online) offline.delete(peer)
    else offline.add(peer)
  }

  function watch(peer: string, page: Page): void {
    const device: Device = { peer, page, mesi: page.mesi, given: [] }
    devices.set(peer, device)
    listenTo(device)
  }

  /** To the page that is loaded there now; with another one all that listens goes. */
  function listenTo(device: Device): void {
    const { page, mesi } = device
    const listen = (kind: string, does: (event: Event) => void): void => {
      page.addEventListener(kind, does, true)
      stops.push(() => page.removeEventListener(kind, does, true))
    }
    stops.push(mesi.onAct((act) => onAct(device, act)))
    listen('click', (event) => onClick(device, event))
    listen('input', (event) => onInput(device, event))
    listen('change', (event) => onChange(device, event))
    listen('keydown', (event) => onKey(device, event as KeyboardEvent))
  }

  // ---- what is done to the page

  function add(step: Step): void {
    const last = steps.at(-1)
    // Whoever goes on upon another device knows what was done on the one before, unless a line is cut.
    if (last && last.on !== step.on && devices.has(step.on) && ![HOST, last.on, step.on].some((peer) => offline.has(peer)))
      steps.push({ as: last.as, on: last.on, do: 'wait', with: step.on })
    steps.push(step)
    told()
  }
  function lastBefore(peer: string, at: number): Step | undefined {
    return steps.findLast((step) => step.on === peer && (tapped.get(step) ?? at) <= at)
  }
  function lastOn(peer: string): Step | undefined {
    return steps.findLast((step) => step.on === peer)
  }
  function tap(device: Device, target: Target, how: Pick<Tap, 'type' | 'file' | 'key'> = {}): void {
    const step: Step = { as: actor(device), on: device.peer, do: 'tap', target, ...how }
    if (device.peer === HOST) tapped.set(step, device.mesi.clock.now())
    add(step)
  }
  function actor({ mesi }: Device): string {
    return nameOf(mesi, mesi.me()) ?? NOBODY
  }

  function onClick(device: Device, { target: touched }: Event): void {
    const { page } = device
    const found = touched instanceof page.Element ? targetOf(touched) : undefined
    // The click on a label is followed by one on what it is for.
    if (!found || !(touched instanceof page.Node) || !found.element.contains(touched) || isField(device, found.element)) return
    // Such as the second click of two on what is at it already: it does nothing here, and would wait in vain when this is played.
    if (found.element.getAttribute('aria-disabled') === 'true') return
    tap(device, found.target)
  }

  function onInput(device: Device, { target: touched }: Event): void {
    const { page, peer } = device
    if (!(touched instanceof page.HTMLElement) || !isField(device, touched) || touched instanceof page.HTMLSelectElement) return
    const found = targetOf(touched)
    if (!found) return
    const last = steps.at(-1)
    const isSame = last?.do === 'tap' && last.on === peer && JSON.stringify(last.target) === JSON.stringify(found.target)
    if (touched instanceof page.HTMLInputElement && touched.type === 'range') {
      const key = touched.value === touched.min ? 'Home' : touched.value === touched.max ? 'End' : undefined
      if (key === undefined || (isSame && last.key === key)) return
      tap(device, found.target, { key })
    } else if (isSame && last.type !== undefined) {
      last.type = said(touched)
      told()
    } else tap(device, found.target, { type: said(touched) })
  }

  function onChange(device: Device, { target: touched }: Event): void {
    const { page } = device
    if (touched instanceof page.HTMLSelectElement) {
      const found = targetOf(touched)
      if (found) tap(device, found.target, { type: said(touched) })
    } else if (touched instanceof page.HTMLInputElement && touched.type === 'file')
      for (const file of touched.files ?? []) onFile(device, file)
  }

  /** A file is given by the tap that asked for it. What it says of whoever took it is no part of a tour, which is passed on. */
  function onFile({ mesi, peer, given }: Device, file: File): void {
    const last = lastOn(peer)
    if (last?.do !== 'tap') return failed(t`A file that was not asked for by a button cannot be recorded.`)
    if (file.size > MOST) return failed(t`${file.name} is too large to be part of a tour.`)
    const name = file.name in files ? `${Object.keys(files).length} ${file.name}` : file.name
    files[name] = ''
    given.push(name)
    const step = last.file === undefined ? last : { ...last }
    step.file = name
    if (step === last) told()
    else add(step)
    const ready = madeReady(mesi, file)
      .then((bytes) => void (files[name] = base64Of(bytes)))
      .catch(() => {
        delete files[name]
        delete step.file
        const at = given.indexOf(name)
        if (at >= 0) given.splice(at, 1)
        failed(t`${file.name} cannot be shared, so it is no part of the tour.`)
      })
      .finally(() => coming.delete(ready))
    coming.add(ready)
  }

  function onKey(device: Device, { key, target: touched, isComposing }: KeyboardEvent): void {
    const { page } = device
    if (isComposing || !(touched instanceof page.Element)) return
    const found = targetOf(touched)
    const isLine = found?.target.role === 'combobox' && !(found.element instanceof page.HTMLSelectElement)
    if (found && (key === 'Escape' || (isLine && /^(Enter|ArrowDown|ArrowUp)$/.test(key)))) tap(device, found.target, { key })
  }

  function isField({ page }: Device, element: HTMLElement): boolean {
    if (element instanceof page.HTMLTextAreaElement || element instanceof page.HTMLSelectElement) return true
    return element instanceof page.HTMLInputElement && !/^(checkbox|radio|button|submit|reset|file)$/.test(element.type)
  }

  // ---- what comes of it

  function onAct(device: Device, act: Act): void {
    const { mesi } = device
    const { id, account, type, data, words } = act
    if (type === 'accounts.created') kinds.set(account, data.kind as Member['kind'])
    if (type === 'accounts.handleClaimed' && !keys.has(account)) handles.set(account, data.handle as string)
    const isNew = account !== '' && nameOf(mesi, account) === undefined
    if (isNew && arriving.test(type)) return
    if (isNew && type === 'accounts.profileEdited') return joins(device, act)
    if (account === '') return // the host's own
    const name = `${type.split('.')[1] ?? type} ${made.size + 1}`
    const deed: Deed = { act: type, data: valueOf(device, data, words) as { [key: string]: Value }, makes: name }
    made.set(id, name)
    attach(device, account, deed, act.at)
  }

  function joins(device: Device, { account, data, words, at }: Act): void {
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
    for (const step of steps) if (step.as === NOBODY && step.on === device.peer) step.as = key
    // Who adds an account is somebody else until it is there: the tap that makes it is of whom it makes.
    const last = lastBefore(device.peer, at)
    if (last?.do === 'tap' && last.causes === undefined) last.as = key
    attach(device, account, { joins: true }, at)
  }

  /** To the last tap before it was done: by the time that it is kept, whoever is quick has tapped on something else. */
  function attach({ mesi, peer }: Device, account: string, deed: Deed, at: number): void {
    const as = nameOf(mesi, account) ?? NOBODY
    const last = lastBefore(peer, at)
    if (last?.do === 'tap' && last.as === as) {
      const before = last.causes === undefined ? [] : [last.causes].flat()
      last.causes = before.length === 0 ? deed : [...before, deed]
      told()
    } else add({ as, on: peer, do: 'act', deed })
  }

  /** Who of the cast an account is. The house was there before anybody. */
  function nameOf(mesi: Mesi, account: string | undefined): string | undefined {
    if (account === undefined) return undefined
    const key = keys.get(account)
    if (key !== undefined) return key
    if (mesi.ask('profile', { account })?.handle !== 'mesi') return undefined
    cast.mesi = { kind: 'real', name: 'Mesi', handle: 'mesi' }
    keys.set(account, 'mesi')
    return 'mesi'
  }

  function valueOf(device: Device, data: unknown, words: Act['words']): Value {
    if (typeof data === 'string') {
      const name = made.get(data)
      if (name !== undefined) {
        needed.add(name)
        return { $made: name }
      }
      const key = data.length === 43 ? nameOf(device.mesi, data) : undefined
      return key === undefined ? data : { $account: key }
    }
    if (Array.isArray(data)) return data.map((each) => valueOf(device, each, words))
    if (typeof data !== 'object' || data === null) return data as null | number | boolean
    const { hash, characters, size } = data as { hash?: unknown; characters?: unknown; size?: unknown }
    const written = typeof hash === 'string' ? words[hash] : undefined
    if (written !== undefined && characters !== undefined) return { $words: written }
    const file = typeof hash === 'string' && size !== undefined && 'type' in data ? device.given.shift() : undefined
    if (file !== undefined) return { $file: file }
    return Object.fromEntries(Object.entries(data).map(([key, each]) => [key, valueOf(device, each, words)]))
  }

  // ---- the end

  async function write(title: string, tells: string): Promise<Scenario> {
    const others = [...devices.values()].filter(({ peer }) => peer !== HOST)
    const together = others.filter(({ peer }) => !offline.has(peer) && !offline.has(HOST))
    for (const { peer } of devices.values()) await again(peer)
    for (const { mesi } of devices.values()) await mesi.settled()
    await Promise.all(coming)
    for (const { mesi } of together) await agree(host.mesi, mesi)
    const written = structuredClone(steps)
    for (const deed of written.flatMap(deedsOf))
      if ('makes' in deed && deed.makes !== undefined && !needed.has(deed.makes)) delete deed.makes
    const visitor: Member = { kind: 'real', name: 'Visitor', handle: NOBODY }
    const last = { as: lastOn(HOST)?.as ?? NOBODY, on: HOST, do: 'wait' } as const
    const meetings = together.map(({ peer }): Step => ({ ...last, with: peer }))
    return scenario({
      id: idOf(title),
      title,
      tells,
      language,
      world: 'empty',
      cast: written.some(({ as }) => as === NOBODY) ? { ...cast, [NOBODY]: visitor } : cast,
      peers: [HOST, ...others.map(({ peer }) => peer)],
      ...(Object.keys(files).length === 0 ? {} : { files }),
      steps: [...written, ...meetings, { ...last, expect: common() }, ...purses()],
    })
  }

  function common(): Expectation[] {
    const feed = host.mesi.ask('feed', {})
    const [first] = feed.items
    return [
      { question: 'feed', args: {}, at: 'items.length', is: feed.items.length },
      ...(first?.caption ? [{ question: 'feed', args: {}, at: 'items.0.caption.text', is: first.caption.text }] : []),
      ...(first
        ? (['standing', 'comments'] as const).map((at) => ({ question: 'feed', args: {}, at: `items.0.${at}`, is: first[at] }))
        : []),
    ]
  }
  /** What everybody has whom the first device has heard of, and who they are. */
  function purses(): Step[] {
    return [...keys].flatMap(([account, as]): Step[] => {
      if (as === 'mesi') return []
      const known = host.mesi.ask('profile', { account })
      if (!known) return []
      const balances = host.mesi.ask('wallet', {}, { as: account })?.balances as unknown as Value
      const { name, kind } = known
      const about = (at: string, is: string) => ({ question: 'profileByHandle', args: { handle: cast[as]?.handle ?? '' }, at, is })
      const expect = [about('name', name), about('kind', kind), { question: 'wallet', args: {}, at: 'balances', is: balances }]
      return [{ as, on: HOST, do: 'wait', expect }]
    })
  }
}

/** Resolves once two devices know the same. @throws Error in plain words, if it does not come to that */
const agree = (one: Mesi, other: Mesi): Promise<void> =>
  until(async () => {
    await other.settled()
    await one.settled()
    const [a, b] = [one.hash(), other.hash()]
    return a.sum === b.sum && a.pending + b.pending === 0
  }, t`The devices do not know the same yet. Wait a moment, or cut the line, before you stop.`)

/** @param says what is thrown if it does not come to that */
async function until(holds: () => boolean | Promise<boolean>, says: string): Promise<void> {
  for (const end = Date.now() + PATIENCE; !(await holds()); ) {
    if (Date.now() > end) throw new Error(says)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A file as it would be shared. @throws MediaRefused */
async function madeReady(mesi: Mesi, file: File): Promise<Uint8Array> {
  const made = await mesi.blobs.put(file)
  const bytes = await mesi.blobs.get(made.file.hash)
  if (!bytes) throw new Error('it is gone already')
  return new Uint8Array(await bytes.arrayBuffer())
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
