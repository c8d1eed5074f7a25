import { createEffect, onMount, untrack } from 'solid-js'
import type { Language } from '../language'

interface AppFrameProps {
  /** By which its page keeps things to itself. */
  readonly name: string
  readonly title: string
  /** An address of this app. */
  readonly address: string
  /** In which language, whatever was chosen for this browser. */
  readonly lang?: Language
  /** Told of the frame before it loads, and each time a page has loaded in it. */
  readonly made?: (frame: HTMLIFrameElement) => void
  readonly loaded?: (frame: HTMLIFrameElement) => void
}

/** A page of this app inside this one. It is made by hand: no markup of ours may hold a frame (`kit/trusted.ts`). */
export function AppFrame(props: AppFrameProps) {
  const frame = document.createElement('iframe')
  untrack(() => {
    frame.className = 'app-frame'
    frame.name = props.name
    frame.allow = 'camera; microphone'
    frame.lang = props.lang ?? ''
    frame.src = props.address
    props.made?.(frame)
  })
  createEffect(() => {
    frame.title = props.title
  })
  onMount(() => frame.addEventListener('load', () => props.loaded?.(frame)))
  return frame
}
