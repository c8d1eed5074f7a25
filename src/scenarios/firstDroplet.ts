/** From nothing to the first tip: two people, two browsers, one photo. */
import { scenario, type Value } from './scenario'

const photo: Value = { $answer: { question: 'feed', args: {}, at: 'items.0.id' } }
const topUp = { currency: 'EUR', amount: 20_00, into: 'EUR' } as const
const tip = { to: { $account: 'anna' }, content: photo, currency: 'EUR', amount: 5_00 } as const

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
    { as: 'anna', on: 'a', do: 'go', to: '/welcome' },
    { as: 'anna', on: 'a', do: 'act', deed: { joins: true } },
    {
      as: 'anna',
      on: 'a',
      do: 'act',
      deed: {
        act: 'content.published',
        data: {
          form: 'droplet',
          media: 'image',
          files: [{ $file: 'upright.jpg' }],
          caption: { $words: 'Morning light on the river' },
          audience: 'everyone',
          moods: ['chill'],
          tags: ['river'],
          rightsConfirmed: true,
          made: 'human',
          persona: 'none',
        },
      },
      expect: [{ question: 'feed', args: {}, at: 'items.0.author.handle', is: 'anna' }],
    },
    {
      as: 'ben',
      on: 'b',
      do: 'go',
      to: { invitedBy: 'a' },
      expect: [{ question: 'profileByHandle', args: { handle: 'anna' }, at: 'handle', is: 'anna' }],
    },
    {
      as: 'ben',
      on: 'b',
      do: 'act',
      deed: { joins: true },
      expect: [{ question: 'feed', args: {}, at: 'items.0.caption.text', is: 'Morning light on the river' }],
    },
    {
      as: 'ben',
      on: 'b',
      do: 'act',
      deed: {
        act: 'ledger.toppedUp',
        data: { card: 'works', ...topUp, agreed: { $answer: { question: 'quoteTopUp', args: topUp, at: 'quote.agreed' } } },
      },
    },
    {
      as: 'ben',
      on: 'b',
      do: 'act',
      deed: {
        act: 'tips.sent',
        data: { ...tip, agreed: { $answer: { question: 'quoteTip', args: tip, at: 'quote.agreed' } }, note: { $words: 'For the light' } },
      },
    },
    { as: 'anna', on: 'a', do: 'wait', expect: [{ question: 'tipsOn', args: { on: photo }, at: 'count', is: 1 }] },
    {
      as: 'ben',
      on: 'b',
      do: 'wait',
      expect: [
        { question: 'tipsOn', args: { on: photo }, at: 'items.0.standing', is: 'final' },
        { question: 'wallet', args: {}, at: 'balances.0', is: { currency: 'EUR', available: 15_00, held: 0, posted: 15_00 } },
      ],
    },
  ],
})
