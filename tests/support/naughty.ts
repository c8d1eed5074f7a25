/** Texts that have broken programs before: the public Big List of Naughty Strings, and what it lacks for a product like this one. */
import blns from 'big-list-of-naughty-strings/blns.json' with { type: 'json' }

/** Written here: what the list leaves out or is younger than. */
export const ownNaughty: readonly string[] = [
  // Names that objects already have
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '{"__proto__":{"admin":true}}',
  // Halves of characters, which are not valid Unicode on their own
  '\ud800',
  '\udfff',
  'a\ud83d',
  '\udc00\ud800',
  // Spreadsheets run a cell that begins like this
  '=HYPERLINK("http://example.invalid","click")',
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '\t=1+1',
  "=cmd|' /C calc'!A0",
  // Marks that turn or hide text
  '\u202egnp.exe',
  '\u2066left\u2069',
  'two\u200bwords',
  '\u00ad\u00ad\u00ad',
  '\ufeffbegins with a mark',
  '\u3164',
  '\u034f\u115f',
  // Looks like another name
  'аdmin',
  'раураl',
  'mеsi',
  'ｍｅｓｉ',
  'm\u0435si\u0301',
  'I\u0307stanbul ıI',
  // The same to the eye, different in bytes
  'é',
  'e\u0301',
  'Å',
  'Å',
  // Long, tall and joined
  'W'.repeat(10_000),
  'x'.repeat(300),
  `Z${'\u0351\u034d'.repeat(200)}algo`,
  '👨‍👩‍👧‍👦'.repeat(50),
  '🏳️‍🌈🏴‍☠️🇺🇳',
  '👩🏽‍🚀',
  '\n'.repeat(100),
  '\0',
  'before\0after',
  '\u2028\u2029',
  // Markup and places where it is run
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></math>',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '"><script>alert(document.domain)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '`${7*7}`',
  '<a id=body name=cookie>',
  'url(javascript:alert(1))',
  '</textarea></title></script>',
  '[click](javascript:alert(1))',
  '%00%2e%2e%2f',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  'CON',
  'nul.txt',
  // Numbers that are none
  '1e400',
  '-0',
  'NaN',
  '0x10',
  '１２３',
  '٣',
  '1,000.5',
  '1.000,5',
  '9007199254740993',
  '１e３',
]

/** Every string once; the empty one is left out, since forms treat it as nothing written. */
export const naughty: readonly string[] = [...new Set<string>([...blns, ...ownNaughty])].filter((text) => text !== '')
