import { t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import BookOpen from 'lucide-solid/icons/book-open'
import Globe from 'lucide-solid/icons/globe'
import Scale from 'lucide-solid/icons/scale'
import Settings from 'lucide-solid/icons/settings'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import UserRound from 'lucide-solid/icons/user-round'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import { Menu, type MenuItem } from '../../../ui/Menu'
import { useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import type { Face as FaceOf, Profile } from '../views'
import { Face } from './Face'
import { createPersonasHere } from './personasHere'
import './PersonaMenu.css'

/** Who I am, in the corner of every screen: go to what is mine, or become another persona of this browser, of whom there may be many. */
export function PersonaMenu(props: { readonly me: Profile }) {
  const session = useSession()
  const navigate = useNavigate()
  const personas = createPersonasHere()
  const become = (face: FaceOf) => {
    if (face.account === session.me()) return
    session.be(face.account)
    say(t`You are ${face.name} now.`)
  }
  const items = (): readonly MenuItem[] => [
    {
      label: t`Your profile`,
      picture: <UserRound aria-hidden="true" />,
      does: () => navigate(`/u/${props.me.handle ?? props.me.account}`),
    },
    { label: t`Your standing`, picture: <ShieldCheck aria-hidden="true" />, does: () => navigate('/standing') },
    ...(props.me.roles.length > 0 ? [{ label: t`The desk`, picture: <Scale aria-hidden="true" />, does: () => navigate('/desk') }] : []),
    { label: t`World`, picture: <Globe aria-hidden="true" />, does: () => navigate('/world') },
    { label: t`Handbook`, picture: <BookOpen aria-hidden="true" />, does: () => navigate('/handbook') },
    { label: t`Settings`, picture: <Settings aria-hidden="true" />, does: () => navigate('/settings') },
    ...personas()
      .filter(({ unfinished }) => !unfinished)
      .map(({ face }, i) => ({
        label: face.name,
        apart: i === 0,
        shown: <Persona face={face} />,
        checked: face.account === session.me(),
        does: () => become(face),
      })),
    { label: t`Add an account`, picture: <UserRoundPlus aria-hidden="true" />, does: () => navigate('/welcome') },
  ]
  return (
    <span class="persona-menu">
      <Menu label={t`${props.me.name}: your accounts`} items={items()} trigger={<Face face={props.me} bare />} />
    </span>
  )
}

function Persona(props: { readonly face: FaceOf }) {
  return (
    <span class="persona-option">
      <Face face={props.face} bare />
      <span class="persona-words">
        <strong>{props.face.name}</strong>
        <span>@{props.face.handle}</span>
      </span>
    </span>
  )
}
