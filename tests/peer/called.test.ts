import { expect, test } from 'vitest'
import { questions } from '../../src/areas/asked'
import type { Question } from '../../src/areas/area'
import { actCalled, argsOf } from '../../src/peer/called'
import type { Mesi } from '../../src/peer/mesi'
import { hands } from '../../src/scenarios/hands'
import type { Session } from '../../src/ui/session'
import { mesiOf, newWorld } from '../support/peers'

const asked = (name: string) => questions.get(name) as Question<unknown>

test('an act that is mistyped is no act of a newer version: the door names those that there are', () => {
  expect(actCalled('tips.sent')).toBe('tips.sent')
  expect(() => actCalled('tips.snet')).toThrow(/^No act is called "tips\.snet"\. There are: accounts\.invited, .*tips\.sent/)
})

test('a question that was given something else says what it takes, and what of it is not so', () => {
  expect(argsOf(asked('wallet'), undefined)).toEqual({})
  expect(() => argsOf(asked('quoteTip'), { to: 'A'.repeat(43), ammount: 5 })).toThrow(
    'The question "quoteTip" takes to, content?, currency, amount. Not so: currency, amount, ammount.',
  )
  expect(() => argsOf(asked('tipTerms'), { size: 1 })).toThrow('The question "tipTerms" takes nothing. Not so: size.')
  expect(() => argsOf(asked('profile'), 'anna')).toThrow('The question "profile" takes account. Not so: all of it.')
})

test('whoever scripts is told in plain words what is no answerable question, no id, no words and no number', async () => {
  const mesi = mesiOf(await newWorld())
  const name = 'Last in mesi.ask stands { as?, at? }: for whom, and of when. Not so:'
  expect(() => mesi.ask('feed', {}, 'mesi' as never)).toThrow(`${name} mesi.`)
  expect(() => mesi.ask('feed', {}, { who: 'mesi' } as never)).toThrow(`${name} who.`)
  const { id } = (await mesi.act('mesi', 'accounts.handleClaimed', { handle: 'A!' })) as { readonly id?: never }
  await expect(mesi.why(id as never)).rejects.toThrow('An act is named by its id, and undefined is none.')
  await expect(mesi.verdict(id as never)).rejects.toThrow('An act is named by its id, and undefined is none.')
  expect(() => mesi.write('mesi', undefined as never)).toThrow('What "mesi" writes is missing')
  await expect(mesi.peers.slow(-5)).rejects.toThrow('in milliseconds, is a whole number from 0 on, and not -5.')
  await expect(mesi.scenario.play('first-droplet', Number.NaN)).rejects.toThrow('A step is a whole number from 1 on, and not NaN.')
})

test('who is refused a name or a handle has no account: a script that joins comes in as they are called, or not at all', async () => {
  const mesi = mesiOf(await newWorld())
  await expect(mesi.join('ai', { name: 'Ann', handle: 'A!' })).rejects.toThrow('Not so: handle.')
  await expect(mesi.join('real', { name: 'Another Mesi', handle: 'mesi' })).rejects.toThrow(/handle/)
  expect(mesi.personas().map(({ handle }) => handle)).toEqual(['mesi'])
  const account = await mesi.join('real', { name: 'Ann', handle: 'ann' })
  expect(mesi.ask('profile', { account })).toMatchObject({ name: 'Ann', handle: 'ann', policyAccepted: true })
  expect(mesi.personas().map(({ handle }) => handle)).toEqual(['mesi', 'ann'])
})

// Where the compiler finds nothing to expect here, an area is not exported with `satisfies`: then its acts may be called anything.
test('the compiler knows the acts and the questions by name: what is mistyped in a script, a scenario or a screen is no program', () => {
  const notRun = (mesi: Mesi, session: Session, id: string): readonly unknown[] => [
    mesi.act('anna', 'accounts.followed', { account: id }),
    // @ts-expect-error no act is called so
    mesi.act('anna', 'accounts.folowed', { account: id }),
    // @ts-expect-error nobody is named
    mesi.act('anna', 'accounts.followed', {}),
    // @ts-expect-error there is no such entry
    mesi.act('anna', 'accounts.followed', { account: id, note: 'hello' }),
    mesi.act('anna', 'accounts.followed', { acount: id } as never),

    mesi.ask('profileByHandle', { handle: 'anna' })?.name,
    // @ts-expect-error no question is called so
    mesi.ask('profileOf', { handle: 'anna' }),
    // @ts-expect-error it takes a handle
    mesi.ask('profileByHandle', { name: 'anna' }),
    // @ts-expect-error it answers nothing of that kind
    mesi.ask('profileByHandle', { handle: 'anna' })?.nickname,
    // @ts-expect-error what was once so is told later
    mesi.ask('feed', {}, { at: 0 }).items,

    hands('anna', 'a').does('content.liked', { content: { $made: 'letter' } }),
    // @ts-expect-error whom, and not what
    hands('anna', 'a').does('content.liked', { account: { $account: 'ben' } }),
    hands('anna', 'a').wait({ expect: [{ question: 'profileByHandle', args: { handle: 'ben' }, at: 'name', is: 'Ben' }] }),
    // @ts-expect-error no question is called so
    hands('anna', 'a').wait({ expect: [{ question: 'profileOf', args: { handle: 'ben' }, is: null }] }),
    // @ts-expect-error it takes a handle
    hands('anna', 'a').wait({ expect: [{ question: 'profileByHandle', args: { name: 'ben' }, is: null }] }),

    session.act({ type: 'accounts.followed', data: { account: id } }),
    // @ts-expect-error nobody is named
    session.act({ type: 'accounts.followed', data: {} }),
  ]
  expect(notRun).toBeTypeOf('function')
})
