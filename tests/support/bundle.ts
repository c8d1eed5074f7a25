import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/**
 * A module of the tests as one script for a page. Evaluated by the browser's own debugger, it needs no leave of a Content Security Policy.
 * @param file beside this one
 */
export async function bundle(file: string): Promise<string> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { __FAILPOINTS__: 'false', 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    resolve: {
      // As in vite.config.ts: our peer stands in the place of y-webrtc's.
      alias: [
        { find: /^simple-peer\/simplepeer\.min\.js$/, replacement: here('../../src/sync/chunkedPeer.ts') },
        { find: 'simple-peer-original', replacement: here('../../node_modules/simple-peer/simplepeer.min.js') },
      ],
    },
    // One module, wrapped by hand: the language of a page is awaited at its top.
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: here(file), formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error(`${file} was not built`)
  return `(async () => {\n${output.output[0].code}\n})()`
}
