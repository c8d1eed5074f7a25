/** What the filter said of the posts and the faces of Mesi Bay, as `npm run bay` had it look at them. */
import type { Found } from '../areas/filter/events'
import said from './findings.json'

type Said = Omit<Found, 'subject'>

/** @param name of a post; `edited` for what it says after its edit @throws Error for a post that was not looked at */
export function saidOf(name: string): Said {
  const found = (said.posts as { readonly [name: string]: Omit<Said, 'filter'> })[name]
  if (!found) throw new Error(`the filter has not looked at ${name}`)
  return { ...found, filter: said.filter }
}

/** @param piece of the shipped pictures: a face, or a cover @throws Error for one that was not looked at */
export function saidOfPortrait(piece: string): Said {
  const found = (said.portraits as { readonly [piece: string]: Omit<Said, 'filter'> })[piece]
  if (!found) throw new Error(`the filter has not looked at ${piece}`)
  return { ...found, filter: said.filter }
}
