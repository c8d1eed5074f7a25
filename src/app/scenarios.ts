/** What `window.mesi.scenario` does: the list of what can be played, and a tour that is opened at one of its steps. */
import type { Scenarios } from '../peer/sessions'

export const scenarios: Scenarios = {
  async list() {
    const { shelf } = await import('../scenarios')
    return shelf.map(({ id, title, tells, steps }) => ({ id, title, tells, steps: steps.length }))
  },
  async play(id, step = 1) {
    const { shelf } = await import('../scenarios')
    if (!shelf.some((scenario) => scenario.id === id))
      throw new Error(`There is no scenario ${id}, but ${shelf.map((one) => one.id).join(', ')}.`)
    const { arrival } = await import('../director/arrivals')
    return arrival(id, step - 1, () => {
      history.pushState(null, '', `/tours/${id}?step=${step}`)
      dispatchEvent(new PopStateEvent('popstate'))
    })
  },
}
