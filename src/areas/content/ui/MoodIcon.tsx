import CloudRain from 'lucide-solid/icons/cloud-rain'
import Palmtree from 'lucide-solid/icons/tree-palm'
import PartyPopper from 'lucide-solid/icons/party-popper'
import Smile from 'lucide-solid/icons/face-slightly-smiling'
import { Dynamic } from 'solid-js/web'
import type { Mood } from '../events'

const icons = { happy: Smile, sad: CloudRain, chill: Palmtree, party: PartyPopper } as const

/** The picture of a mood; its name stands beside it. */
export function MoodIcon(props: { readonly mood: Mood }) {
  return <Dynamic component={icons[props.mood]} aria-hidden="true" />
}
