/**
 * What the desk of the bay has seen: a report that was cleared, a yellow flag that an appeal did not lift and one that it did, two checks,
 * and what waits there today. No dice are thrown here, so that nothing else of the story falls otherwise.
 */
import type { Breach } from '../areas/flags/events'
import type { Outcome } from '../areas/moderation/events'
import type { Who } from './cast'
import type { Post } from './posts'

/** One thing is reported or found once: its report, its case and the decision about it go by its post. */
export type DeskDeed =
  | { readonly do: 'report'; readonly post: Post; readonly breach: Breach; readonly words: string }
  | { readonly do: 'look into' | 'claim'; readonly post: Post }
  | { readonly do: 'check' | 'checked'; readonly check: string }
  | { readonly do: 'find'; readonly post: Post; readonly breach: Breach; readonly check: string }
  | { readonly do: 'decide'; readonly post: Post; readonly outcome: Outcome; readonly breach?: Breach; readonly reasons: string }
  | { readonly do: 'appeal'; readonly post: Post; readonly reasons: string }
  | { readonly do: 'answer'; readonly post: Post; readonly outcome: 'kept' | 'overturned'; readonly reasons: string }

const text = (
  id: string,
  by: Who,
  day: number,
  words: Pick<Post, 'caption' | 'tags' | 'moods' | 'category' | 'talk'> & Partial<Post>,
): Post => ({ id, by, day, show: [], form: 'droplet', audience: 'everyone', enhanced: false, tips: [], ...words })

/** Posts that the desk had to do with, all of them in words. Who saw them before says so below; nobody else came by. */
export const deskPosts: readonly Post[] = [
  text('declan-front-desk', 'declan', 55.2, {
    caption:
      'Still paying that gym. If you want your money back as well, ask for Killian at the front desk. Mornings, loudly, and bring friends.',
    tags: ['comedy', 'gym'],
    moods: ['happy'],
    category: 'comedy',
    talk: [['anjali', 3, 'He is nineteen, Declan.']],
  }),
  text('amadou-eel', 'amadou', 66.9, {
    caption:
      'Eel, for Friday. The skin comes off in one pull, like a wet sock. Do not look it in the eye. My other grandmother, word for word.',
    tags: ['family', 'recipe'],
    moods: ['happy'],
    category: 'food',
    talk: [
      ['kwabena', 56, 'I have been corrected by a fish. The book is back on its shelf, with a note in it.'],
      ['amadou', 57, 'Friday. You bring the bread.'],
    ],
  }),
  text('chichi-week-nine', 'chichi', 83.6, {
    caption: 'who has the answers for week nine. I can pay in biscuits',
    tags: ['student'],
    moods: ['happy'],
    category: 'lifestyle',
    talk: [],
  }),
]

const MINUTES = 1 / 1440

