/** Pages in other languages, for tests that know the English names of things. */
import type { Page } from '@playwright/test'
import es from '../../src/language/es.json' with { type: 'json' }
import type { Language } from '../../src/language'
import { pseudo } from '../../src/language/pseudo'
import { allTexts } from '../language/texts'

const spanish: { readonly [english: string]: string } = es
const translate = (language: Language, english: string): string =>
  language === 'en' ? english : language === 'es' ? (spanish[english] ?? english) : pseudo(english)

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
const blanks = /\\\{\d+\\\}/g

/** What somebody who reads `language` sees where English says `name`: of all texts that this may be, any. */
export function spokenIn(language: Language): (name: string | RegExp) => string | RegExp {
  if (language === 'en') return (name) => name
  const texts = [...new Set(allTexts().texts.map(({ text }) => text))].map((text) => ({
    text,
    sample: text.replaceAll(/\{\d+\}/g, 'Anna'),
    pattern: new RegExp(`^${escaped(text).replaceAll(blanks, '.+')}$`),
  }))
  return (name) => {
    const exact = typeof name === 'string' ? texts.filter(({ text }) => text === name) : []
    const all =
      exact.length > 0 ? exact : texts.filter(({ sample, pattern }) => (typeof name === 'string' ? pattern.test(name) : name.test(sample)))
    const found = all.map(({ text }) => escaped(translate(language, text)).replaceAll(blanks, '.+'))
    return found.length === 0 ? name : new RegExp(`^(?:${found.join('|')})`)
  }
}

/** The same page, asked for things by their English names. */
export function inLanguage<P extends Page>(page: P, language: Language): P {
  const spoken = spokenIn(language)
  const texts = new Set(allTexts().texts.map(({ text }) => text))
  const isText = (text: string) => texts.has(text)
  const wrapped = <T extends object>(thing: T): T =>
    new Proxy(thing, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          const result: unknown = (value as (...args: unknown[]) => unknown).apply(
            target,
            args.map((arg, i) => translated(String(key), arg, i)),
          )
          return isLocator(result) ? wrapped(result) : result
        }
      },
    })
  const translated = (method: string, arg: unknown, at: number): unknown => {
    if (method === 'getByRole' && at === 1 && typeof arg === 'object' && arg !== null && 'name' in arg)
      return { ...arg, name: spoken(arg.name as string) }
    // What is searched for by the name of a command.
    if (method === 'fill' && at === 0 && isText(arg as string)) return translate(language, arg as string)
    return /^getBy(?:Text|Label|Placeholder|Title)$/.test(method) && at === 0 ? spoken(arg as string) : arg
  }
  return wrapped(page)
}

const isLocator = (value: unknown): value is object => typeof value === 'object' && value !== null && 'getByRole' in value
