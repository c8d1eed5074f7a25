/** Import: reads a file that anybody may have made, to its end, before anything is written (`archive.ts` says how it looks). */
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, fromBase64, fromUtf8, hashOf, toBase64 } from '../kit/bytes'
import { t } from '../language'
import { isHash, readRow, readSeal } from '../log/rows'
import type { Genesis, Hash, Ref, Row, Seal } from '../log/types'
import {
  type Archive,
  ARCHIVE_CHUNK,
  ARCHIVE_VERSION,
  type ArchiveInfo,
  type ExportedKey,
  FIRST_LINE,
  isName,
  LIMITS,
  type Limits,
  type LineKind,
  LONGEST_PAYLOAD,
  readExact,
  readGenesis,
  SECTION,
} from './archive'
import { openKeys, readKeys } from './archiveKeys'
import type { Payload } from './payloads'

/** Why a file is not taken: a code for programs, a sentence for people. */
export interface Unreadable {
  readonly code: 'not an archive' | 'newer version' | 'damaged' | 'too large' | 'malformed' | 'passphrase needed' | 'wrong passphrase'
  readonly says: string
}

/** Ours shrink to a third; gzip can shrink a thousandfold. Small files may, since they do no harm. */
const DENSEST = 200
const SMALL = 64_000_000

export type ArchiveReading = { readonly ok: true; readonly archive: Archive } | ({ readonly ok: false } & Unreadable)

/**
 * Reads and verifies a whole file. Never throws for what is in it, and writes nothing.
 * @param passphrase of its keys; without the right one a file with sealed keys is not read
 */
export async function readArchive(
  file: Blob,
  options: { readonly passphrase?: string | undefined; readonly limits?: Limits; readonly onProgress?: (share: number) => void } = {},
): Promise<ArchiveReading> {
  const { passphrase, limits = LIMITS, onProgress } = options
  try {
    const { info, body } = await open(file, limits)
    const reader = makeReader(info, passphrase)
    for await (const line of linesIn(body, info, limits, onProgress)) await reader.take(line)
    return { ok: true, archive: reader.finish() }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, says: error.says }
    throw error
  }
}

/** What a file says about itself, for a dialog that asks before it reads; checked against its content only by `readArchive`. */
export async function peekArchive(file: Blob): Promise<ArchiveInfo | Unreadable> {
  try {
    return (await open(file, LIMITS)).info
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, says: error.says }
    throw error
  }
}

class Refused extends Error implements Unreadable {
  constructor(
    readonly code: Unreadable['code'],
    readonly says: string,
  ) {
    super(says)
  }
}

const notAnArchive = () => new Refused('not an archive', t`This is not a file that Mesi has exported.`)
const damaged = () =>
  new Refused('damaged', t`This file is damaged or was cut short: its checksum does not fit its content. Nothing was imported.`)
const tooLarge = () => new Refused('too large', t`This file is larger than a world can be. Nothing was imported.`)
/** @param what for who looks into the file, in English */
const malformed = (line: number, what: string) =>
  new Refused('malformed', t`This file was not made by Mesi, or was changed (line ${line} ${what}). Nothing was imported.`)

/** Checks what stands in front: what it is, which version, and the checksum over all of it. */
async function open(file: Blob, limits: Limits): Promise<{ info: ArchiveInfo; body: Blob }> {
  const first = FIRST_LINE.exec(latin(await file.slice(0, 80).arrayBuffer()))
  if (!first) throw notAnArchive()
  if (Number(first[1]) > ARCHIVE_VERSION) {
    throw new Refused(
      'newer version',
      t`This file comes from a newer version of Mesi. Reload this page to update it, then import the file again.`,
    )
  }
  if (Number(first[1]) !== ARCHIVE_VERSION) throw notAnArchive()
  if (file.size > limits.file) throw tooLarge()
  const rest = file.slice(first[0].length)
  const hasher = sha256.create()
  for await (const bytes of chunksOf(rest.stream())) hasher.update(bytes)
  if (toBase64(hasher.digest()) !== first[2]) throw damaged()
  const front = new Uint8Array(await rest.slice(0, 4_096).arrayBuffer())
  const end = front.indexOf(10)
  const info = end < 0 ? undefined : readInfo(front.subarray(0, end))
  if (!info) throw malformed(2, 'does not describe the world')
  const isBomb = info.size > Math.max(SMALL, file.size * DENSEST)
  if (isBomb || info.size > limits.inflated || info.lines > limits.lines) throw tooLarge()
  return { info, body: rest.slice(end + 1) }
}

const latin = (bytes: ArrayBuffer): string => String.fromCharCode(...new Uint8Array(bytes))

