/** Where one can go from everywhere: the rail and the bottom bar, the letters behind `g`, and the palette. */
import Bell from 'lucide-solid/icons/bell'
import BookOpen from 'lucide-solid/icons/book-open'
import CirclePlus from 'lucide-solid/icons/circle-plus'
import Compass from 'lucide-solid/icons/compass'
import Droplet from 'lucide-solid/icons/droplet'
import Images from 'lucide-solid/icons/images'
import Settings from 'lucide-solid/icons/settings'
import WalletCards from 'lucide-solid/icons/wallet-cards'

/** `key`: the letter that follows `g`. `wide`: where there is no room for it, the corner menu leads there. */
export const places = [
  { to: '/', label: 'Feed', icon: Droplet, key: 'f' },
  { to: '/discover', label: 'The Buzz', icon: Compass, key: 'b' },
  { to: '/create', label: 'Create', icon: CirclePlus, key: 'c' },
  { to: '/gallery', label: 'Gallery', icon: Images, key: 'g' },
  { to: '/wallet', label: 'Wallet', icon: WalletCards, key: 'w' },
  { to: '/notices', label: 'Notices', icon: Bell, key: 'n', wide: true },
  { to: '/handbook', label: 'Handbook', icon: BookOpen, key: 'h', wide: true },
  { to: '/settings', label: 'Settings', icon: Settings, key: 's', wide: true },
] as const
