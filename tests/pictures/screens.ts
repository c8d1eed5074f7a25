/** Every screen there is, and how to come to it. */
import type { Page } from '@playwright/test'
import type { ActName, DataOf } from '../../src/areas/typed'

export interface Screen {
  readonly name: string
  /** It lies over a screen: the picture is as large as the window, not as the page. */
  readonly over?: true
  /** Shows it, from wherever the page is. */
  readonly show: (page: Page) => Promise<unknown>
}
export interface World {
  readonly name: string
  /** Where its first visit leads, if not into the app. */
  readonly from?: string
  readonly begin: (page: Page) => Promise<unknown>
  readonly screens: readonly Screen[]
}

const address = (page: Page, to: string) =>
  page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, to)

/**
 * Goes there as a link would, as somebody, who signs up first if nobody goes by that handle yet. By way of an address where nothing is, so
 * that what is seen in the end is what was meant, and not still the screen before it.
 */
const goes = (path: string, who?: string) => async (page: Page) => {
  const nothing = page.getByRole('heading', { level: 1, name: 'Nothing here' })
  await address(page, '/nowhere')
  await nothing.waitFor()
  await page.evaluate(async (who) => {
    const { mesi } = window
    if (who && !mesi.ask('profileByHandle', { handle: who })) await mesi.join('real', { name: 'Anna Lind', handle: who })
    if (who) mesi.be(who)
  }, who)
  if (path === '/nowhere') return
  await address(page, path)
  await nothing.waitFor({ state: 'detached' })
  await page.locator('h1').first().waitFor({ state: 'attached' })
}
const at = (name: string, path: string, who?: string): Screen => ({ name, show: goes(path, who) })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
/** Somewhere, and then presses buttons of these names. */
const pressed = (name: string, path: string, who: string | undefined, ...names: readonly (string | RegExp)[]): Screen => ({
  name,
  over: true,
  show: async (page) => {
    await goes(path, who)(page)
    for (const each of names) await button(page, each).first().click()
  },
})
/** As above, with addresses that hang on what there is in this world. */
const found = (name: string, who: string, pathOf: string, ...names: readonly (string | RegExp)[]): Screen => ({
  name,
  ...(names.length > 0 ? { over: true as const } : {}),
  show: async (page) => {
    await page.evaluate((who) => window.mesi.be(who), who)
    await goes(await page.evaluate(pathOf), who)(page)
    for (const each of names) await button(page, each).first().click()
  },
})
const keyed = (name: string, keys: string): Screen => ({
  name,
  over: true,
  show: async (page) => {
    await goes('/')(page)
    await page.locator('body').press(keys)
    await page.getByRole('dialog').waitFor()
  },
})

const settled = (page: Page) => page.evaluate(() => window.mesi.settled())
const PATHS = {
  feed: '/',
  buzz: '/discover',
  'buzz content': '/discover?show=content',
  create: '/create',
  gallery: '/gallery',
  wallet: '/wallet',
  notices: '/notices',
  standing: '/standing',
  settings: '/settings',
  world: '/world',
  handbook: '/handbook',
  'edit profile': '/me/edit',
}
const all = (who: string) => Object.entries(PATHS).map(([name, path]) => at(name, path, who))

/** The nth post of the feed, as an expression in the page. */
const post = (handle: string) =>
  `(() => {
    const { account } = window.mesi.ask('profileByHandle', { handle: '${handle}' })
    return window.mesi.ask('feed', {}).items.find(({ author }) => author.account === account).id
  })()`

/** Who has never been here. */
const first: World = {
  name: 'first visit',
  from: '/',
  begin: (page) => page.getByRole('heading', { level: 1 }).waitFor(),
  screens: [{ name: 'hello', show: (page) => page.getByRole('heading', { level: 1 }).waitFor() }],
}

