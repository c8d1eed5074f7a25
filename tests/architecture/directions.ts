/**
 * Who may import whom, as one table. Reading order of the project: a folder knows those named in its row and nothing else. A row that
 * has to grow is a change of the architecture; say so in the commit.
 */

/** Areas in the order of the policy. An area may use those before it, never those after. */
export const order = [
  'accounts',
  'ledger',
  'flags',
  'content',
  'reports',
  'moderation',
  // Behind the desk, since it opens cases there and what it takes down can be appealed against.
  'filter',
  'kyf',
  'subscriptions',
  'paywall',
  'surprises',
  'tips',
  'chat',
  'live',
  'meetings',
  'ai',
]

const below = ['kit', 'log']
const carried = [...below, 'store', 'sync', 'secrets']
/** `areas` stands for the files directly in that folder, such as the table of contents; `areas/*` for every area. */
const all = ['areas', 'areas/*']
const played = [...carried, ...all, 'peer', 'ui', 'language']

/** By folder: which others it may import, or single files of others, and which packages. Its own files it may always import. */
export const folders: Record<string, { readonly may: readonly string[]; readonly packages: readonly string[] }> = {
  // What people read, in their language. Nothing that judges may know of it: rules name clauses and facts.
  language: { may: [], packages: ['solid-js'] },
  kit: { may: ['language'], packages: ['lib0'] },
  log: { may: ['kit'], packages: ['@noble/curves', '@noble/hashes'] },
  store: { may: [...below, 'secrets', 'language'], packages: ['@noble/hashes', 'dexie'] },
  sync: { may: below, packages: ['lib0', 'simple-peer-original', 'y-protocols', 'y-webrtc', 'yjs', 'zod'] },
  secrets: { may: below, packages: ['@noble/ciphers', '@noble/curves', '@noble/hashes'] },
  media: { may: ['kit', 'language'], packages: ['mediabunny'] },
  // Examines a work on the device; what is done about it is said in areas/filter.
  filter: {
    // The size of a picture is read as where it is made ready, before anything is decoded.
    may: ['kit', 'language', 'media/dimensions', 'media/limits', 'media/sniff'],
    packages: [
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-layers',
      'mediabunny',
      'nsfwjs/models',
      'obscenity',
    ],
  },
  areas: { may: [...below, 'areas/*'], packages: ['zod'] },
  ...Object.fromEntries(
    order.map((area, i) => [
      `areas/${area}`,
      { may: [...carried, 'areas', 'filter/finding', ...order.slice(0, i).map((before) => `areas/${before}`)], packages: [] },
    ]),
  ),
  // `mesi.blobs.put` makes files ready as the composer does, so the runtime knows media.
  peer: { may: [...carried, ...all, 'media', 'filter', 'language'], packages: ['yjs', 'zod'] },
  ui: {
    may: [...carried, ...all, 'peer', 'language'],
    packages: ['@kobalte/core', '@solidjs/router', 'lucide-solid', 'qr', 'solid-js', 'virtua'],
  },
  scenarios: { may: played, packages: ['zod'] },
  director: { may: [...played, 'scenarios'], packages: ['@kobalte/core', '@solidjs/router', 'lucide-solid', 'qr', 'solid-js', 'virtua'] },
  app: {
    may: [...played, 'media', 'filter', 'scenarios', 'director', 'bay'],
    packages: [
      '@dicebear/core',
      '@dicebear/lorelei',
      '@dicebear/shapes',
      '@kobalte/core',
      '@solidjs/router',
      'lucide-solid',
      'qr',
      'solid-js',
      'virtua',
      'virtual:pwa-register',
      'virtual:clause-tests',
      'virtual:licences',
    ],
  },
  // The seeded world; in make/ the room where its pictures are painted.
  bay: { may: [...below, ...all, 'peer', 'media', 'filter'], packages: ['@fontsource/poppins', 'mediabunny'] },
  server: { may: [], packages: ['@peculiar/x509', '@playwright/test', 'qr', 'reflect-metadata', 'vite', 'ws'] },
  '': { may: ['app'], packages: ['solid-js'] },
}

