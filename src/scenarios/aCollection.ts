/** A gallery of one's own: texts and a photo, put together in a collection. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const anjali = hands('anjali', 'a')

export const aCollection = scenario({
  id: 'a-collection',
  title: 'A collection',
  tells: 'Anjali has a gallery with a photo and two poems, and makes a collection of what belongs together.',
  world: 'empty',
  cover: '/bay/anjali-marigold-WsLXfY5R.webp',
  cast: cast('anjali'),
  peers: ['a'],
  steps: [
    anjali.go('/', { chapter: 'The gallery', say: 'Anjali has posted a photo and two poems.' }),
    anjali.joins(),
    anjali.does('content.published', textPost('Seven steps to the sea'), { makes: 'sea' }),
    anjali.does('content.published', textPost('The night class'), { makes: 'class' }),
    anjali.does('content.published', textPost('Marigold', { media: 'image', files: [{ $file: 'marigold.jpg' }] }), { makes: 'photo' }),
    anjali.go('/gallery', { say: 'Her gallery holds all of it, by kind, by tag, by date.', expect: [{ text: 'Seven steps to the sea' }] }),
    anjali.tap('button', 'New collection', { chapter: 'What belongs together', say: 'Two of them belong together.' }),
    anjali.type('Name', 'By the water'),
    anjali.tap('button', 'Create', {
      causes: { act: 'content.collectionCreated', data: { name: { $words: 'By the water' } }, makes: 'collection' },
      expect: [{ text: 'Nothing in it yet' }],
    }),
    anjali.tap('button', 'Add posts'),
    anjali.tap('checkbox', 'Seven steps to the sea', {
      part: true,
      causes: { act: 'content.collectionItemAdded', data: { collection: { $made: 'collection' }, content: { $made: 'sea' } } },
    }),
    anjali.tap('checkbox', 'Marigold', {
      part: true,
      causes: { act: 'content.collectionItemAdded', data: { collection: { $made: 'collection' }, content: { $made: 'photo' } } },
    }),
    anjali.tap('button', 'Done', {
      say: 'A post may sit in several collections, and stays in the gallery all the while.',
      expect: [{ question: 'collection', args: { collection: { $made: 'collection' } }, at: 'count', is: 2 }, { text: '2 posts' }],
    }),
  ],
})
