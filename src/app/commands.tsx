/** What the palette offers besides people and posts. */
import { inLanguage, t } from '../language'
import { useNavigate } from '@solidjs/router'
import ArrowLeftRight from 'lucide-solid/icons/arrow-left-right'
import ArrowUpRight from 'lucide-solid/icons/arrow-up-right'
import CirclePlus from 'lucide-solid/icons/circle-plus'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import Clock3 from 'lucide-solid/icons/clock-3'
import FastForward from 'lucide-solid/icons/fast-forward'
import Globe from 'lucide-solid/icons/globe'
import Keyboard from 'lucide-solid/icons/keyboard'
import Landmark from 'lucide-solid/icons/landmark'
import Moon from 'lucide-solid/icons/moon'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import Shapes from 'lucide-solid/icons/shapes'
import Sun from 'lucide-solid/icons/sun'
import Split from 'lucide-solid/icons/split'
import SunMoon from 'lucide-solid/icons/sun-moon'
import Video from 'lucide-solid/icons/video'
import UserPlus from 'lucide-solid/icons/user-plus'
import UserRound from 'lucide-solid/icons/user-round'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import { createMemo, createSignal, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Face } from '../areas/accounts/ui/Face'
import { createPersonasHere } from '../areas/accounts/ui/personasHere'
import type { Scenario } from '../scenarios/scenario'
import { useSession } from '../ui/session'
import { exactly } from '../ui/Time'
import { say } from '../ui/toast'
import { open } from './opened'
import { places } from './places'
import { setTheme } from './preferences'
import { nameOf } from './towns'

/** What a command is listed under. */
export const groupWords = {
  Do: t`Do`,
  'Go to': t`Go to`,
  Be: t`Be`,
  Time: t`Time`,
  Tours: t`Tours`,
  People: t`People`,
  Posts: t`Posts`,
} as const

export interface Command {
  readonly id: string
  readonly group: keyof typeof groupWords
  readonly label: string
  /** Further words by which it is found. */
  readonly also?: string
  /** Beside the label: more about it, or its keys. */
  readonly hint?: string
  /** Made where it is shown: there may be a thousand people, and a line for six. */
  readonly picture: () => JSX.Element
  readonly does: () => void
}

const leaps = [
  ['1h', t`An hour on`],
  ['1d', t`A day on`],
  ['7d', t`A week on`],
  ['1 month', t`A month on`],
] as const

