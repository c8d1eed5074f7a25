/** The strings that break programs, through everything that takes words: stored and shown as typed, or refused in plain words. */
import type { Page } from '@playwright/test'
import type { ActName, DataOf, QuestionName } from '../../src/areas/typed'
import type { Agreed } from '../../src/areas/ledger/events'
import { nameShown } from '../../src/kit/names'
import { enterUnfiltered, expect, goTo, settled, signUp, test } from '../support/app'
import { watchTasks } from '../support/scenarios'
import type { Outcome } from '../../src/peer/refusals'
import { naughty, ownNaughty } from '../support/naughty'

/** What went otherwise than it should, by field and string. */
type Wrong = string[]

/** By acts: every string through every act that takes words. Runs in the page. `names`: how each is shown as a name. */
async function throughActs([fields, strings, names]: readonly [readonly string[], readonly string[], readonly string[]]): Promise<Wrong> {
  // Answers of many shapes, each looked at in one place.
  const ask = window.mesi.ask as (question: QuestionName, args?: object, options?: object) => any
  const act = <N extends ActName>(type: N, data: DataOf<N>) => window.mesi.act('anna', type, data)
  const write = (text: string) => window.mesi.write('anna', text)
  const wrong: Wrong = []
  const anna: string = ask('profileByHandle', { handle: 'anna' }).account
  const ben: string = ask('profileByHandle', { handle: 'ben' }).account
  const post = { form: 'droplet', media: 'text', files: [], audience: 'everyone', moods: [], tags: [] } as const
  const rights = { rightsConfirmed: true, made: 'human', persona: 'none' } as const
  const first = await act('content.published', { ...post, ...rights, caption: write('first') })
  const content = first.ok ? first.id : ''
  const agreed = (question: QuestionName, args: object) => ask(question, args, { as: anna }).quote.agreed as Agreed

  const tries: { readonly [field: string]: (text: string) => Promise<readonly [Outcome, () => unknown]> } = {
    name: async (text) => [
      await act('accounts.profileEdited', { name: write(text), categories: [] }),
      () => ask('profile', { account: anna }).name,
    ],
    bio: async (text) => [
      await act('accounts.profileEdited', { name: write('Anna'), bio: write(text), categories: [] }),
      () => ask('profile', { account: anna }).bio.text,
    ],
    caption: async (text) => {
      const done = await act('content.published', { ...post, ...rights, caption: write(text) })
      return [done, () => ask('content', { content: (done as { id: string }).id }).caption.text]
    },
    tag: async (text) => {
      const done = await act('content.published', { ...post, ...rights, caption: write('tagged'), tags: [text] })
      return [done, () => ask('content', { content: (done as { id: string }).id }).tags[0]]
    },
    comment: async (text) => {
      const done = await act('content.commented', { content, text: write(text), made: 'human' })
      return [done, newestComment]
    },
    collection: async (text) => {
      const done = await act('content.collectionCreated', { name: write(text) })
      return [done, () => ask('collection', { collection: (done as { id: string }).id }).name.text]
    },
    'tip note': async (text) => {
      const tip = { to: ben, currency: 'EUR', amount: 50 } as const
      const done = await act('tips.sent', { ...tip, agreed: agreed('quoteTip', tip), note: write(text) })
      return [done, () => ask('tipsOn', { on: ben, size: 1 }, { as: ben }).items[0].words.text]
    },
    destination: async (text) => {
      const sum = { currency: 'EUR', amount: 10_00 } as const
      const done = await act('ledger.withdrawn', { ...sum, destination: write(text), agreed: agreed('quoteWithdrawal', sum) })
      return [done, () => ask('statement', { limit: 1 }, { as: anna }).lines[0].words.text]
    },
    handle: async (text) => [await act('accounts.handleClaimed', { handle: text }), () => ask('profile', { account: anna }).handle],
  }
  function newestComment(): string | undefined {
    for (let cursor: string | undefined; ; ) {
      const page = ask('comments', { content, size: 100, ...(cursor === undefined ? {} : { cursor }) })
      if (page.cursor === null) return page.items.at(-1)?.text.text
      cursor = page.cursor
    }
  }
  for (const [at, field] of fields.entries())
    for (const [nth, text] of strings.entries()) {
      if (nth % 2 !== at % 2) continue // each in some of the fields, which are alike
      const told = `${field} ${JSON.stringify(text.slice(0, 60))}`
      try {
        const [outcome, stored] = await (tries[field] as (text: string) => Promise<readonly [Outcome, () => unknown]>)(text)
        if (outcome.ok) {
          const now = stored()
          // A name stands without what turns the words around it, and where nothing of it can be seen, the handle does.
          const shown = names[strings.indexOf(text)] ?? text
          if (now !== (field === 'name' ? shown || 'anna' : field === 'collection' ? shown || text : text))
            wrong.push(`${told} is stored as ${JSON.stringify(now)?.slice(0, 60)}`)
        } else if (outcome.clauses.length === 0 || outcome.clauses.some((clause) => clause.text.length < 10 || clause.text === clause.id))
          wrong.push(`${told} is refused without a sentence: ${JSON.stringify(outcome.clauses)}`)
      } catch (error) {
        wrong.push(`${told} throws ${String(error)}`)
      }
    }
  return wrong
}

