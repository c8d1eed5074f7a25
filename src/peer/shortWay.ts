/**
 * The short way into a large world (K19): the host publishes its state at a seal, in pieces that its signed manifest names; a newcomer
 * takes them from whoever has them, and looks around while the history comes (`history.ts`). Pieces stay in memory: they are made again
 * when somebody asks, and a newcomer that is interrupted begins anew.
 */
import { type Bytes, concat, digestOf, utf8 } from '../kit/bytes'
import { pack } from '../kit/pack'
import {
  joinPieces,
  LONGEST_MANIFEST,
  type Manifest,
  type Packs,
  type Piece,
  piecesOf,
  readManifest,
  type Stand,
  tablesOf,
  writeManifest,
} from '../log/manifest'
import { hostsOf } from '../log/proof'
import { bodyText, signatureOf } from '../log/rows'
import { verify } from '../log/signing'
import type { Hash, KeptSnapshot } from '../log/types'
import { type BlobStore, CHUNK, chunksOf, type Snapshots } from '../sync/replica'
import { beginningOf } from './beginning'
import { rules } from './life'
import type { Peer } from './peer'
import type { Opened } from './pieces'
import type { Ticket } from './ticket'

/** Final rows from which on the short way pays: fewer are here sooner than a snapshot is made, signed and fetched. */
export const WORTH_IT = 2_000
/** So many rows behind the last seal that was published, another one is; a newcomer fetches what lies between as rows. */
const EVERY = 2_000

/** Why a snapshot was not taken: in a few words, for the log and for tests. */
export type Refusal = string

interface Published {
  readonly text: string
  readonly number: number
  readonly rows: number
}

export interface ShortWay extends Snapshots {
  /** Pieces before all other blobs. */
  over(blobs: BlobStore): BlobStore
  /** Why the last manifest that came was not taken, if one was not. */
  readonly refusal: Refusal | undefined
}

