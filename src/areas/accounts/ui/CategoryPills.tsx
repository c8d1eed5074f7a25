import { t } from '../../../language'
import ChefHat from 'lucide-solid/icons/chef-hat'
import Cpu from 'lucide-solid/icons/cpu'
import Drama from 'lucide-solid/icons/drama'
import Dumbbell from 'lucide-solid/icons/dumbbell'
import Flame from 'lucide-solid/icons/flame'
import Gamepad from 'lucide-solid/icons/gamepad-2'
import GraduationCap from 'lucide-solid/icons/graduation-cap'
import Music from 'lucide-solid/icons/music'
import Palette from 'lucide-solid/icons/palette'
import Plane from 'lucide-solid/icons/plane'
import Shirt from 'lucide-solid/icons/shirt'
import Sofa from 'lucide-solid/icons/sofa'
import { Choices } from '../../../ui/Choice'
import { categories, type Category } from '../events'
import { categoryWords } from './words'

const pictures: Record<Category, typeof Music> = {
  music: Music,
  art: Palette,
  gaming: Gamepad,
  fitness: Dumbbell,
  lifestyle: Sofa,
  adult: Flame,
  comedy: Drama,
  education: GraduationCap,
  fashion: Shirt,
  food: ChefHat,
  travel: Plane,
  technology: Cpu,
}

interface CategoryPillsProps {
  readonly chosen: readonly Category[]
  readonly onChange: (chosen: readonly Category[]) => void
}

/** What somebody makes or likes, as pills to switch on and off. */
export function CategoryPills(props: CategoryPillsProps) {
  const options = categories.map((category) => {
    const Picture = pictures[category]
    return {
      value: category,
      label: categoryWords[category],
      get picture() {
        return <Picture aria-hidden="true" />
      },
    }
  })
  return <Choices legend={t`Categories`} options={options} values={props.chosen} onChange={(chosen) => props.onChange(chosen)} />
}