async function anna(page: Page): Promise<void> {
  page.on('dialog', () => {
    throw new Error('a script of somebody ran')
  })
  await enterUnfiltered(page)
  await signUp(page, { name: 'Ben', handle: 'ben' })
  await signUp(page, { name: 'Anna', handle: 'anna' })
  await page.evaluate(async () => {
    const sum = { currency: 'EUR', amount: 9_000_00, into: 'EUR' } as const
    for (let times = 0; times < 3; times++) {
      const { quote } = window.mesi.ask('quoteTopUp', sum, { as: 'anna' })
      await window.mesi.act('anna', 'ledger.toppedUp', { card: 'works', ...sum, agreed: quote?.agreed as Agreed })
    }
  })
}

/** No string became a part of the page's own script, and nothing was put where all objects see it. */
const unharmed = (page: Page) =>
  page.evaluate(() => ({
    polluted: Object.keys(Object.prototype),
    admin: ({} as { admin?: unknown }).admin === undefined,
    scripts: [...document.scripts].filter((script) => !script.src.startsWith(location.origin)).length,
  }))
const clean = { polluted: [], admin: true, scripts: 0 }

const fields = ['caption', 'name', 'tag', 'handle', 'bio', 'collection', 'comment', 'destination', 'tip note']

test(`every string as an act: ${fields.join(', ')}`, async ({ app }) => {
  test.setTimeout(600_000) // thousands of acts, each of which waits for the disk
  const page = await app.visit('anna')
  await anna(page)
  expect(await page.evaluate(throughActs, [fields, naughty, naughty.map(nameShown)] as const)).toEqual([])
  await settled(page)
  // Whoever opens the app again sees them on the screens.
  const tasks = await watchTasks(page)
  for (const to of ['/', '/gallery', '/wallet', '/u/anna', '/u/ben', '/discover']) {
    await goTo(page, to)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
    await page.getByRole('main').evaluate((main) => main.scrollIntoView({ block: 'end' }))
  }
  console.log(await tasks())
  expect(await unharmed(page)).toEqual(clean)
})

/** A few dozen that are hard for screens: markup, marks that turn text, names that objects have, long ones. */
const hard = [...ownNaughty.slice(0, 24), ...ownNaughty.filter((text) => text.includes('<') || text.includes('{')), 'W'.repeat(900)].filter(
  (text) => text.trim() !== '' && text.length <= 1_000,
)
/** What a person sees of it, apart from white space and from what no text can hold. */
const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

