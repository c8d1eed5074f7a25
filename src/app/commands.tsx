/** What the palette offers besides people and posts. */
import { inLanguage, t } from '../language'
import { useNavigate } from '@solidjs/router'
import ArrowDownToLine from 'lucide-solid/icons/arrow-down-to-line'
import ArrowLeftRight from 'lucide-solid/icons/arrow-left-right'
import ArrowUpRight from 'lucide-solid/icons/arrow-up-right'
import BookOpen from 'lucide-solid/icons/book-open'
import CirclePlus from 'lucide-solid/icons/circle-plus'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import Clock3 from 'lucide-solid/icons/clock-3'
import Columns2 from 'lucide-solid/icons/columns-2'
import Contrast from 'lucide-solid/icons/contrast'
import FastForward from 'lucide-solid/icons/fast-forward'
import FileDown from 'lucide-solid/icons/file-down'
import FileUp from 'lucide-solid/icons/file-up'
import FlaskConical from 'lucide-solid/icons/flask-conical'
import Globe from 'lucide-solid/icons/globe'
import Keyboard from 'lucide-solid/icons/keyboard'
import Landmark from 'lucide-solid/icons/landmark'
import Moon from 'lucide-solid/icons/moon'
import Pause from 'lucide-solid/icons/pause'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import Scale from 'lucide-solid/icons/scale'
import Shapes from 'lucide-solid/icons/shapes'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import Sun from 'lucide-solid/icons/sun'
import Split from 'lucide-solid/icons/split'
import SunMoon from 'lucide-solid/icons/sun-moon'
import Unplug from 'lucide-solid/icons/unplug'
import Video from 'lucide-solid/icons/video'
import UserPlus from 'lucide-solid/icons/user-plus'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import Wifi from 'lucide-solid/icons/wifi'
import WifiOff from 'lucide-solid/icons/wifi-off'
import { type Accessor, createMemo, createSignal, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Face } from '../areas/accounts/ui/Face'
import { createPersonasHere } from '../areas/accounts/ui/personasHere'
import { hasInstruments, showInstrument } from '../director/dock'
import { createSpeed, lookBackTo, speeds } from '../director/moving'
import type { Scenario } from '../scenarios/scenario'
import { useSession } from '../ui/session'
import { exactly } from '../ui/Time'
import { say } from '../ui/toast'
import { datesIn } from './dates'
import { open } from './opened'
import { places } from './places'
import { setContrast, setTheme } from './preferences'
import { isPane } from './tabStore'
import { nameOf } from './towns'

/** What a command is listed under. */
export const groupWords = {
  Do: t`Do`,
  'Go to': t`Go to`,
  Be: t`Be`,
  Time: t`Time`,
  Rules: t`Rules`,
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
  ['12 months', t`A year on`],
] as const

export interface Commands {
  /** All that makes sense here and now, for whoever is here. */
  readonly always: Accessor<readonly Command[]>
  /** What exactly is typed, where that is the name of something: a day, the id of a rule. */
  readonly meant: Accessor<readonly Command[]>
}

