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
import { For } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { categories, type Category } from '../events'
import './CategoryPills.css'

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
  const toggle = (category: Category, on: boolean) =>
    props.onChange(categories.filter((one) => (one === category ? on : props.chosen.includes(one))))
  return (
    <fieldset class="category-pills">
      <legend class="field-label">Categories</legend>
      <For each={categories}>
        {(category) => (
          <label class="pill">
            <input
              type="checkbox"
              class="unseen"
              checked={props.chosen.includes(category)}
              onChange={(event) => toggle(category, event.currentTarget.checked)}
            />
            <Dynamic component={pictures[category]} aria-hidden="true" />
            {wordFor(category)}
          </label>
        )}
      </For>
    </fieldset>
  )
}

export const wordFor = (category: Category): string => category.charAt(0).toUpperCase() + category.slice(1)
