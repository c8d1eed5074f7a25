/** Lets the page draw and answer between two pieces of long work. A message is back at once, where browsers hold nested timers for 4 ms. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