/** All that makes sense here and now, for whoever is here. */
export function createCommands(): () => readonly Command[] {
  const session = useSession()
  const navigate = useNavigate()
  const personas = createPersonasHere()
  const icon = (picture: typeof Sun) => () => <Dynamic component={picture} aria-hidden="true" />
  const to = (path: string) => () => navigate(path)

  const doings = (): readonly Command[] => {
    const make = (label: string, picture: typeof Sun, does: () => void, also = ''): Command => ({
      id: label,
      group: 'Do',
      label,
      also,
      picture: icon(picture),
      does,
    })
    const isMe = session.me() !== undefined
    return [
      ...(isMe
        ? [
            make(t`Post something`, CirclePlus, to('/create'), t`new droplet vibe moment create`),
            make(t`Top up`, Plus, to('/wallet?do=top-up'), t`buy money card deposit`),
            make(t`Send money`, ArrowUpRight, to('/wallet?do=send'), t`transfer pay`),
            make(t`Exchange money`, ArrowLeftRight, to('/wallet?do=exchange'), t`convert currency`),
            make(t`Withdraw`, Landmark, to('/wallet?do=withdraw'), t`pay out bank`),
            make(t`Edit your profile`, Pencil, to('/me/edit'), t`name handle picture bio`),
          ]
        : []),
      make(isMe ? t`Add an account` : t`Sign up`, UserRoundPlus, to('/welcome'), t`new persona account`),
      ...(session.peer().isHost ? [make(t`Invite a device`, UserPlus, to('/world?do=invite'), t`link qr pair phone`)] : []),
      make(t`Dark colours`, Moon, () => setTheme('dark'), t`theme night look`),
      make(t`Light colours`, Sun, () => setTheme('light'), t`theme day look`),
      make(t`Colours as the system`, SunMoon, () => setTheme('system'), t`theme auto look`),
      make(t`Record what I do`, Video, to('/record'), t`scenario tour test recorder`),
      make(t`Show all keys`, Keyboard, () => open('keys'), t`shortcuts help`),
    ]
  }

  const goings = (): readonly Command[] => [
    ...places.map(({ to: path, label, icon: picture, key }) => ({
      id: `to ${path}`,
      group: 'Go to' as const,
      label,
      hint: `g ${key}`,
      picture: icon(picture),
      does: to(path),
    })),
    ...(session.me() === undefined
      ? []
      : [
          {
            id: 'to me',
            group: 'Go to' as const,
            label: t`Your profile`,
            hint: 'g p',
            picture: icon(UserRound),
            does: to(`/u/${session.me()}`),
          },
        ]),
    { id: 'to world', group: 'Go to', label: t`World and devices`, hint: 'g d', picture: icon(Globe), does: to('/world') },
    ...(['bay', 'busy'] as const).map((town) => ({
      id: `to ${town}`,
      group: 'Go to' as const,
      label: nameOf(town),
      also: t`demo world town people full`,
      picture: icon(Globe),
      does: () => location.assign(`/?world=${town}`),
    })),
    { id: 'to tours', group: 'Go to', label: t`Tours`, also: t`scenarios guided demo`, picture: icon(Clapperboard), does: to('/tours') },
    { id: 'to parts', group: 'Go to', label: t`Parts`, also: t`design system gallery tokens`, picture: icon(Shapes), does: to('/parts') },
  ]

  const beings = (): readonly Command[] =>
    personas()
      .filter(({ face, unfinished }) => !unfinished && face.account !== session.me())
      .map(({ face }) => ({
        id: `be ${face.account}`,
        group: 'Be',
        label: t`Be ${face.name}`,
        also: t`become persona account ${face.handle ?? ''}`,
        ...(face.handle ? { hint: `@${face.handle}` } : {}),
        picture: () => <Face face={face} bare size="s" />,
        does: () => {
          session.be(face.account)
          say(t`You are ${face.name} now.`)
        },
      }))

  const times = (): readonly Command[] => {
    if (session.past()) return []
    const leap = async (by: string) => {
      try {
        await session.mesi.clock.advance(by)
        say(t`It is now ${exactly(session.mesi.clock.now())}`)
      } catch (error) {
        say(error instanceof Error ? error.message : t`The clock could not be moved.`, { kind: 'warn' })
      }
    }
    const lookBack = async () => {
      try {
        const { openPast } = await import('../peer/past')
        session.lookBack(await openPast(session.peer()))
      } catch (error) {
        say(error instanceof Error ? error.message : t`The past could not be opened.`, { kind: 'warn' })
      }
    }
    return [
      ...(session.peer().isHost
        ? leaps.map(([by, label]) => ({
            id: `leap ${by}`,
            group: 'Time' as const,
            label,
            also: t`clock time jump forward advance`,
            hint: t`For everybody in this world, for good`,
            picture: icon(FastForward),
            does: () => void leap(by),
          }))
        : []),
      {
        id: 'look back',
        group: 'Time',
        label: t`Look back`,
        also: t`time travel past history clock`,
        picture: icon(Clock3),
        does: () => void lookBack(),
      },
      {
        id: 'what if',
        group: 'Time',
        label: t`What if`,
        also: t`fork other future suppose rule`,
        picture: icon(Split),
        does: to('/what-if'),
      },
    ]
  }
  // What there is to see is known a moment later; nobody waits for it.
  const [shelf, setShelf] = createSignal<readonly Scenario[]>([])
  void import('../scenarios').then((found) => setShelf(found.shelf))
  const tours = (): readonly Command[] =>
    shelf().map(({ id, title, tells }) => ({
      id: `tour ${id}`,
      group: 'Tours',
      label: inLanguage(title),
      also: t`tour scenario ${inLanguage(tells)}`,
      picture: icon(Clapperboard),
      does: to(`/tours/${id}`),
    }))
  // Not once more for each letter that is typed.
  return createMemo(() => [...doings(), ...goings(), ...beings(), ...times(), ...tours()])
}
