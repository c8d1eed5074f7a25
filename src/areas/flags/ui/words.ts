/** How flags are spoken of on screens. */
import type { Breach } from '../events'
import type { Grade, Standing } from '../rules'

export const breachWords: { readonly [B in Breach]: { readonly label: string; readonly says: string } } = {
  illegal: { label: 'It is illegal', says: 'Threats, fraud, or anything else that the law forbids.' },
  copyright: { label: 'It is somebody else’s work', says: 'Used without the right to it.' },
  unethical: { label: 'It harasses or is indecent', says: 'Hate, harassment, or anything unethical.' },
  'low quality': { label: 'It is spam or off-topic', says: 'Very low quality, or not what it says it is.' },
  policy: { label: 'It is against the content policy', says: 'The Mesi Content Policy forbids it.' },
  rules: { label: 'It breaks another rule', says: 'Or it is not what Mesi is for.' },
}

export const gradeWords: { readonly [G in Grade]: string } = {
  violation: 'Violation',
  yellow: 'Yellow flag',
  red: 'Red flag',
  black: 'Black flag',
}

export const levelWords: { readonly [L in Standing['level']]: { readonly title: string; readonly says: string; readonly kind: Kind } } = {
  good: { title: 'In good standing', says: 'No flag counts now.', kind: 'good' },
  yellow: { title: 'A yellow flag counts', says: 'You can do everything as before.', kind: 'warn' },
  red: {
    title: 'A red flag counts',
    says: 'What you upload has to come with more information, and with more the larger it is. It fades by itself.',
    kind: 'bad',
  },
  black: { title: 'Waiting for an admin', says: 'Until a black flag has been reviewed, nothing new can be published.', kind: 'bad' },
  suspended: {
    title: 'Suspended for a time',
    says: 'It ends by itself. Until then nothing is published, and no rewards are earned.',
    kind: 'bad',
  },
  banned: { title: 'Banned', says: 'This account can no longer publish or turn to others. A decision can still be appealed.', kind: 'bad' },
}
type Kind = 'good' | 'warn' | 'bad'
