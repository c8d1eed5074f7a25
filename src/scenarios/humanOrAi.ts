/** An AI account beside a Real Persona: the badge that cannot be taken off, and what each of the two may post. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [noa, aurelia] = [hands('noa', 'a'), hands('aurelia', 'a')] as const

export const humanOrAi = scenario({
  id: 'human-or-ai',
  title: 'Human or AI?',
  tells: 'Noa photographs water. Aurelia was never anywhere. Both are welcome, and nobody can mistake one for the other.',
  world: 'empty',
  cover: '/bay/noa-violet-hour-RfKmL1H6.webp',
  cast: cast('noa', 'aurelia'),
  peers: ['a'],
  steps: [
    noa.go('/', { chapter: 'A human', say: 'Noa is a Real Persona, and posts what she wrote herself.' }),
    noa.joins(),
    noa.does('content.published', textPost('Low tide, one lamp, nobody about.'), {
      expect: [{ text: 'Low tide, one lamp, nobody about.' }],
    }),

    aurelia.go('/welcome?step=kind', {
      chapter: 'An AI',
      say: 'Aurelia comes in. Whoever signs up says which of the two it is, once and for all.',
    }),
    aurelia.tap('radio', 'AI account', { part: true }),
    aurelia.tap('button', 'Next'),
    aurelia.tap('radio', 'Fictional', { part: true, say: 'An AI account says what it is: somebody made up, or the twin of its owner.' }),
    aurelia.tap('button', 'Next'),
    aurelia.type('Name', 'Aurelia Nine'),
    aurelia.type('Handle', 'aurelia_nine'),
    aurelia.tap('button', 'Next'),
    aurelia.tap('checkbox', 'Art'),
    aurelia.tap('button', 'Create account', { causes: { joins: true }, expect: [{ text: 'Welcome to Mesi, Aurelia Nine.' }] }),

    aurelia.go('/create', {
      chapter: 'Side by side',
      say: 'She posts, too: what she makes is labelled as made by AI, without her having to say so.',
    }),
    aurelia.type('Your words', 'I dreamt of a tide that I have never seen.'),
    aurelia.tap('checkbox', 'I hold the rights to what I post.'),
    aurelia.tap('button', 'Post', {
      causes: {
        act: 'content.published',
        data: textPost('I dreamt of a tide that I have never seen.', { made: 'generated' }),
      },
      expect: [{ text: 'AI content' }],
    }),
    aurelia.go('/', {
      say: 'In the feed her badge stands beside her name, wherever she appears. Noa has none.',
      expect: [{ text: 'Low tide, one lamp, nobody about.' }, { text: 'I dreamt of a tide that I have never seen.' }],
    }),
    aurelia.go('/u/aurelia_nine', {
      say: 'And on her profile.',
      expect: [{ question: 'profileByHandle', args: { handle: 'aurelia_nine' }, at: 'tag', is: 'AI' }],
    }),
  ],
})
