/** Where one can go from everywhere: the rail and the bottom bar, the letters behind `g`, and the palette. */
import { t } from '../language'
import Bell from 'lucide-solid/icons/bell'
import BookOpen from 'lucide-solid/icons/book-open'
import CirclePlay from 'lucide-solid/icons/circle-play'
import CirclePlus from 'lucide-solid/icons/circle-plus'
import Compass from 'lucide-solid/icons/compass'
import Droplet from 'lucide-solid/icons/droplet'
import Images from 'lucide-solid/icons/images'
import Settings from 'lucide-solid/icons/settings'
import UserRound from 'lucide-solid/icons/user-round'
import WalletIcon from 'lucide-solid/icons/wallet'

/** `key`: the letter that follows `g`. `wide`: where there is no room for it, the head of the page or the corner menu leads there. */
export const places = [
  { to: '/', label: t`Feed`, icon: Droplet, key: 'f' },
  { to: '/discover', label: t`The Buzz`, icon: Compass, key: 'b' },
  { to: '/vibes', label: t`Vibes`, icon: CirclePlay, key: 'v', wide: true },
  { to: '/create', label: t`Create`, icon: CirclePlus, key: 'c' },
  { to: '/gallery', label: t`Gallery`, icon: Images, key: 'g' },
  { to: '/me', label: t`You`, icon: UserRound, key: 'p' },
  { to: '/wallet', label: t`Wallet`, icon: WalletIcon, key: 'w', wide: true },
  { to: '/notices', label: t`Notices`, icon: Bell, key: 'n', wide: true },
  { to: '/handbook', label: t`Handbook`, icon: BookOpen, key: 'h', wide: true },
  { to: '/settings', label: t`Settings`, icon: Settings, key: 's', wide: true, also: t`language español theme keys` },
] as const