export function makeShortWay(peer: Peer): ShortWay {
  const pieces = new Map<Hash, Bytes>()
  const coming = new Map<Hash, { readonly of: Manifest; readonly size: number; readonly chunks: Map<number, Bytes> }>()
  /** What pieces say, by their place in the manifest: each is unpacked and looked through while the next one is on its way. */
  const opening = new Map<number, Promise<Opened | undefined>>()
  let published: Published | undefined
  let publishing: Promise<Published | undefined> | undefined
  let refusal: Refusal | undefined
  const refuse = (why: Refusal): undefined => void (refusal = why)

  // ---- the host

  const finalRows = () => [...peer.engine.heads.values()].reduce((sum, { seq }) => sum + seq, 0)

  async function publish(): Promise<Published | undefined> {
    const { snapshot } = await peer.atLastSeal()
    const fresh = new Map<Hash, Bytes>()
    const named: Piece[] = []
    for (const text of piecesOf(snapshot)) {
      const content = utf8(text)
      const bytes = await pack(text)
      const [hash, known] = await Promise.all([digestOf(bytes), digestOf(content)])
      const piece = { hash, size: bytes.length, content: known, length: content.length }
      named.push(piece)
      fresh.set(piece.hash, bytes)
    }
    const body = writeManifest({ world: peer.world, last: snapshot.last, tables: tablesOf(snapshot), pieces: named })
    const text = `${await peer.hostDevice?.sign(body)}${body}`
    if (text.length > LONGEST_MANIFEST) return undefined
    const old = published ? readManifest(published.text) : undefined
    const kept = new Set(old?.ok ? old.value.pieces.map(({ hash }) => hash) : []) // somebody may be in the midst of the one before
    for (const hash of pieces.keys()) if (!kept.has(hash)) pieces.delete(hash)
    for (const [hash, bytes] of fresh) pieces.set(hash, bytes)
    return { text, number: snapshot.last.number, rows: snapshot.heads.reduce((sum, { seq }) => sum + seq, 0) }
  }

  async function manifest(): Promise<string | undefined> {
    if (peer.isLongWay) return undefined
    if (!peer.hostDevice || peer.engine.unfit || peer.engine.frozen) return published?.text
    const rows = finalRows()
    if (rows < WORTH_IT) return undefined
    const isOld = !published || published.number < peer.promisedFloor || rows >= published.rows + EVERY
    if (isOld && (published?.number ?? 0) < peer.engine.last.number) {
      publishing ??= peer.aside(publish()).finally(() => (publishing = undefined))
      published = (await publishing) ?? published
    }
    return published?.text
  }

  // ---- the newcomer

  const forget = (): void => {
    coming.clear()
    opening.clear()
  }

  const isEmpty = () => peer.engine.last.number === 0 && peer.engine.vector().length === 0 && peer.heldSeal().number === 0

  /** A manifest that the host of this world signed, of a world no older than the invitation promised (K20). */
  async function check(text: string): Promise<Manifest | undefined> {
    const reading = readManifest(text)
    if (!reading.ok) return refuse(reading.why)
    const { world, last } = reading.value
    if (world !== peer.world) return refuse('of another world')
    const host = hostsOf(peer.genesis)(last.term)
    if (host === undefined || !(await verify(host, bodyText(text), signatureOf(text)))) return refuse('not signed by the host')
    if (last.version > rules.version) return refuse('of newer rules')
    const floor = (await peer.store.meta('floor')) as Ticket['floor'] | undefined
    if (floor && (last.term < floor[0] || last.number < floor[1])) return refuse('older than the invitation')
    if (floor && last.number === floor[1] && last.hash !== floor[2]) return refuse('not the seal that the invitation names')
    return reading.value
  }

  /** What a piece that has come says, if it is the one that the manifest names. */
  async function open(manifest: Manifest, nth: number): Promise<Opened | undefined> {
    const packed = pieces.get((manifest.pieces[nth] as Piece).hash)
    return packed && peer.helper.openPiece(manifest, nth, packed)
  }

  async function read(manifest: Manifest): Promise<KeptSnapshot | undefined> {
    let stand: Stand | undefined
    const packs: Packs[] = []
    for (const nth of manifest.pieces.keys()) {
      const opened = await (opening.get(nth) ?? open(manifest, nth)).catch(() => undefined)
      if (!opened) return refuse('a piece is not what the manifest names')
      const reading = opened.stand ?? opened.packs
      if (!reading.ok) return refuse(reading.why)
      if (opened.stand?.ok) stand = opened.stand.value
      if (opened.packs?.ok) packs.push(opened.packs.value)
    }
    const { snapshot: start } = await beginningOf(peer.store, peer.genesis)
    const joined = joinPieces(manifest, stand as Stand, packs, start.tables)
    return joined.ok ? joined.value : refuse(joined.why)
  }

  async function admit(text: string): Promise<readonly Piece[] | undefined> {
    const found = await check(text)
    forget()
    if (found) peer.helper.call()
    for (const { hash, size } of found?.pieces ?? []) coming.set(hash, { of: found as Manifest, size, chunks: new Map() })
    return found?.pieces
  }

  async function install(text: string): Promise<boolean> {
    const found = await check(text)
    const snapshot = found && (await read(found))
    forget()
    if (!found || !snapshot) return false
    if (await peer.beginFrom(snapshot, text)) published = { text, number: found.last.number, rows: 0 }
    else refuse('something is here already')
    return published !== undefined
  }

  peer.publish = () => void manifest().catch(() => undefined) // whoever asks for it later is told that there is none
  return {
    get refusal() {
      return refusal
    },
    wanted: () => !peer.isHost && !peer.isLongWay && isEmpty(),
    manifest,
    admit: (text) => peer.aside(admit(text)),
    install: (text) => peer.aside(install(text)),
    abandon() {
      forget()
      if (!peer.floor) peer.helper.dismiss()
      if (!peer.isHost && !published) pieces.clear()
    },
    backlog: () => peer.backlog,

    over: (blobs) => ({
      async holding(hash) {
        const [here, part] = [pieces.get(hash), coming.get(hash)]
        if (here) return { state: 'here', size: here.length }
        return part ? { state: 'coming', size: part.size, chunks: new Set(part.chunks.keys()) } : blobs.holding(hash)
      },
      async read(hash, index) {
        return pieces.get(hash)?.slice(index * CHUNK, (index + 1) * CHUNK) ?? blobs.read(hash, index)
      },
      async write(hash, size, index, bytes) {
        const part = coming.get(hash)
        if (!part) return blobs.write(hash, size, index, bytes)
        part.chunks.set(index, bytes.slice())
      },
      async finish(hash) {
        const part = coming.get(hash)
        if (!part) return blobs.finish(hash)
        const bytes = concat(...Array.from({ length: chunksOf(part.size) }, (_, index) => part.chunks.get(index) ?? concat()))
        part.chunks.clear()
        if (bytes.length !== part.size || (await peer.aside(digestOf(bytes))) !== hash || coming.get(hash) !== part) return false
        coming.delete(hash)
        pieces.set(hash, bytes)
        const nth = part.of.pieces.findIndex((piece) => piece.hash === hash)
        const said = open(part.of, nth)
        said.catch(() => undefined) // told when all have come
        opening.set(nth, said)
        return true
      },
    }),
  }
}
