/** The clock of a world: a month on for everybody, and back in time for one's own eyes. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const jelle = hands('jelle', 'a')

export const lookingBack = scenario({
  id: 'looking-back',
  title: 'A month on, and back',
  tells: 'Jelle writes in autumn and again a month later. The world remembers both: look at it as it was, and come back to now.',
  world: 'empty',
  cover: '/bay/noa-full-moon-nkWB2A9j.webp',
  cast: cast('jelle'),
  peers: ['a'],
  steps: [
    jelle.go('/', { chapter: 'A month on', say: 'Jelle keeps a diary of the coast.' }),
    jelle.joins(),
    jelle.does('content.published', textPost('The first frost is on the dunes.'), {
      expect: [{ text: 'The first frost is on the dunes.' }],
    }),
    jelle.later('1 month', { say: 'The clock of this world moves on by a month, for everybody in it.' }),
    jelle.does('content.published', textPost('And now the geese have come.'), { say: 'He writes again.' }),
    jelle.wait(),
    jelle.tap('button', '1 new', {
      expect: [{ text: 'And now the geese have come.' }, { question: 'feed', args: {}, at: 'items.length', is: 2 }],
    }),

    jelle.tap('button', 'Search or do something', { part: true, chapter: 'And back', say: 'Everything can be done from one line.' }),
    jelle.tap('combobox', 'What are you looking for?', { say: 'Type what you want: to look back.' }, 'Look back'),
    jelle.tap('option', 'Look back', { part: true, expect: [{ text: 'Back to now' }] }),
    jelle.tap('slider', 'Moment', {
      key: 'Home',
      say: 'The bar holds every moment of this world. At its beginning there was nothing, and nobody.',
      expect: [
        { gone: 'And now the geese have come.' },
        { gone: 'The first frost is on the dunes.' },
        { text: 'Nothing has been posted yet' },
      ],
    }),
    jelle.tap('slider', 'Moment', {
      key: 'End',
      say: 'At its end everything is as it is now.',
      expect: [{ text: 'And now the geese have come.' }],
    }),
    jelle.tap('button', 'Back to now', { say: 'Looking back changes nothing.', expect: [{ gone: 'Back to now' }] }),
  ],
})