/** Nobody has done anything yet. */
const empty: World = {
  name: 'empty',
  begin: settled,
  screens: [
    at('visitor feed', '/'),
    at('visitor wallet', '/wallet'),
    at('welcome', '/welcome'),
    at('welcome kind', '/welcome?step=kind'),
    {
      name: 'welcome policy',
      show: async (page) => {
        await goes('/welcome?step=kind')(page)
        await page.getByRole('radio').first().check({ force: true })
        await page.getByRole('button', { name: /^(?:Next|Go on|Continue)/ }).click()
      },
    },
    at('join', '/join'),
    at('nowhere', '/nowhere'),
    ...all('anna'),
    at('own profile', '/u/anna', 'anna'),
    { ...at('vibes', '/vibes', 'anna'), over: true },
    at('desk closed', '/desk', 'anna'),
    at('desk', '/desk', 'mesi'),
    at('admin desk', '/desk/admin', 'mesi'),
  ],
}

const cases = (page: Page) => page.getByRole('link', { name: /^A .* by / })
/** The desk with its new reports opened: those that nobody has claimed, else my own. */
async function openedDesk(page: Page) {
  await goes('/desk', 'marisol_i')(page)
  const opens = button(page, 'Open new reports')
  const done = page.getByRole('heading', { name: 'All quiet' })
  await page.locator('.desk-closed').waitFor() // one is about a post of hers: that is told once all have been read
  if (await opens.isVisible()) await opens.click()
  await cases(page).or(done).first().waitFor()
  if (await done.isVisible()) await page.getByRole('tab', { name: /^Mine/ }).click()
  await cases(page).first().waitFor()
}

/** Two people side by side, each with their own app. */
async function stage(page: Page) {
  await goes('/stage', 'samlau')(page)
  for (const frame of [0, 1]) await page.frameLocator('iframe').nth(frame).locator('h1').first().waitFor({ state: 'attached' })
}

/** Both futures of one world, of which nothing is supposed yet. */
async function futures(page: Page) {
  await goes('/what-if', 'samlau')(page)
  for (const frame of [0, 1]) await page.frameLocator('iframe').nth(frame).locator('h1').first().waitFor({ state: 'attached' })
  await page.getByText('If a rule had been different').click()
}