function readInfo(bytes: Uint8Array): ArchiveInfo | undefined {
  const text = textOf(bytes)
  const value = text === undefined ? undefined : readExact(text, ['world', 'name', 'demo', 'exportedAt', 'lines', 'size'])
  if (!value) return undefined
  const { world, name, demo, exportedAt, lines, size } = value
  const areCounts = [exportedAt, lines, size].every((each) => Number.isSafeInteger(each) && (each as number) >= 0)
  return isHash(world) && isName(name) && typeof demo === 'boolean' && areCounts ? (value as unknown as ArchiveInfo) : undefined
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return fromUtf8(bytes)
  } catch {
    return undefined
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const next = await reader.read().catch(() => {
        throw damaged() // not gzip, cut short, with something behind it, or no longer on the disk
      })
      if (next.done) return
      yield next.value
    }
  } finally {
    await reader.cancel().catch(() => undefined) // stops inflating when nobody wants more
  }
}

/** The inflated lines, stopped at the first byte or line more than the file has announced. */
async function* linesIn(
  body: Blob,
  info: ArchiveInfo,
  limits: Limits,
  onProgress: ((share: number) => void) | undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let size = 0
  let lines = 0
  let held: string[] = []
  let length = 0
  for await (const piece of chunksOf(body.stream().pipeThrough(new DecompressionStream('gzip')))) {
    size += piece.length
    if (size > info.size) throw malformed(lines + 1, 'goes beyond the size that the file announces')
    const texts = decode(decoder, piece, lines + 1).split('\n')
    for (const [i, text] of texts.entries()) {
      held.push(text)
      length += text.length
      if (length > limits.line) throw malformed(lines + 1, 'is too long')
      if (i === texts.length - 1) break // no line break behind it yet
      if (++lines > info.lines) throw malformed(lines, 'is one more than the file announces')
      yield held.join('')
      held = []
      length = 0
    }
    onProgress?.(size / info.size)
  }
  if (length > 0 || lines !== info.lines || size !== info.size) throw malformed(lines, 'is not the last one that the file announces')
}

function decode(decoder: TextDecoder, bytes: Uint8Array, line: number): string {
  try {
    return decoder.decode(bytes, { stream: true })
  } catch {
    throw malformed(line, 'is not UTF-8')
  }
}

