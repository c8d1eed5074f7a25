/**
 * Ours: the real log, store, proofs and frames, with an area that holds nothing but these records. Each record is one act that passes the
 * gate of accounts, is checked against its shape and refused if its id is taken. The browser is its world's host.
 *
 * A list is one batch: signed once, judged, sealed, and put into segments with its seal in one strict transaction, as history that comes
 * in bulk is. A single record goes the way of every act of a person. A snapshot is saved at the end. What is synced travels as a peer sends
 * history: seals, then the rows that they cover.
 */
import { accounts } from '../../../../src/areas/accounts'
import { because } from '../../../../src/areas/area'
import { compose, parametersOf } from '../../../../src/areas/compose'
import { whole, z } from '../../../../src/areas/shapes'
import { randomBytes, toBase64, utf8, fromUtf8, concat } from '../../../../src/kit/bytes'
import { Engine, startOf } from '../../../../src/log/engine'
import { hostsOf, makeProver } from '../../../../src/log/proof'
import { genesisText, makeRow, makeSeal, readRow, readSeal, writeBody, writeSeal } from '../../../../src/log/rows'
import { table } from '../../../../src/log/rules'
import { makeSigner, openSigner } from '../../../../src/log/signing'
import { arrivalOf, makeInvitation, makePersonaKeys } from '../../../../src/peer/arriving'
import { createStore, openStore } from '../../../../src/store/store'
import { cut, decode, encode, TEXT_PER_FRAME } from '../../../../src/sync/frames'
import { offer } from '../harness.js'

const records = table('records.records')
const short = z.string().check(z.maxLength(100))
const put = {
  type: 'records.put',
  since: 1,
  data: z.strictObject({ id: short, by: short, kind: short, amt: whole(0, 1_000_000), at: whole(0, 9_000_000_000_000), msg: short }),
  rests: ['REC-1'],
  refuse: (w, { data }) => (w.get(records, data.id) ? because('REC-1', { id: data.id }) : undefined),
  apply: (w, act) => w.put(records, act.data.id, { ...act.data, author: act.by }),
}
const clauses = { 'REC-1': { text: 'A record is put once.', source: 'design' } }
const areas = [accounts, { name: 'records', tables: [records], clauses, parameters: {}, acts: [put] }]
const rules = compose(areas)
const clock = { local: () => performance.now(), host: () => Date.now() }
const WORLD = 'mesi world'

const values = (readings) =>
  readings.map((reading) => {
    if (!reading.ok) throw new Error(reading.why)
    return reading.value
  })

/** Signs acts as one batch behind what is here, and folds them. */
async function sign({ engine }, signer, acts) {
  const rows = []
  let draft = engine.draft(signer.id)
  for (const [i, { type, data }] of acts.entries()) {
    const body = { ...draft, type, data }
    const text = writeBody(body)
    const row = makeRow(i === acts.length - 1 ? (await signer.sign(text)) + text : text, body)
    rows.push(row)
    draft = { ...draft, seq: draft.seq + 1, prev: row.hash, seen: [] }
  }
  engine.add(rows)
  const refused = rows.find(({ hash }) => engine.openEntry(hash)?.verdict !== null)
  if (refused) throw new Error(`refused: ${JSON.stringify(engine.openEntry(refused.hash)?.verdict)}`)
  return rows
}

/** Seals what is pending. Answers what is to be kept of it; `rows` are not on the disk yet. */
async function seal(c, rows) {
  const body = c.engine.propose(c.engine.worldTime)
  const text = writeSeal(body)
  const made = makeSeal((await c.host.sign(text)) + text, body)
  const settlements = []
  c.engine.onSettled = (seal, settled) => settlements.push({ seal, settled })
  c.engine.add([], [made])
  c.engine.takeChanged()
  c.engine.takeJudged()
  c.history.rows.push(...rows)
  c.history.seals.push(made)
  return [settlements, new Map(rows.map(({ hash, text }) => [hash, text]))]
}

