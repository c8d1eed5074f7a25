/** An honest report and what becomes of it: sealed to the desk, a case, a yellow flag, and the one it concerns is told why. */
import { hands, textPost } from './hands'
import { cast } from './people'
import { scenario } from './scenario'

const [mesi, marisol, declan, zeyna] = [hands('mesi', 'a'), hands('marisol', 'a'), hands('declan', 'a'), hands('zeyna', 'a')] as const
const insult = 'Declan is as funny as a broken gate, and somebody should stop him.'
const reasons = 'This attacks or harasses somebody, or is indecent.'

export const honestReport = scenario({
  id: 'honest-report',
  title: 'An honest report',
  tells: 'Declan reports a post that insults him. Only the desk can read it. Marisol decides, and Zeyna is told what she did and why.',
  world: 'empty',
  cover: '/bay/noa-storm-desk-Z4spXOEU.webp',
  cast: cast('mesi', 'marisol', 'zeyna', 'declan'),
  peers: ['a'],
  steps: [
    declan.go('/', { chapter: 'The report', say: 'A small town: Zeyna posts, Declan tells jokes, and Marisol looks after the desk.' }),
    marisol.joins(),
    mesi.does('accounts.roleGranted', { account: { $account: 'marisol' }, role: 'moderator' }),
    zeyna.joins(),
    zeyna.does('content.published', textPost(insult), { makes: 'insult' }),
    declan.joins({ expect: [{ text: insult }] }),
    declan.go('/report/content/{made:insult}', { say: 'Declan finds a post about himself that goes too far.' }),
    declan.tap('radio', 'It harasses or is indecent', { part: true }),
    declan.type('In your words', 'This is about me, and it is an insult.', { say: 'He says why in his own words.' }),
    declan.tap('button', 'Send to the desk', {
      say: 'It is locked before it leaves: only the desk can read it, neither Zeyna nor anybody else.',
      causes: { reports: { $made: 'insult' }, breach: 'unethical', words: 'This is about me, and it is an insult.', makes: 'report' },
      expect: [{ text: 'It is with the desk' }],
    }),

    marisol.comes({ chapter: 'The desk', say: 'Marisol takes her night shift.' }),
    marisol.go('/desk', { expect: [{ text: 'One new report' }] }),
    marisol.tap('button', 'Open new reports', {
      say: 'She opens what only the desk can read. It becomes a case that does not say who reported it.',
      causes: { opens: { $made: 'report' }, makes: 'case' },
    }),
    marisol.tap('link', 'A post by Zeyna Karadere', { part: true, expect: [{ text: 'This is about me, and it is an insult.' }] }),
    marisol.tap('button', 'Show what it is about', {
      say: 'What may hurt to see stays hidden until she asks for it.',
      expect: [{ text: insult }],
    }),
    marisol.tap('button', 'Claim this case', {
      say: 'She claims the case, so that nobody else decides it at the same time.',
      causes: { act: 'moderation.claimed', data: { case: { $made: 'case' } } },
    }),
    marisol.tap('radio', '3 Yellow flag'),
    marisol.tap('button', 'Decide, and on to the next', {
      say: 'A yellow flag, with reasons that are addressed to Zeyna.',
      causes: {
        act: 'moderation.decided',
        makes: 'decision',
        data: { case: { $made: 'case' }, version: '0', outcome: 'yellow', breach: 'unethical', reasons: { $words: reasons } },
      },
    }),
    marisol.later('10m', { say: 'For ten minutes she could take it back. After that it counts.' }),
    marisol.wait(),

    zeyna.comes({ chapter: 'Zeyna is told' }),
    zeyna.go('/standing', {
      say: 'Zeyna sees where she stands, which clause it rests on, and what was decided. She could appeal.',
      expect: [{ text: 'Yellow flag in force' }, { question: 'standing', args: {}, at: 'level', is: 'yellow' }],
    }),
    zeyna.tap('tab', 'Decisions', { expect: [{ text: reasons }] }),
  ],
})