test('the hard ones through the real fields: posts, comments, search, profile', async ({ app }) => {
  const page = await app.visit('anna')
  await anna(page)
  const typed = async (field: string, text: string): Promise<string> => {
    const box = page.getByRole(field === 'Find people' ? 'searchbox' : 'textbox', { name: field, exact: true })
    // As a paste does it; what a field itself cannot hold, such as half a character, is the browser's to change.
    await box.evaluate((element, text) => {
      const input = element as HTMLInputElement
      input.focus()
      input.value = text
      input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }, text)
    return box.inputValue()
  }

  await goTo(page, '/discover')
  for (const text of hard) {
    await typed('Find people', text.slice(0, 100))
    await expect(page.getByRole('searchbox', { name: 'Find people' })).toBeVisible() // the page stands
  }

  // Every third one: what a field does to words is the same for all, and as acts all of them are posted above.
  const some = hard.filter((_, nth) => nth % 3 === 0)
  let posted = 0
  // It is said for some seconds, so what stood there at once is noted as it comes.
  const told = await page.evaluateHandle(() => {
    const told = { most: 0 }
    new MutationObserver(() => {
      const said = [...document.querySelectorAll('.toast-text')].filter(({ textContent }) => textContent === 'Posted')
      told.most = Math.max(told.most, said.length)
    }).observe(document.body, { subtree: true, childList: true })
    return told
  })
  for (const text of some) {
    await goTo(page, '/create')
    const words = await typed('Your words', text)
    const rights = page.getByRole('checkbox', { name: 'I hold the rights to what I post.' })
    await rights.check()
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(page).toHaveURL(/\/post\//)
    posted++
    const id = new URL(page.url()).pathname.slice('/post/'.length)
    const stored = await page.evaluate((content) => {
      const post = window.mesi.ask('content', { content })
      return ('caption' in post && post.caption?.text) || ''
    }, id)
    expect(squeezed(stored)).toBe(squeezed(words))
    await expect.poll(async () => squeezed((await page.getByRole('article').first().innerText()) ?? '')).toContain(squeezed(stored))
  }
  expect(posted).toBe(some.length)
  const { most } = await told.jsonValue()
  expect(most, 'what is said once more takes the place of the same words').toBe(1)

  for (const text of hard.slice(0, 8)) {
    await typed('Say something', text)
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Say something' })).toHaveValue('')
  }
  expect(await unharmed(page)).toEqual(clean)
  await settled(page)
})

/** Where there are fields, and what opens them. */
const places: readonly (readonly [to: string, ...taps: string[]])[] = [
  ['/welcome', 'Set up a new account', 'Real Persona', 'Next', 'I agree'],
  ['/create'],
  ['/gallery', 'New collection'],
  ['/me/edit'],
  ['/u/ben', 'Tip'],
  ['/wallet', 'Top up'],
  ['/wallet', 'Deposit'],
  ['/wallet', 'Send'],
  ['/wallet', 'Withdraw'],
  ['/wallet', 'Exchange'],
  ['/world'],
  ['/join'],
  ['/handbook'],
  ['/discover'],
]

test('every field of every screen takes the hard ones, and the screen stands', async ({ app }) => {
  const page = await app.visit('anna')
  await anna(page)
  const met: string[] = []
  for (const [to, ...taps] of places) {
    await goTo(page, to)
    for (const name of taps) {
      // A card lies over its choice.
      const card = page.locator('label', { has: page.getByRole('radio', { name }) })
      await page.getByRole('button', { name, exact: true }).or(card).first().click()
    }
    const fields = page.getByRole('textbox').or(page.getByRole('searchbox')).or(page.getByRole('combobox')).filter({ visible: true })
    await expect(fields.first()).toBeVisible()
    for (const field of await fields.all()) {
      met.push(
        `${to} ${await field.evaluate((element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? element.ariaLabel ?? '')}`,
      )
      await field.evaluate((element, strings) => {
        const input = element as HTMLInputElement
        if (!('value' in input) || input.readOnly) return
        for (const text of strings) {
          input.value = text
          for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }))
        }
      }, hard)
    }
    await expect(fields.first()).toBeVisible()
    await page.keyboard.press('Escape')
  }
  console.log(met.join('\n'))
  expect(await unharmed(page)).toEqual(clean)
})