async function create() {
  const [host, owner] = [await makeSigner(), await makePersonaKeys('real')]
  const genesis = {
    v: 1,
    name: 'Records',
    nonce: toBase64(randomBytes(32)),
    seed: 0,
    begins: Date.now(),
    host: host.id,
    root: host.id,
    version: 1,
    parameters: { ...parametersOf(areas), 'accounts.firstAdmin': owner.account },
    parent: null,
    base: null,
  }
  const start = startOf(genesis)
  const store = await createStore({ genesis: genesisText(genesis), peer: '' })
  await store.putKeys([
    { id: 'device/host', kind: 'device', value: host.keep() },
    { id: 'device/owner', kind: 'device', value: owner.device.keep() },
  ])
  const c = { genesis, store, host, owner: owner.device, engine: new Engine(rules, start, clock), history: { rows: [], seals: [] } }
  const invitation = await makeInvitation()
  const invited = { key: invitation.key, uses: 10, until: Date.now() + 86_400_000 }
  const rows = await sign(c, host, [{ type: 'accounts.invited', data: invited }])
  rows.push(...(await sign(c, owner.device, await arrivalOf(start.world, owner, invitation))))
  await store.settle(...(await seal(c, rows)))
  localStorage.setItem(WORLD, start.world)
  return c
}

async function reopen(world) {
  const store = await openStore({ world, peer: '' })
  const { genesis, snapshot, seals, rows } = await store.load()
  const engine = new Engine(rules, { world, snapshot }, clock)
  engine.add(values(rows.map(readRow)), values(seals.map(readSeal)))
  return { genesis: JSON.parse(genesis), store, engine, snapshot, history: { rows: [], seals: [] } }
}

async function withKeys(c) {
  for (const name of ['host', 'owner']) c[name] ??= await openSigner((await c.store.key(`device/${name}`)).value)
  return c
}

offer({
  open() {
    const world = localStorage.getItem(WORLD)
    return world ? reopen(world) : create()
  },
  async write(c, lists) {
    await withKeys(c)
    const keeping = []
    for (const list of lists) {
      const acts = list.map((data) => ({ type: 'records.put', data }))
      // The next list is signed and judged while this one goes to the disk, which keeps them in order.
      keeping.push(c.store.settle(...(await seal(c, await sign(c, c.owner, acts)))))
    }
    await Promise.all(keeping)
    await c.store.saveSnapshot(c.engine.snapshot())
  },
  async one(c, record) {
    const act = { type: 'records.put', data: record }
    const verdict = c.engine.try(c.owner.id, act.type, act.data)
    if (verdict) throw new Error('refused')
    const kept = await c.store.appendOwn(c.owner.id, await sign(c, c.owner, [act]))
    if (!kept.ok) throw new Error('another tab was first')
  },
  count: ({ engine }) => engine.rowsOf(records).size,
  get: ({ engine }, id) => engine.read(records, id),
  async replica(a) {
    await withKeys(a)
    const pending = a.engine.pendingRows()
    if (pending.length > 0) await a.store.settle(...(await seal(a, [])))
    a.history = { rows: [], seals: [] }
    const snapshot = a.engine.snapshot()
    const engine = new Engine(rules, { world: a.engine.world, snapshot }, { local: clock.local })
    const prover = makeProver({ world: engine.world, host: hostsOf(a.genesis), proofs: areas.flatMap((area) => area.proofs ?? []) })
    prover.settled(engine.heads.values())
    return { engine, prover }
  },
  async sync(a, b) {
    let wire = 0
    const travel = (message) => {
      const frame = encode(message)
      wire += frame.length
      return values([decode(frame)])[0]
    }
    const last = { number: b.engine.last.number, hash: b.engine.last.hash }
    const have = travel({ type: 'vector', whole: true, more: false, last, refs: b.engine.vector() })
    const known = new Map(have.refs.map(({ device, seq }) => [device, seq]))
    const news = a.history.rows.filter(({ body }) => body.seq > (known.get(body.device) ?? 0))
    // Seals first, as history comes: then a seal proves the rows behind it by their hashes, and they are judged once, at their place.
    const bytes = utf8(a.history.seals.map(({ text }) => text).join('\n'))
    const frames = Math.ceil(bytes.length / TEXT_PER_FRAME)
    const parts = Array.from({ length: frames }, (_, i) => bytes.subarray(i * TEXT_PER_FRAME, (i + 1) * TEXT_PER_FRAME))
    const sent = parts.map((part, i) => travel({ type: 'seals', more: i + 1 < frames, last: false, bytes: part }).bytes)
    const sealTexts = fromUtf8(concat(...sent)).split('\n')
    const { seals } = await b.prover.prove('a', [], values(sealTexts.map(readSeal)))
    b.engine.add([], seals)
    for (const part of cut(news, 1_000, ({ text }) => text.length + 1)) {
      const { texts } = travel({ type: 'rows', ask: 0, last: false, texts: part.map(({ text }) => text) })
      const { proven, unfounded } = await b.prover.prove('a', values(texts.map(readRow)))
      b.engine.add(proven, [], unfounded)
    }
    if (b.engine.last.sum !== a.engine.last.sum) throw new Error('the replicas differ')
    return wire
  },
})