/** What acts are written in: of the filter, the words for what it finds. */
const fit = [...below, 'filter/finding']

/**
 * Inside an area, by file: which files of areas it may import, its own or another's, and what beyond its folder's row.
 * A file by any other name, such as `ledger/holds.ts`, is a part of the rules and held to the same.
 */
export const roles: Record<
  string,
  { readonly files: readonly string[]; readonly may: readonly string[]; readonly packages: readonly string[] }
> = {
  'events.ts': { files: ['events'], may: fit, packages: [] },
  'rules.ts': { files: ['events', 'rules'], may: fit, packages: [] },
  'views.ts': { files: ['events', 'rules', 'views'], may: fit, packages: [] },
  // Such as `galleryViews.ts`: what only some screens ask, so that the first one does not wait for it; `shownViews.ts` is all of an area's.
  'someViews.ts': { files: ['events', 'rules', 'views', 'someViews'], may: fit, packages: [] },
  'proofs.ts': { files: ['events', 'rules'], may: below, packages: [] },
  'index.ts': { files: ['events', 'rules', 'proofs'], may: [], packages: [] },
  'ui/': {
    files: ['events', 'rules', 'views', 'someViews', 'ui'],
    may: [...carried, 'filter/finding', 'peer', 'ui', 'language'],
    packages: ['@kobalte/core', '@solidjs/router', 'lucide-solid', 'solid-js', 'virtua'],
  },
}

/** One thing that may not be said in some files, and what to say instead. */
export interface Ban {
  readonly word: RegExp
  readonly instead: string
}

/** What could answer differently on two devices. */
export const impure: readonly Ban[] = [
  { word: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b/, instead: 'time comes in with the act (act.at) or the fold (w.now)' },
  {
    word: /\bMath\.random\b|\bcrypto\b|\brandomBytes\b/,
    instead: "chance comes in with the act's data, keys with its proof",
  },
  { word: /\bIntl\b|\btoLocale\w+|\blocaleCompare\b/, instead: 'words for people are made in ui/; compare by code unit' },
  { word: /(?<!\.)\b(?:localStorage|sessionStorage|indexedDB|caches)\b/, instead: 'state lives in tables (log/rules.ts)' },
  {
    word: /(?<!\.)\b(?:fetch|WebSocket|XMLHttpRequest|navigator|document|globalThis|process)\b/,
    instead: 'the world outside is not part of the log',
  },
  {
    word: /\bset(?:Timeout|Interval)\b|\bqueueMicrotask\b|\brequestAnimationFrame\b/,
    instead: 'what falls due is a timer of the fold (w.timers)',
  },
]

/** What a rule may not do beside that. */
export const inRules: readonly Ban[] = [
  { word: /\bnew Date\b|\bDate\.\w+/, instead: 'instants are whole milliseconds; months are counted by kit/time.ts' },
  { word: /\basync\b|\bawait\b|\bPromise\b/, instead: 'a rule answers at once; what takes time is a proof, made on arrival' },
  {
    word: /\d\.\d|\bparseFloat\b|\.toFixed\b|\b\d+e-\d/,
    instead: 'amounts are whole minor units, rates whole parts per million (kit/money.ts)',
  },
  {
    word: / \/=? |\bMath\.(?!min\b|max\b|abs\b|sign\b)\w+/,
    instead: 'divide and round through kit/money.ts, which has the one rounding rule',
  },
  { word: /\bfor \((?:const|let) \w+ in\b/, instead: 'the order of keys is not the same for everybody; walk a list' },
]

/** Files of the kernel and below it that must touch the outside, and why. `fit`: rules may import the rest of what the file offers. */
export const excused: Record<string, { readonly why: string; readonly fit?: true }> = {
  'kit/amountText.ts': { why: 'amounts as people read and type them, which differs by language' },
  'kit/bytes.ts': { why: 'makes random bytes for keys and nonces', fit: true },
  'kit/pulse.ts': { why: 'looks after workers, by a clock that no rule sees' },
  'log/signing.ts': { why: 'signs and verifies, which no verdict waits for' },
}
