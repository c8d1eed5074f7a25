/** From nothing to the first tip: two people, two browsers, one photo. */
import { hands, signsUp, tipped, toppedUp } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const people = cast('anna', 'ben')
const photo = { $made: 'photo' }
const anna = hands('anna', 'a')
const ben = hands('ben', 'b')

export const firstDroplet = scenario({
  id: 'first-droplet',
  title: 'The first droplet',
  tells: 'Anna signs up and shares a photo. Ben comes in by her invitation, sees it, and tips her five euros.',
  world: 'empty',
  cover: '/bay/noa-mist-tHM-GDs1.webp',
  cast: { anna: { ...people.anna, categories: ['art'] }, ben: { ...people.ben, categories: ['travel'] } },
  peers: ['a', 'b'],
  steps: [
    anna.go('/welcome', { chapter: 'Anna arrives', say: 'A world with nobody in it yet. Anna is the first to come.' }),
    ...signsUp(anna, 'Anna Berger', 'anna', 'Art'),

    anna.go('/create', { chapter: 'A photo', say: 'She shares a photo that she took with her phone.' }),
    anna.give('Choose files', 'morning.jpg', {
      say: 'Where it was taken, and with what, is removed before anybody else sees it.',
      expect: [{ text: 'device details' }],
    }),
    anna.type('Caption', 'Morning light on the river'),
    anna.tap('checkbox', 'Chill'),
    anna.tap('checkbox', 'I hold the rights to what I post.'),
    anna.tap('button', 'Post', {
      causes: {
        act: 'content.published',
        makes: 'photo',
        data: {
          form: 'droplet',
          media: 'image',
          files: [{ $file: 'morning.jpg' }],
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

    ben.go(
      { invitedBy: 'a' },
      {
        chapter: 'Ben comes in',
        say: 'Ben opens her invitation on his own device. No server stands between the two.',
        expect: [{ question: 'profileByHandle', args: { handle: 'anna' }, at: 'handle', is: 'anna' }],
      },
    ),
    ...signsUp(ben, 'Ben Okoro', 'ben', 'Travel'),
    ben.go('/', {
      say: 'Her photo is here already.',
      expect: [
        { question: 'feed', args: {}, at: 'items.0.caption.text', is: 'Morning light on the river' },
        { text: 'Morning light on the river' },
      ],
    }),

    ben.go('/wallet', {
      chapter: 'Five euros',
      say: 'To tip her, Ben needs some money. It is play money, and the bookkeeping is exact.',
      expect: [{ text: 'No movement yet' }],
    }),
    ben.tap('button', 'Top up'),
    ben.tap('radio', 'Sunny card', { part: true }),
    ben.type('Amount', '20'),
    ben.tap('button', 'Pay 20.00 EUR', {
      causes: toppedUp(20_00),
      expect: [{ question: 'wallet', args: {}, at: 'balances.0.posted', is: 20_00 }],
    }),
    ben.tap('button', 'Done'),

    ben.go('/', { say: 'Back to her photo, and five euros for the light.' }),
    ben.tap('button', 'Tip Anna Berger for this post'),
    ben.type('Amount', '5'),
    ben.type('A few words', 'For the light'),
    ben.tap('button', 'Send 5.00 EUR', {
      causes: tipped({ to: { $account: 'anna' }, content: photo }, 5_00, { note: { $words: 'For the light' } }),
      expect: [{ text: 'Tip sent' }],
    }),
    ben.tap('button', 'Done'),

    anna.wait({ expect: [{ question: 'tipsOn', args: { on: photo }, at: 'items.0.words.text', is: 'For the light' }] }),
    ben.wait({
      expect: [
        { question: 'tipsOn', args: { on: photo }, at: 'items.0.standing', is: 'final' },
        { question: 'wallet', args: {}, at: 'balances.0', is: { currency: 'EUR', available: 15_00, held: 0, posted: 15_00 } },
      ],
    }),
    anna.go('/wallet', { say: 'Anna has it: ten percent stay with Mesi, the rest is hers.', expect: [{ text: 'For the light' }] }),
  ],
})
