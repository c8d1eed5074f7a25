/**
 * A certificate authority of this machine's own, for `npm start -- --https`: browsers give camera, keys and offline storage to https
 * and localhost only, and no public authority certifies a laptop in a living room.
 *
 * The authority stays in the user's cache folder, so that a phone has to trust it once. It is limited to private addresses: whoever
 * stole its key could not pose as any site on the internet.
 */
import 'reflect-metadata' // the certificate package looks for it
import { webcrypto } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir, hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY = 86_400_000
const YEARS_3 = 3 * 365 * DAY
/** Longer than any server runs, and far below the 825 days that phones accept. */
const LEAF = 90 * DAY

/** What is set aside for private use and for examples, as address and mask: no site on the internet lives there. */
const privateRanges = [
  [10, 0, 0, 0, 255, 0, 0, 0],
  [100, 64, 0, 0, 255, 192, 0, 0],
  [127, 0, 0, 0, 255, 0, 0, 0],
  [169, 254, 0, 0, 255, 255, 0, 0],
  [172, 16, 0, 0, 255, 240, 0, 0],
  [192, 0, 2, 0, 255, 255, 255, 0],
  [192, 168, 0, 0, 255, 255, 0, 0],
  [198, 51, 100, 0, 255, 255, 255, 0],
  [203, 0, 113, 0, 255, 255, 255, 0],
]

/** This machine's addresses on private networks, the likeliest first. */
export function lanAddresses() {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const ours = all.filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address))
  return ours.map(({ address }) => address).toSorted((a, b) => likelihood(b) - likelihood(a))
}

/**
 * A certificate for this run with its key, and the authority that vouches for it, all as PEM text.
 * @param {{ folder?: string, addresses?: readonly string[] }} [options]
 */
export async function certify({ folder = cacheFolder(), addresses = lanAddresses() } = {}) {
  const authority = (await load(folder)) ?? (await found(folder))
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const names = ['localhost', `${hostname().split('.')[0]}.local`]
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=Mesi in a bottle on this machine',
    issuer: authority.certificate.subject,
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + LEAF),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.key,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => /** @type {const} */ ({ type: 'dns', value })),
        ...['127.0.0.1', '::1', ...addresses].map((value) => /** @type {const} */ ({ type: 'ip', value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  })
  return { cert: leaf.toString('pem'), key: await toPem(keys.privateKey), authority: authority.certificate.toString('pem'), folder }
}

/** The authority made earlier, unless it is missing, unreadable or about to end. @param {string} folder */
async function load(folder) {
  try {
    const certificate = new x509.X509Certificate(readFileSync(join(folder, 'authority.crt'), 'utf8'))
    const bytes = x509.PemConverter.decodeFirst(readFileSync(join(folder, 'authority.key'), 'utf8'))
    const key = await webcrypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign'])
    return certificate.notAfter.getTime() > Date.now() + LEAF ? { certificate, key } : undefined
  } catch {
    return undefined
  }
}

/** Founds a new authority and keeps it, its key readable by this user alone. @param {string} folder */
async function found(folder) {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=Mesi in a bottle (${hostname().replaceAll(/[^\w.-]/g, '')})`,
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + YEARS_3),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.Extension('2.5.29.30', true, privateNamesOnly()),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'authority.key'), await toPem(keys.privateKey), { mode: 0o600 })
  writeFileSync(join(folder, 'authority.crt'), certificate.toString('pem'))
  return { certificate, key: keys.privateKey }
}

/** The name constraints extension (RFC 5280, 4.2.1.10) in DER; the package has no class for it. */
function privateNamesOnly() {
  const DNS = 0x82
  const IP = 0x87
  const names = ['localhost', 'local'].map((name) => der(DNS, Buffer.from(name)))
  const six = [...Array(15).fill(0), 1, ...Array(16).fill(255)] // ::1 alone
  const ranges = [...privateRanges, six].map((range) => der(IP, Buffer.from(range)))
  const permitted = [...names, ...ranges].map((base) => der(0x30, base))
  return der(0x30, der(0xa0, Buffer.concat(permitted)))
}

/** One DER element; lengths here stay below 256. @param {number} tag @param {Buffer} content */
function der(tag, content) {
  const length = content.length < 128 ? [content.length] : [0x81, content.length]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

/** @param {string} address */
function isPrivate(address) {
  const bytes = address.split('.').map(Number)
  return privateRanges.some((range) => bytes.every((byte, i) => (byte & (range[i + 4] ?? 0)) === range[i]))
}

/** Home and office networks before those of containers and unconfigured cards. @param {string} address */
function likelihood(address) {
  return ['169.254.', '172.', '10.', '192.168.'].findIndex((start) => address.startsWith(start))
}

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mesi')
}

/** Positive, unique, 16 bytes. */
function serial() {
  return `40${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}`
}

/** @param {webcrypto.CryptoKey} key */
async function toPem(key) {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}