/** Takes line after line and checks each against what came before it. */
function makeReader(info: ArchiveInfo, passphrase: string | undefined) {
  let at = 0
  let section = 0
  let genesis: { text: string; value: Genesis } | undefined
  const seals: Seal[] = []
  const rows: Row[] = []
  const tail: Row[] = []
  const forks: Row[] = []
  const proofs: Seal[] = []
  const payloads: Payload[] = []
  const erased = { payload: new Set<Hash>(), blob: new Set<Hash>() }
  const blobs: { hash: Hash; file: Blob }[] = []
  let keys: readonly ExportedKey[] | undefined
  let coming: Coming | undefined

  const known = new Set<string>() // rows and seals, payloads, blobs: none comes twice
  const heads = new Map<string, Ref>()
  const moved = new Map<string, Ref>()

  const refuse = (what: string) => malformed(at, what)
  const once = (hash: Hash, of: 'log' | 'payload' | 'blob' = 'log') => {
    if (known.has(`${of} ${hash}`)) throw refuse('repeats an earlier one')
    known.add(`${of} ${hash}`)
  }

  const take: { readonly [Kind in LineKind]: (parts: readonly string[]) => void | Promise<void> } = {
    genesis([text = '']) {
      const reading = readGenesis(text)
      if (genesis || !reading.ok || hashOf(text) !== info.world) throw refuse('is not the beginning of this world')
      genesis = { text, value: reading.value }
    },
    row([text]) {
      const row = takeRow(text)
      const { device, seq, prev } = row.body
      const head = moved.get(device) ?? heads.get(device)
      if (seq !== (head?.seq ?? 0) + 1 || prev !== (head?.hash ?? null)) throw refuse('does not continue its feed')
      moved.set(device, { device, seq, hash: row.hash })
      rows.push(row)
    },
    seal([text]) {
      const seal = takeSeal(text)
      const before = seals.at(-1)
      const { number, prevSeal, term, upTo } = seal.body
      if (number !== seals.length + 1 || prevSeal !== (before?.hash ?? info.world)) throw refuse('does not continue the chain of seals')
      if (before && (term < before.body.term || upTo < before.body.upTo)) throw refuse('is a seal that goes back')
      const isCovered = seal.body.heads.every(
        (head) => moved.get(head.device)?.hash === head.hash && moved.get(head.device)?.seq === head.seq,
      )
      if (!isCovered || seal.body.heads.length !== moved.size) throw refuse('is a seal over other rows than those before it')
      for (const [device, head] of moved) heads.set(device, head)
      moved.clear()
      seals.push(seal)
    },
    tail([text]) {
      const row = takeRow(text)
      if (row.body.seq <= (heads.get(row.body.device)?.seq ?? 0)) throw refuse('lies behind what is sealed of its feed')
      tail.push(row)
    },
    fork([text]) {
      forks.push(takeRow(text))
    },
    proof([text]) {
      proofs.push(takeSeal(text))
    },
    payload([hash = '', text = '']) {
      const bytes = bytesOf(text, LONGEST_PAYLOAD)
      if (!bytes || hashOf(bytes) !== hash) throw refuse('is a payload whose hash does not fit')
      once(hash, 'payload')
      payloads.push({ hash, bytes })
    },
    erased([of, hash]) {
      if ((of !== 'payload' && of !== 'blob') || !isHash(hash)) throw refuse('is no tombstone')
      once(hash, of)
      erased[of].add(hash)
    },
    blob([hash, size = '']) {
      if (coming) throw refuse('comes before the last blob is whole')
      if (!isHash(hash) || !/^(0|[1-9]\d{0,11})$/.test(size)) throw refuse('is no blob')
      once(hash, 'blob')
      coming = { hash, left: Number(size), parts: [], hasher: sha256.create() }
      endBlob()
    },
    chunk([text = '']) {
      const bytes = bytesOf(text, ARCHIVE_CHUNK)
      if (!coming || !bytes || bytes.length === 0 || bytes.length > coming.left) throw refuse('is a chunk of no blob')
      coming.parts.push(bytes)
      coming.hasher.update(bytes)
      coming.left -= bytes.length
      endBlob()
    },
    async keys([how, text = '']) {
      const bytes = bytesOf(text, 1_000_000)
      if (keys || !bytes || (how !== 'plain' && how !== 'sealed')) throw refuse('holds no keys')
      if (how === 'plain' && !info.demo) throw refuse('holds keys without a passphrase, which only a demo may')
      if (how === 'sealed' && !passphrase)
        throw new Refused('passphrase needed', t`The keys in this file are locked. Type the passphrase it was exported with.`)
      const list = how === 'plain' ? bytes : await openKeys(bytes, info.world, passphrase as string)
      if (!list) {
        throw new Refused('wrong passphrase', t`This is not the passphrase that this file was exported with. Nothing was imported.`)
      }
      keys = readKeys(list)
      if (!keys) throw refuse('holds no keys')
    },
  }
  const counts: { readonly [Kind in LineKind]: number } = {
    genesis: 1,
    row: 1,
    seal: 1,
    tail: 1,
    fork: 1,
    proof: 1,
    payload: 2,
    erased: 2,
    blob: 2,
    chunk: 1,
    keys: 2,
  }

  return {
    async take(line: string): Promise<void> {
      at++
      const tab = line.indexOf('\t')
      const kind = line.slice(0, Math.max(0, tab))
      if (!Object.hasOwn(SECTION, kind)) throw refuse('is of no known kind')
      const parts = line.slice(tab + 1).split('\t')
      const { [kind as LineKind]: place } = SECTION
      if (parts.length !== counts[kind as LineKind] || place < section || (at === 1) !== (kind === 'genesis'))
        throw refuse('is out of place')
      if (place > SECTION.seal && moved.size > 0) throw refuse('leaves rows without their seal')
      section = place
      await take[kind as LineKind](parts)
    },

    finish(): Archive {
      if (!genesis || moved.size > 0 || coming) throw refuse('ends in the middle')
      const [erasedPayloads, erasedBlobs] = [[...erased.payload], [...erased.blob]]
      return { info, genesis, seals, rows, tail, forks, proofs, payloads, erasedPayloads, blobs, erasedBlobs, keys: keys ?? [] }
    },
  }

  function takeRow(text = ''): Row {
    const reading = readRow(text)
    if (!reading.ok) throw refuse(`is no row (${reading.why})`)
    if (reading.value.body.world !== info.world) throw refuse('belongs to another world')
    once(reading.value.hash)
    return reading.value
  }

  function takeSeal(text = ''): Seal {
    const reading = readSeal(text)
    if (!reading.ok) throw refuse(`is no seal (${reading.why})`)
    if (reading.value.body.world !== info.world) throw refuse('belongs to another world')
    once(reading.value.hash)
    return reading.value
  }

  function endBlob(): void {
    if (!coming || coming.left > 0) return
    if (toBase64(coming.hasher.digest()) !== coming.hash) throw refuse('ends a blob whose hash does not fit')
    blobs.push({ hash: coming.hash, file: new Blob(coming.parts) })
    coming = undefined
  }
}

interface Coming {
  readonly hash: Hash
  left: number
  readonly parts: Bytes[]
  readonly hasher: ReturnType<typeof sha256.create>
}

const bytesOf = (text: string, most: number): Bytes | undefined => (text.length > Math.ceil((most * 4) / 3) ? undefined : fromBase64(text))