export function createCommands(typed: Accessor<string>): Commands {
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
            make(t`Post something`, CirclePlus, to('/create'), t`new droplet vibe moment create generator ai`),
            make(t`Top up`, Plus, to('/wallet?do=top-up'), t`buy money card`),
            make(t`Deposit`, ArrowDownToLine, to('/wallet?do=deposit'), t`receive coins crypto address usdc`),
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
      make(t`More contrast`, Contrast, () => setContrast('more'), t`theme high look stronger`),
      make(t`Usual contrast`, Contrast, () => setContrast('usual'), t`theme normal less look`),
      make(t`Contrast as the system`, Contrast, () => setContrast('system'), t`theme auto look`),
      session.status().state === 'offline'
        ? make(t`Go online`, Wifi, () => void session.mesi.peers.online(true), t`offline line connect network`)
        : make(t`Go offline`, WifiOff, () => void session.mesi.peers.online(false, true), t`offline line cut connection network`),
      make(t`Export this world`, FileDown, to('/world?do=export'), t`save file backup`),
      make(t`Import a world`, FileUp, to('/world?do=import'), t`file open bring in restore`),
      make(t`Start this world over`, RotateCcw, to('/world?do=reset'), t`reset anew empty delete begin again`),
      make(t`Record what I do`, Video, to('/record'), t`scenario tour test recorder`),
      ...(hasInstruments()
        ? [
            make(t`Director's instruments`, Clapperboard, () => showInstrument('who'), t`who clock what if devices world panel`),
            make(
              t`What goes wrong with this device`,
              Unplug,
              () => showInstrument('devices'),
              t`faults instruments slow line cut network disk full host away`,
            ),
          ]
        : []),
      make(t`Show all keys`, Keyboard, () => open('keys'), t`shortcuts help`),
    ]
  }

  const goings = (): readonly Command[] => [
    ...places.map(({ to: path, label, icon: picture, key, ...place }) => ({
      id: `to ${path}`,
      group: 'Go to' as const,
      label,
      ...('also' in place ? { also: place.also } : {}),
      hint: `g ${key}`,
      picture: icon(picture),
      does: to(path),
    })),
    { id: 'to world', group: 'Go to', label: t`World and devices`, hint: 'g d', picture: icon(Globe), does: to('/world') },
    ...(['bay', 'busy'] as const).map((town) => ({
      id: `to ${town}`,
      group: 'Go to' as const,
      label: nameOf(town),
      also: t`demo world town people full`,
      picture: icon(Globe),
      does: () => location.assign(`/?world=${town}`),
    })),
    ...(session.me() === undefined
      ? []
      : [
          {
            id: 'to standing',
            group: 'Go to' as const,
            label: t`Your standing`,
            also: t`flags decisions appeals reports`,
            picture: icon(ShieldCheck),
            does: to('/standing'),
          },
        ]),
    { id: 'to desk', group: 'Go to', label: t`The desk`, also: t`moderators cases reports queue`, picture: icon(Scale), does: to('/desk') },
    {
      id: 'to admin',
      group: 'Go to',
      label: t`The admin’s desk`,
      also: t`policy lab parameters black flags rules`,
      picture: icon(Landmark),
      does: to('/desk/admin'),
    },
    {
      id: 'to lab',
      group: 'Go to',
      label: t`Policy lab`,
      also: t`admin rules numbers what would change`,
      picture: icon(FlaskConical),
      does: to('/desk/admin?tab=lab'),
    },
    {
      id: 'to stage',
      group: 'Go to',
      label: t`Side by side`,
      also: t`stage panes split screen people devices`,
      picture: icon(Columns2),
      does: to('/stage'),
    },
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

  const told = async (work: () => Promise<unknown>, otherwise: string) => {
    try {
      await work()
    } catch (error) {
      say(error instanceof Error ? error.message : otherwise, { kind: 'warn' })
    }
  }
  const leap = (by: string | Date) =>
    told(async () => {
      await session.mesi.clock.advance(by)
      say(t`It is now ${exactly(session.mesi.clock.now())}`)
    }, t`The clock could not be moved.`)
  const lookBack = (moment?: number) => told(() => lookBackTo(session, moment), t`The past could not be opened.`)
  const speed = createSpeed(session)
  const runs = (): readonly Command[] => {
    const make = (label: string, picture: typeof Sun, does: () => void): Command => ({
      id: `run ${label}`,
      group: 'Time',
      label,
      also: t`clock time run fast pause`,
      hint: t`For everybody in this world, for good`,
      picture: icon(picture),
      does,
    })
    return [
      ...(speed() === undefined ? [] : [make(t`Pause the clock`, Pause, () => session.mesi.clock.pause())]),
      ...speeds
        .filter(({ times }) => times !== speed())
        .map(({ times, label }) =>
          make(
            t`Run the clock: ${label}`,
            FastForward,
            () => void told(() => session.mesi.clock.run(times), t`The clock could not be moved.`),
          ),
        ),
    ]
  }
  const times = (): readonly Command[] => {
    if (session.past()) return []
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
      // What runs is shown around the whole page, which a pane is only a part of.
      ...(session.peer().isHost && !isPane() ? runs() : []),
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
  /** A day is gone to: ahead of now for everybody, before now by looking back. */
  const dates = (text: string): readonly Command[] => {
    if (session.past()) return []
    const { isHost, genesis } = session.peer()
    const now = session.mesi.clock.now()
    return datesIn(text, now).flatMap((at): readonly Command[] => {
      const make = (label: string, picture: typeof Sun, does: () => void, hint?: string): Command => ({
        id: `date ${at}`,
        group: 'Time',
        label,
        ...(hint ? { hint } : {}),
        picture: icon(picture),
        does,
      })
      if (at > now)
        return isHost
          ? [make(t`Go on to ${exactly(at)}`, FastForward, () => void leap(new Date(at)), t`For everybody in this world, for good`)]
          : []
      return at < genesis.begins ? [] : [make(t`Look back to ${exactly(at)}`, Clock3, () => void lookBack(at))]
    })
  }
  const clauses = Object.entries(session.mesi.clauses())
  /** By its id, such as TIP-3 or tip3. Letters alone are a word, and may be the beginning of anything. */
  const rules = (text: string): readonly Command[] => {
    const sought = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
    if (!/^[A-Z]+\d/.test(sought)) return []
    return clauses
      .flatMap(([id, clause]) => {
        const plain = id.replaceAll('-', '')
        return plain.startsWith(sought) ? [{ id, clause, isWhole: plain === sought }] : []
      })
      .toSorted((a, b) => Number(b.isWhole) - Number(a.isWhole))
      .map(({ id, clause }) => ({
        id: `rule ${id}`,
        group: 'Rules',
        label: `${id}: ${inLanguage(clause.text)}`,
        picture: icon(BookOpen),
        does: to(`/handbook#${id}`),
      }))
  }
  // Not once more for each letter that is typed.
  const always = createMemo(() => [...doings(), ...goings(), ...beings(), ...times(), ...tours()])
  const meant = createMemo(() => [...dates(typed()), ...rules(typed())])
  return { always, meant }
}
