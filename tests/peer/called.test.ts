import { expect, test } from 'vitest'
import { questions } from '../../src/areas/asked'
import type { Question } from '../../src/areas/area'
import { actCalled, argsOf } from '../../src/peer/called'

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
