/** In which language the panes of a scenario speak, and what it finds there. */
import { inLanguage, type Language, language, localeOf } from '../language'
import type { Scenario } from '../scenarios/scenario'
import { spoken } from '../scenarios/spoken'

export interface SpokenHere {
  readonly scenario: Scenario
  readonly language: Language
}

/** In the language of this page; else in the one whose names it has: what was recorded, or names what the catalogue does not know. */
export async function spokenHere(scenario: Scenario): Promise<SpokenHere> {
  const own = scenario.language ?? 'en'
  if (own === language || scenario.language !== undefined) return { scenario, language: own }
  const { default: texts } = await import('../language/es.json')
  try {
    // As the panes, whose language is said, write it: in no region's way.
    return { scenario: spoken(scenario, { keys: Object.keys(texts), catalogue: inLanguage, locale: localeOf(language, []) }), language }
  } catch {
    return { scenario, language: own }
  }
}
