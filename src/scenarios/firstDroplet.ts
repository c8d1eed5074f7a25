/** From nothing to the first tip: two people, two browsers, one photo. */
import { type Deed, type Expectation, scenario, type Step, type Target, type Value } from './scenario'

const photo: Value = { $answer: { question: 'feed', args: {}, at: 'items.0.id' } }
const topUp = { currency: 'EUR', amount: 20_00, into: 'EUR' } as const
const tip = { to: { $account: 'anna' }, content: photo, currency: 'EUR', amount: 5_00 } as const

/** One person with one browser, and what they do in it. */
const hands = (as: string, on: string) => ({
  go: (to: string | { invitedBy: string }, expect: Expectation[] = []): Step => ({ as, on, do: 'go', to, expect }),
  tap: (role: string, name: string, more: { causes?: Deed; say?: string; part?: true; expect?: Expectation[] } = {}): Step => {
    const { part, ...rest } = more
    const target: Target = part ? { role, name, part } : { role, name }
    return { as, on, do: 'tap', target, ...rest }
  },
  type: (name: string, type: string): Step => ({ as, on, do: 'tap', target: { role: 'textbox', name }, type }),
  give: (name: string, file: string, expect: Expectation[]): Step => ({
    as,
    on,
    do: 'tap',
    target: { role: 'button', name },
    file,
    expect,
  }),
  wait: (expect: Expectation[]): Step => ({ as, on, do: 'wait', expect }),
})

/** From the first screen to an account. */
const signsUp = (who: ReturnType<typeof hands>, name: string, handle: string, category: string): Step[] => [
  who.tap('button', 'Set up a new account'),
  who.tap('radio', 'Real Persona', { part: true }),
  who.tap('button', 'Next'),
  who.tap('button', 'I agree', { say: 'A Real Persona promises that AI stays in the background.' }),
  who.type('Name', name),
  who.type('Handle', handle),
  who.tap('button', 'Next'),
  who.tap('checkbox', category),
  who.tap('button', 'Create account', { causes: { joins: true }, expect: [{ text: `Welcome to Mesi, ${name}.` }] }),
]

const anna = hands('anna', 'a')
const ben = hands('ben', 'b')

export const firstDroplet = scenario({
  id: 'first-droplet',
  title: 'The first droplet',
  tells: 'Anna signs up and shares a photo. Ben comes in by her invitation, sees it, and tips her five euros.',
  world: 'empty',
  cast: {
    anna: { kind: 'real', name: 'Anna Berger', handle: 'anna' },
    ben: { kind: 'real', name: 'Ben Okoro', handle: 'ben' },
  },
  peers: ['a', 'b'],
  steps: [
    anna.go('/welcome'),
    ...signsUp(anna, 'Anna Berger', 'anna', 'Art'),

    anna.go('/create'),
    anna.give('Choose files', 'upright.jpg', [{ text: 'Location, device details' }]),
    anna.type('Caption', 'Morning light on the river'),
    anna.tap('checkbox', 'Chill'),
    anna.tap('checkbox', 'I hold the rights to what I post.'),
    anna.tap('button', 'Post', {
      causes: {
        act: 'content.published',
        data: {
          form: 'droplet',
          media: 'image',
          files: [{ $file: 'upright.jpg' }],
          caption: { $words: 'Morning light on the river' },
          audience: 'everyone',
          moods: ['chill'],
          tags: [],
          rightsConfirmed: true,
          made: 'human',
          persona: 'none',
        },
      },
      expect: [{ question: 'feed', args: {}, at: 'items.0.author.handle', is: 'anna' }, { text: 'Morning light on the river' }],
    }),

    ben.go({ invitedBy: 'a' }, [{ question: 'profileByHandle', args: { handle: 'anna' }, at: 'handle', is: 'anna' }]),
    ...signsUp(ben, 'Ben Okoro', 'ben', 'Travel'),
    ben.go('/', [
      { question: 'feed', args: {}, at: 'items.0.caption.text', is: 'Morning light on the river' },
      { text: 'Morning light on the river' },
    ]),

    ben.go('/wallet'),
    ben.tap('button', 'Top up'),
    ben.tap('radio', 'Sunny card', { part: true }),
    ben.type('Amount', '20'),
    ben.tap('button', 'Pay 20.00 EUR', {
      causes: {
        act: 'ledger.toppedUp',
        data: { card: 'works', ...topUp, agreed: { $answer: { question: 'quoteTopUp', args: topUp, at: 'quote.agreed' } } },
      },
      expect: [{ question: 'wallet', args: {}, at: 'balances.0.posted', is: 20_00 }],
    }),
    ben.tap('button', 'Done'),

    ben.go('/'),
    ben.tap('button', 'Tip Anna Berger for this post'),
    ben.type('Amount', '5'),
    ben.type('A few words', 'For the light'),
    ben.tap('button', 'Send 5.00 EUR', {
      causes: {
        act: 'tips.sent',
        data: { ...tip, agreed: { $answer: { question: 'quoteTip', args: tip, at: 'quote.agreed' } }, note: { $words: 'For the light' } },
      },
      expect: [{ text: 'Tip sent' }],
    }),
    ben.tap('button', 'Done'),

    anna.wait([{ question: 'tipsOn', args: { on: photo }, at: 'items.0.words.text', is: 'For the light' }]),
    ben.wait([
      { question: 'tipsOn', args: { on: photo }, at: 'items.0.standing', is: 'final' },
      { question: 'wallet', args: {}, at: 'balances.0', is: { currency: 'EUR', available: 15_00, held: 0, posted: 15_00 } },
    ]),
    anna.go('/wallet', [{ text: 'For the light' }]),
  ],
})
