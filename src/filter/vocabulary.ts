/**
 * Single words. The English ones and how they vary come with the word matcher (obscenity); what follows says which of them mean anything here
 * and what else they stand in. A swear word alone breaks no rule. Its list knows no Spanish: words that are harmless there are excused.
 */
import { collapseDuplicatesTransformer, DataSet, englishDataset, RegExpMatcher, resolveLeetSpeakTransformer } from 'obscenity'
import { later } from '../language'
import type { Category } from './finding'
import { phrases } from './phrases'

export interface Meaning {
  readonly category: Category
  readonly sure: number
  readonly saw: string
}
const slur: Meaning = { category: 'hate', sure: 600, saw: later`a word that insults a group of people` }
const lewd: Meaning = { category: 'sexual', sure: 520, saw: later`a sexually explicit word` }

/** By the name that the package gives its phrases. What is not here is let pass. */
const meanings: { readonly [name: string]: Meaning | undefined } = {
  ...Object.fromEntries(
    ['africoon', 'arabush', 'boonga', 'chingchong', 'chink', 'fag', 'nigger', 'retard', 'tranny'].map((name) => [name, slur]),
  ),
  ...Object.fromEntries(
    [
      ...['bestiality', 'blowjob', 'buttplug', 'cum', 'deepthroat', 'dildo', 'doggystyle', 'double penetration', 'ejaculate', 'felch'],
      ...['fellatio', 'finger bang', 'fisting', 'gangbang', 'handjob', 'hentai', 'incest', 'jerk off', 'jizz', 'lubejob', 'masturbate'],
      ...['orgy', 'porn', 'pussy'],
    ].map((name) => [name, lewd]),
  ),
}

/** Words, names and phrases in which they stand innocently, in both languages, folded. */
const innocent = [
  ...['chink in', 'chinks in', 'fagot', 'fagus', 'fagoci', 'faggiol', 'retardant', 'retardo', 'retardar', 'niggard'],
  ...['cumpl', 'cum laude', 'cumin', 'cummerbund', 'cumming', 'cumana'],
  ...['pussycat', 'pussy cat', 'pussy willow', 'pussyfoot', 'pussy riot', 'food porn', 'foodporn', 'plant porn', 'pornic', 'corgy'],
]

/** Who speaks of explicit things in these words hardly offers them. */
const against = phrases([
  'report|reported|against|stop|fight|forbidden|banned|ban|prevention|addiction',
  'contra|denuncia|denunciar|no a (la|los|las)|prohibid(o|a)|adiccion|prevencion',
])

const words = innocent.reduce(
  (set, term) => set.addPhrase((phrase) => phrase.addWhitelistedTerm(term)),
  new DataSet<{ originalWord: string }>().addAll(englishDataset).removePhrasesIf(({ metadata }) => !meanings[metadata?.originalWord ?? '']),
)

const matcher = new RegExpMatcher({
  ...words.build(),
  blacklistMatcherTransformers: [
    resolveLeetSpeakTransformer(),
    // As the package's own, which its patterns are written for.
    collapseDuplicatesTransformer({ customThresholds: new Map(['b', 'e', 'o', 'l', 's', 'g'].map((letter) => [letter, 2])) }),
  ],
})

/** What single words of a folded text mean, each meaning once. */
export function meaningsIn(text: string): readonly Meaning[] {
  const readings = new Set([text, text.replace(/(.)\1{2,}/g, '$1')])
  const found = [...readings].flatMap((reading) => matcher.getAllMatches(reading))
  const means = found.flatMap((match) => meanings[words.getPayloadWithPhraseMetadata(match).phraseMetadata?.originalWord ?? ''] ?? [])
  const isSpokenAgainst = against.find({ text }).length > 0
  return [...new Set(means)].filter((meaning) => meaning !== lewd || !isSpokenAgainst)
}