/** Three months of Mesi Bay, with a report, a decision and an appeal on top. */
export const bay: World = {
  name: 'bay',
  begin: async (page) => {
    await page.evaluate(() => window.mesi.worlds.bay())
    await goes('/', 'samlau')(page)
    await settled(page)
    for (const [handle, why] of [
      ['noa_tides', 'They call me names below it.'],
      ['mio_clay', 'That is my bowl in the picture.'],
    ] as const) {
      await page.evaluate(() => window.mesi.be('samlau'))
      await goes(`/report/content/${await page.evaluate<string>(post(handle))}`)(page)
      await page.getByRole('radio', { name: /harasses or is indecent/ }).check()
      await page.getByRole('textbox', { name: 'In your words' }).fill(why)
      await button(page, 'Send to the desk').click()
      await page.getByRole('heading', { name: 'It is with the desk' }).waitFor()
    }
  },
  screens: [
    ...all('samlau'),
    at('welcome', '/welcome', 'samlau'),
    at('profile', '/u/noa_tides', 'samlau'),
    at('profile ai', '/u/aurelia_nine', 'samlau'),
    at('own profile', '/u/mio_clay', 'mio_clay'),
    at('own gallery', '/gallery', 'mio_clay'),
    at('own statistics', '/gallery?show=statistics', 'mio_clay'),
    at('tours', '/tours', 'samlau'),
    { ...at('record', '/record', 'samlau'), over: true },
    found(
      'collection',
      'samlau',
      `(() => {
      const { account } = window.mesi.ask('profileByHandle', { handle: 'noa_tides' })
      return '/collection/' + window.mesi.ask('collections', { account })[0].id
    })()`,
    ),
    at('followers', '/u/noa_tides/followers', 'samlau'),
    { ...at('vibes', '/vibes', 'samlau'), over: true },
    { name: 'stage', over: true, show: stage },
    { name: 'both futures', over: true, show: futures },
    found('post', 'samlau', `'/post/' + ${post('noa_tides')}`),
    found('tip', 'samlau', `'/post/' + ${post('noa_tides')}`, /^Tip /),
    found('post menu', 'samlau', `'/post/' + ${post('noa_tides')}`, /^More about this post/),
    found('event', 'samlau', `'/event/' + ${post('noa_tides')}`),
    found('report', 'samlau', `'/report/content/' + ${post('zeyna')}`),
    pressed('top up', '/wallet?do=top-up', 'samlau'),
    pressed('deposit', '/wallet?do=deposit', 'samlau'),
    pressed('send', '/wallet?do=send', 'samlau'),
    pressed('exchange', '/wallet?do=exchange', 'samlau'),
    pressed('withdraw', '/wallet?do=withdraw', 'samlau'),
    at('standing reports', '/standing?tab=reports', 'samlau'),
    at('desk untriaged', '/desk', 'marisol_i'),
    { name: 'desk opened', show: openedDesk },
    {
      name: 'case',
      show: async (page) => {
        await openedDesk(page)
        await cases(page).first().click()
        await button(page, 'Claim this case').or(page.getByRole('radio').first()).first().waitFor()
      },
    },
    {
      name: 'case claimed',
      show: async (page) => {
        await openedDesk(page)
        await cases(page).first().click()
        const claim = button(page, 'Claim this case')
        await claim.or(page.getByRole('radio').first()).first().waitFor()
        if (await claim.isVisible()) await claim.click()
        await page.getByRole('radio').first().waitFor()
      },
    },
    at('admin desk', '/desk/admin', 'ingrid_sol'),
    keyed('palette', 'Control+k'),
    keyed('keys', '?'),
    {
      name: 'director',
      over: true,
      show: async (page) => {
        await goes('/', 'samlau')(page)
        if (await page.getByRole('complementary', { name: "Director's instruments" }).isHidden()) await page.keyboard.press('F2')
        await page.getByRole('tab', { name: 'Clock' }).click()
      },
    },
    {
      name: 'what if',
      over: true,
      show: async (page) => {
        await goes('/', 'samlau')(page)
        await page.getByRole('tab', { name: 'What if' }).click()
      },
    },
    {
      name: 'look back',
      over: true,
      show: async (page) => {
        const instruments = page.getByRole('complementary', { name: "Director's instruments" })
        if (await instruments.isVisible()) await page.keyboard.press('F2')
        await goes('/', 'samlau')(page)
        if (await page.getByRole('slider').first().isVisible()) return
        await page.locator('body').press('Control+k')
        await page.getByRole('combobox').fill('Look back')
        await page.keyboard.press('Enter')
        await page.getByRole('slider').first().waitFor()
      },
    },
  ],
}

