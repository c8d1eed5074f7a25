/** What `npm start` says once it runs. */
import { X509Certificate } from 'node:crypto'
import { encodeQR } from 'qr'
import { AUTHORITY } from './onePort.mjs'

/**
 * @param {{ port: number, host?: string | undefined, lan: readonly string[], certificate?: { authority: string, folder: string } | undefined }} facts
 */
export function announce({ port, host, lan, certificate }) {
  const everywhere = host === undefined || host === '0.0.0.0' || host === '::'
  const address = everywhere ? lan[0] : lan.find((each) => each === host)
  console.log(`\n  Mesi in a bottle\n\n  on this machine   http://localhost:${port}/`)
  if (!address) return console.log(everywhere ? '  on this network   no private network found\n' : '')

  const link = `${certificate ? 'https' : 'http'}://${address}:${port}/`
  console.log(`  on this network   ${link}\n`)
  console.log(encodeQR(link, 'term').replaceAll(/^/gm, '  '))
  console.log(certificate ? trust(`http://${address}:${port}${AUTHORITY}`, certificate) : needsHttps)
}

const needsHttps = `  Other devices need a secure context: without https their browsers hold back keys, camera and offline
  storage, and the app can only say so. Start with  npm start -- --https  to give them one.
`

/** @param {string} link @param {{ authority: string, folder: string }} certificate */
function trust(link, { authority, folder }) {
  return `  To trust it once per device: open  ${link}  there and install the file as a certificate authority
  (Android: Settings, Security, CA certificate; iOS: install the profile, then Settings, About, Certificate Trust;
  desktop: the browser's settings, Authorities). Before you do, compare its SHA-256 fingerprint:
  ${new X509Certificate(authority).fingerprint256}
  It vouches for private addresses only and is kept in ${folder}
`
}
