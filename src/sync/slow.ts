/**
 * A line that can be made slow, as one over half the world and a full café is: every frame takes so much longer, in both directions and
 * in order. It lies between a carrier and whoever uses its links, so it is the same for every kind of line.
 */
import type { Millis } from '../log/types'
import type { Carrier, Link } from './link'
import { realTiming, type Timing } from './timing'

/** A carrier whose frames take `delay` longer. Asked for each frame: it can change while links are up. */
export function slowed(carrier: Carrier, delay: () => Millis, timing: Timing = realTiming): Carrier {
  return {
    kind: carrier.kind,
    start: (room, self) => carrier.start(room, self),
    stop: () => carrier.stop(),
    online: (on) => carrier.online(on),
    onLink: (listener) => carrier.onLink((link) => listener(slowLink(link, delay, timing))),
  }
}

function slowLink(link: Link, delay: () => Millis, timing: Timing): Link {
  const [out, back] = [inOrder(delay, timing), inOrder(delay, timing)]
  return {
    id: link.id,
    peer: link.peer,
    kind: link.kind,
    send: (frame) => out.pass(() => link.send(frame)),
    ready: () => link.ready(),
    onFrame: (listener) => link.onFrame((frame) => back.pass(() => listener(frame))),
    onClose: (listener) =>
      link.onClose((reason) => {
        back.drop()
        listener(reason)
      }),
    close(reason) {
      out.drop()
      back.drop()
      link.close(reason)
    },
  }
}

/** Passes things on one after the other, each as late as is said when it comes, and none before the one that came before it. */
function inOrder(delay: () => Millis, timing: Timing) {
  const queue: { readonly due: Millis; readonly pass: () => void }[] = []
  let isWaiting = false
  const work = (): void => {
    isWaiting = false
    for (let first = queue[0]; first && first.due <= timing.now(); first = queue[0]) {
      queue.shift()
      first.pass()
    }
    wait()
  }
  const wait = (): void => {
    const [first] = queue
    if (isWaiting || !first) return
    isWaiting = true
    timing.later(first.due - timing.now(), work)
  }
  return {
    pass(pass: () => void): void {
      const late = delay()
      if (late === 0 && queue.length === 0) return pass()
      queue.push({ due: timing.now() + late, pass })
      wait()
    },
    drop(): void {
      queue.length = 0
    },
  }
}
