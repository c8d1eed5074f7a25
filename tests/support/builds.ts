/** Another build of Mesi than this one (K18): the next, which knows a further kind of act and answers otherwise to an old one. */
import { takeSeat } from '../../src/areas/accounts/tables'
import { type Rules, table } from '../../src/log/rules'
import { rules } from '../../src/peer/life'

const DAY = 86_400_000

/** What somebody pledged is held for some days, and then let go. */
export const pledges = table<{ readonly by: string; readonly until: number; readonly isHeld: boolean }>('pledges.pledges')

export const nextBuild: Rules = {
  ...rules,
  version: rules.version + 1,
  tables: [...rules.tables, pledges],
  since: (type) => (type === 'pledges.made' ? rules.version + 1 : rules.since(type)),
  judge(tools, event) {
    const { id, body } = event
    if (body.type === 'content.liked' && tools.version > rules.version)
      return { why: 'refused', clauses: [{ id: 'LOG-1', facts: { path: 'nobody likes anything any more' } }] }
    if (body.type !== 'pledges.made') return rules.judge(tools, event)
    const by = takeSeat(tools, body.device, false)
    if (typeof by !== 'string') return { why: 'refused', clauses: [by] }
    const days = Number(body.data['pledge'])
    if (days === 13) throw new Error('a bug of the next build')
    const until = tools.now + days * DAY
    tools.put(pledges, id, { by, until, isHeld: true })
    tools.later(until, 'pledges', id)
    return null
  },
  timers: {
    ...rules.timers,
    pledges(tools, id) {
      const pledge = tools.get(pledges, id)
      if (pledge?.until === tools.now) tools.put(pledges, id, { ...pledge, isHeld: false })
    },
  },
  threw: () => {}, // that it throws is known
}
