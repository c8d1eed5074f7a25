import Droplet from 'lucide-solid/icons/droplet'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import './Pull.css'

/** How far the sign comes for a pull to count, and at most, in CSS pixels; it follows half as far as the finger. */
const FAR = 72
const MOST = 96
/** How long is shown what came of it, in milliseconds. */
const SAYS = 1_800

/**
 * Whoever pulls the top of a screen downwards with a finger asks whether there is anything new. Nothing of the page moves but a sign that
 * comes down, waits and says what came of it; where there is no finger there is nothing. One on a screen.
 */
export function Pull(props: { /** Looks, and answers with what it found in a few words. */ readonly look: () => Promise<string> }) {
  const [pulled, setPulled] = createSignal(0)
  const [state, setState] = createSignal<'rest' | 'pulls' | 'looks' | 'says'>('rest')
  const [said, setSaid] = createSignal('')
  let begun: Touch | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const rest = () => {
    begun = undefined
    setState('rest')
    setPulled(0)
  }
  const look = async () => {
    setState('looks')
    setPulled(FAR)
    setSaid('')
    const found = await props.look().catch(() => undefined)
    if (found === undefined) return rest() // what is wrong is said where it is: here there was nothing to lose
    setSaid(found)
    setState('says')
    timer = setTimeout(rest, SAYS)
  }
  const listeners = {
    touchstart({ touches, target }: TouchEvent) {
      const isHere = scrollY <= 0 && touches.length === 1 && !(target as Element).closest('[role=dialog], [popover], input, textarea')
      begun = isHere && (state() === 'rest' || state() === 'says') ? touches[0] : undefined
    },
    touchmove({ touches }: TouchEvent) {
      const [now] = touches
      if (!begun || !now) return
      const [across, down] = [now.clientX - begun.clientX, now.clientY - begun.clientY]
      // Sideways, upwards, by two fingers, or the page scrolls after all: it was no pull.
      if (touches.length > 1 || scrollY > 0 || (state() !== 'pulls' && Math.abs(across) > down)) return rest()
      clearTimeout(timer)
      setState('pulls')
      setPulled(Math.max(0, Math.min(MOST, down / 2)))
    },
    touchend() {
      if (state() === 'pulls' && pulled() >= FAR) void look()
      else if (state() === 'pulls') rest()
      begun = undefined
    },
    touchcancel: () => begun && rest(),
  }
  onMount(() => {
    for (const [name, listener] of Object.entries(listeners)) addEventListener(name, listener as EventListener, { passive: true })
  })
  onCleanup(() => {
    clearTimeout(timer)
    for (const [name, listener] of Object.entries(listeners)) removeEventListener(name, listener as EventListener)
  })

  return (
    <>
      <div class="pull" data-state={state()} style={{ '--pulled': String(pulled()) }} aria-hidden="true">
        <span class="pull-sign">
          <Show when={state() === 'says'} fallback={<Droplet />}>
            {said()}
          </Show>
        </span>
      </div>
      <span class="unseen" role="status">
        {said()}
      </span>
    </>
  )
}