/** A house with a desk, and what it decided: about Anna, whose appeals wait or were answered, and about Ben, who is banned. */
async function house(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { mesi } = window
    await mesi.settled()
    const does = async <N extends ActName>(who: string, type: N, data: DataOf<N>): Promise<string> => {
      const outcome = await mesi.act(who, type, data)
      if (!outcome.ok) throw new Error(`${type}: ${outcome.clauses.map(({ id }) => id).join(' ')}`)
      return outcome.id
    }
    const write = (who: string, words: string) => mesi.write(who, words)
    for (const [name, handle] of [
      ['Mia Roth', 'mia'],
      ['Max Stein', 'max'],
      ['Anna Lindqvist', 'anna'],
      ['Ben Okafor', 'ben'],
    ] as const)
      await mesi.join('real', { name, handle })
    const accountOf = (handle: string) => mesi.ask('profileByHandle', { handle })?.account ?? ''
    for (const who of ['mia', 'max']) await does('mesi', 'accounts.roleGranted', { account: accountOf(who), role: 'moderator' })
    const post = (who: string, words: string) => {
      const wording = {
        form: 'droplet',
        media: 'text',
        files: [],
        audience: 'everyone',
        moods: [],
        tags: [],
        caption: write(who, words),
      } as const
      return does(who, 'content.published', { ...wording, rightsConfirmed: true, made: 'human', persona: 'none' })
    }
    const decided = async (id: string, by: string, outcome: DataOf<'moderation.decided'>['outcome']) => {
      const about = await does(by, 'moderation.caseOpened', { subject: { kind: 'content', id, version: '0' }, breach: 'unethical' })
      await does(by, 'moderation.claimed', { case: about })
      const reasons = write(by, 'It calls somebody names who did nothing but sing off key, and names the street they live in.')
      return does(by, 'moderation.decided', { case: about, version: '0', outcome, breach: 'unethical', reasons })
    }
    const appeals = (who: string, decision: string) =>
      does(who, 'moderation.appealed', {
        decision,
        reasons: write(who, 'It was a line of the song, in quotes, and the singer laughed about it.'),
      })
    const answers = (by: string, decision: string, outcome: 'kept' | 'overturned') =>
      does(by, 'moderation.appealDecided', { decision, outcome, reasons: write(by, 'The song is quoted, the street is not in it.') })
    const [first, second, third, fourth, fifth, sixth] = [
      await post('anna', 'You sing like a door, and everybody in Mill Lane knows it.'),
      await post('anna', 'The second verse, as I heard it.'),
      await post('anna', 'What they said at the harbour.'),
      await post('anna', 'One more about the choir.'),
      await post('ben', 'Send me your wallet words and I double what is in it.'),
      await post('anna', 'Good evening to all but one.'),
    ]
    await post('anna', 'The harbour at six, before anybody.')
    const [removed, yellow, overturned] = [
      await decided(first, 'mia', 'remove'),
      await decided(second, 'mia', 'yellow'),
      await decided(third, 'max', 'red'),
    ]
    const ban = await decided(fifth, 'mia', 'black')
    await does('max', 'moderation.blackConfirmed', { decision: ban })
    await does('mesi', 'moderation.blackReviewed', {
      decision: ban,
      outcome: 'banned',
      referral: true,
      reasons: write('mesi', 'A fraud, and not the first one.'),
    })
    await mesi.clock.advance('11m')
    await appeals('anna', removed)
    await appeals('anna', yellow)
    await appeals('anna', overturned)
    await answers('max', yellow, 'kept')
    await answers('mia', overturned, 'overturned')
    await does('mia', 'moderation.checkStarted', { kind: 'surprise' })
    await decided(sixth, 'max', 'remove')
    await decided(fourth, 'mia', 'black')
  })
}
/** The first case of a queue. */
const inQueue = (name: string, queue: string, who: string): Screen => ({
  name,
  show: async (page) => {
    await goes(`/desk?queue=${queue}`, who)(page)
    await cases(page).first().click()
    await page
      .getByRole('heading', { name: 'What happened' })
      .or(page.getByRole('heading', { level: 2 }))
      .first()
      .waitFor()
  },
})

const desk: World = {
  name: 'house',
  begin: house,
  screens: [
    at('standing', '/standing', 'anna'),
    at('decisions', '/standing?tab=decisions', 'anna'),
    at('appeals', '/standing?tab=appeals', 'anna'),
    at('banned', '/standing', 'ben'),
    at('banned decisions', '/standing?tab=decisions', 'ben'),
    at('notices', '/notices', 'mesi'),
    at('queue waiting', '/desk?queue=waiting', 'max'),
    at('queue appeals', '/desk?queue=appeals', 'max'),
    at('queue appeals own', '/desk?queue=appeals', 'mia'),
    at('queue checks', '/desk?queue=checks', 'mia'),
    at('queue done', '/desk?queue=done', 'mesi'),
    inQueue('case waiting', 'waiting', 'max'),
    inQueue('case done', 'done', 'mia'),
    at('admin desk', '/desk/admin', 'mesi'),
  ],
}

export const worlds: readonly World[] = [first, empty, bay, desk]