/** Who does what about which post, and on which day. @param post by its name */
export function deskScenes(post: (id: string) => Post): readonly (readonly [day: number, by: Who, deed: DeskDeed])[] {
  const [door, gym, eel, answers] = [
    post('aurelia-door-in-the-sea'),
    post('declan-front-desk'),
    post('amadou-eel'),
    post('chichi-week-nine'),
  ]
  const [loading, night, cat] = [post('declan-clip-loading'), post('anjali-clip-night-class'), post('marisol-cat')]
  /** A moderator opens a report and claims its case. */
  const takesUp = (day: number, by: Who, post: Post) =>
    [
      [day, by, { do: 'look into', post }],
      [day + 2 * MINUTES, by, { do: 'claim', post }],
    ] as const
  return [
    [
      19.5,
      'tomek',
      { do: 'report', post: door, breach: 'copyright', words: 'I own this door. Gatefold, 1974, second shelf. Somebody should compare.' },
    ],
    ...takesUp(19.62, 'kwabena', door),
    [
      19.95,
      'kwabena',
      {
        do: 'decide',
        post: door,
        outcome: 'clear',
        reasons: 'I borrowed the sleeve and laid them side by side. Two doors, two seas, and nothing else in common.',
      },
    ],

    [
      55.38,
      'anjali',
      { do: 'report', post: gym, breach: 'unethical', words: 'It is his first job. Five people have shouted at him since lunch.' },
    ],
    ...takesUp(55.6, 'marisol', gym),
    [
      55.6 + 9 * MINUTES,
      'marisol',
      {
        do: 'decide',
        post: gym,
        outcome: 'yellow',
        breach: 'unethical',
        reasons: 'The gym can take a joke. A boy with his name on it and a crowd sent to his desk cannot.',
      },
    ],
    [56.4, 'declan', { do: 'appeal', post: gym, reasons: 'It was a bit. Nobody was meant to go. I have brought Killian a cake.' }],
    [
      57.1,
      'kwabena',
      {
        do: 'answer',
        post: gym,
        outcome: 'kept',
        reasons: 'The cake does you credit. Five people went all the same, so it stays down and the flag stays.',
      },
    ],

    [67.02, 'chichi', { do: 'report', post: eel, breach: 'unethical', words: 'I was eating. I am no longer eating. is this allowed' }],
    ...takesUp(67.4, 'kwabena', eel),
    [
      67.4 + 14 * MINUTES,
      'kwabena',
      { do: 'decide', post: eel, outcome: 'yellow', breach: 'unethical', reasons: 'Cruelty to an animal, told with relish.' },
    ],
    [
      68.2,
      'amadou',
      {
        do: 'appeal',
        post: eel,
        reasons: 'There is no relish, there are capers. It is page forty of a cookery book. Your own library lends it.',
      },
    ],
    [
      68.9,
      'marisol',
      {
        do: 'answer',
        post: eel,
        outcome: 'overturned',
        reasons: 'Page forty, as he says, and the eel is dead on page thirty-nine. Back up, with apologies to the grandmother.',
      },
    ],

    // Every week somebody looks at a sample; the next look is due today.
    [76.8, 'kwabena', { do: 'check', check: 'of week eleven' }],
    [76.8 + 40 * MINUTES, 'kwabena', { do: 'checked', check: 'of week eleven' }],
    [84.1, 'marisol', { do: 'check', check: 'of week twelve' }],
    [84.1 + 21 * MINUTES, 'marisol', { do: 'find', post: answers, breach: 'rules', check: 'of week twelve' }],
    [84.1 + 22 * MINUTES, 'marisol', { do: 'claim', post: answers }],
    [
      84.1 + 26 * MINUTES,
      'marisol',
      {
        do: 'decide',
        post: answers,
        outcome: 'remove',
        breach: 'rules',
        reasons: 'Answers to an exam are not for sale here, not even for biscuits.',
      },
    ],
    [84.1 + 50 * MINUTES, 'marisol', { do: 'checked', check: 'of week twelve' }],

    // Today.
    [
      91.41,
      'amadou',
      {
        do: 'report',
        post: loading,
        breach: 'low quality',
        words: 'It has been at ninety-nine per cent since the lunch service. I think it is broken.',
      },
    ],
    [91.58, 'marisol', { do: 'look into', post: loading }],
    [
      91.64,
      'chichi',
      {
        do: 'appeal',
        post: answers,
        reasons: 'week nine is ANJALI’S CLASS. the answers are left, left, right. I only see this now because I was busy with real exams',
      },
    ],
    [
      91.79,
      'lucia',
      {
        do: 'report',
        post: night,
        breach: 'policy',
        words: 'Back row, by the shoes: is that Oskar? He is nine, and so is the hour. Did anybody ask his mother?',
      },
    ],
    [
      91.92,
      'declan',
      { do: 'report', post: cat, breach: 'rules', words: 'The reviewer sleeps on the blanket. I request an independent cat.' },
    ],
  ]
}
