/** The clock of a world: a month on for everybody, and back in time for one's own eyes. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const fenno = hands('fenno', 'a')

export const lookingBack = scenario({
  id: 'looking-back',
  title: 'A month on, and back',
  tells: 'Fenno writes in autumn and again a month later. The world remembers both: look at it as it was, and come back to now.',
  world: 'empty',
  cover: '/bay/noa-full-moon-nkWB2A9j.webp',
  cast: cast('fenno'),
  peers: ['a'],
  steps: [
    fenno.go('/', { chapter: 'A month on', say: 'Fenno keeps a diary of the coast.' }),
    fenno.joins(),
    fenno.does('content.published', textPost('The first frost is on the dunes.'), {
      expect: [{ text: 'The first frost is on the dunes.' }],
    }),
    fenno.later('1 month', { say: 'The clock of this world moves on by a month, for everybody in it.' }),
    fenno.does('content.published', textPost('And now the geese have come.'), { say: 'He writes again.' }),
    fenno.wait(),
    fenno.tap('button', '1 new', {
      expect: [{ text: 'And now the geese have come.' }, { question: 'feed', args: {}, at: 'items.length', is: 2 }],
    }),

    fenno.tap('button', 'Search or do something', { part: true, chapter: 'And back', say: 'Everything can be done from one line.' }),
    fenno.tap('combobox', 'What are you looking for?', { say: 'Type what you want: to look back.' }, 'Look back'),
    fenno.tap('option', 'Look back', { part: true, expect: [{ text: 'Back to now' }] }),
    fenno.tap('slider', 'Moment', {
      key: 'Home',
      say: 'The bar holds every moment of this world. At its beginning there was nothing, and nobody.',
      expect: [
        { gone: 'And now the geese have come.' },
        { gone: 'The first frost is on the dunes.' },
        { text: 'Nothing has been posted yet' },
      ],
    }),
    fenno.tap('slider', 'Moment', {
      key: 'End',
      say: 'At its end everything is as it is now.',
      expect: [{ text: 'And now the geese have come.' }],
    }),
    fenno.tap('button', 'Back to now', { say: 'Looking back changes nothing.', expect: [{ gone: 'Back to now' }] }),
  ],
})
