/** Rule tests in the real log: devices that write rows, out of touch or not, and engines that fold them. No signatures: nothing here looks at one. */
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { hashOf } from '../../src/kit/bytes'
import { Engine, startOf } from '../../src/log/engine'
import { makeRow, writeBody } from '../../src/log/rows'
import type { Body, Genesis, Ref, Row } from '../../src/log/types'
import { BEGINS, DAY, type Deed, HOST } from './given'
import { unfiltered } from './policy'

const rules = compose(areas)

/** A world with these parameters. Its engines stand ten years behind its beginning, so that no row lies in the future. */
export function worldWith(parameters: Readonly<Record<string, number | string>>) {
  const genesis: Genesis = {
    v: 1,
    name: 'rules',
    nonce: 'nonce',
    seed: 1,
    begins: BEGINS,
    host: HOST,
    root: hashOf('platform root'),
    version: 1,
    parameters: { ...unfiltered(areas), ...parameters },
    parent: null,
    base: null,
  }
  const start = startOf(genesis)
  return { world: start.world, engine: () => new Engine(rules, start, { local: () => 0, host: () => BEGINS + 3_650 * DAY }) }
}

const refOf = ({ body, hash }: Row): Ref => ({ device: body.device, seq: body.seq, hash })

/**
 * Writes deeds as rows of one world. Deeds name what other deeds made by the deeds' ids; here they are renamed to the rows' hashes.
 * `seen`: the rows that the author had seen of others.
 */
export function scribe(world: string) {
  const heads = new Map<string, Ref>()
  const names = new Map<string, string>()
  const named = (data: object) =>
    JSON.parse([...names].reduce((text, [deed, row]) => text.replaceAll(deed, row), JSON.stringify(data))) as Deed['data']
  return (deed: Deed, stamp: number, seen: readonly Row[]): Row => {
    const head = heads.get(deed.device)
    const body: Body = {
      v: 1,
      world,
      device: deed.device,
      seq: (head?.seq ?? 0) + 1,
      prev: head?.hash ?? null,
      stamp,
      seen: seen.map(refOf).filter(({ device }) => device !== deed.device),
      type: deed.type,
      data: named(deed.data),
    }
    const row = makeRow(writeBody(body), body)
    heads.set(deed.device, refOf(row))
    names.set(deed.id, row.hash)
    return row
  }
}
