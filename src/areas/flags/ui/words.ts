/** How flags are spoken of on screens. */
import { t } from '../../../language'
import type { Breach } from '../events'
import type { Grade, Standing } from '../rules'

export const breachWords: { readonly [B in Breach]: { readonly label: string; readonly says: string } } = {
  illegal: { label: t`It is illegal`, says: t`Threats, fraud, or anything else that the law forbids.` },
  copyright: { label: t`It is somebody else’s work`, says: t`Used without the right to it.` },
  unethical: { label: t`It harasses or is indecent`, says: t`Hate, harassment, or anything unethical.` },
  'low quality': { label: t`It is spam or off-topic`, says: t`Very low quality, or not what it says it is.` },
  policy: { label: t`It is against the content policy`, says: t`The Mesi Content Policy forbids it.` },
  rules: { label: t`It breaks another rule`, says: t`Or it is not what Mesi is for.` },
}

export const gradeWords: { readonly [G in Grade]: string } = {
  violation: t`Violation`,
  yellow: t`Yellow flag`,
  red: t`Red flag`,
  black: t`Black flag`,
}

export const levelWords: { readonly [L in Standing['level']]: { readonly title: string; readonly says: string; readonly kind: Kind } } = {
  good: { title: t`In good standing`, says: t`No flags in force.`, kind: 'good' },
  yellow: { title: t`Yellow flag in force`, says: t`You can do everything as before.`, kind: 'warn' },
  red: {
    title: t`Red flag in force`,
    says: t`Your uploads need more information, and the larger they are, the more. The flag fades by itself.`,
    kind: 'bad',
  },
  black: { title: t`Waiting for an admin`, says: t`Until a black flag has been reviewed, nothing new can be published.`, kind: 'bad' },
  suspended: {
    title: t`Suspended for a time`,
    says: t`It ends by itself. Until then nothing is published, and no rewards are earned.`,
    kind: 'bad',
  },
  banned: {
    title: t`Banned`,
    says: t`This account can no longer publish, or contact others. Decisions can still be appealed.`,
    kind: 'bad',
  },
}
type Kind = 'good' | 'warn' | 'bad'
