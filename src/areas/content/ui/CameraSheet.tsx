import { t } from '../../../language'
import CameraIcon from 'lucide-solid/icons/camera'
import Square from 'lucide-solid/icons/square'
import SwitchCamera from 'lucide-solid/icons/switch-camera'
import Video from 'lucide-solid/icons/video'
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { Button, IconButton } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { Notice } from '../../../ui/Notice'
import './CameraSheet.css'
import { lasting } from './words'

/** Milliseconds of film: what a post may hold. */
const LONGEST = 60_000

/** A photo or a short video with the camera of this device. What was taken is handed over and the camera is off again. */
export function CameraSheet(props: { readonly onOpenChange: (open: boolean) => void; readonly onTaken: (file: File) => void }) {
  const [facing, setFacing] = createSignal<'user' | 'environment'>('environment')
  const [stream, setStream] = createSignal<MediaStream>()
  const [failure, setFailure] = createSignal<string>()
  const [recorded, setRecorded] = createSignal<number>()
  const [tries, setTries] = createSignal(0)
  let view: HTMLVideoElement | undefined
  let recorder: MediaRecorder | undefined
  let clock: ReturnType<typeof setInterval> | undefined

  createEffect(
    on([facing, tries], ([facingMode]) => {
      let gone = false
      setFailure(undefined)
      void openCamera(facingMode)
        .then((opened) => {
          if (gone) return stop(opened)
          setStream(opened)
          return undefined
        })
        .catch((error: unknown) => void (gone || setFailure(whyNot(error))))
      onCleanup(() => {
        gone = true
        const now = stream()
        if (now) stop(now)
        setStream(undefined)
      })
    }),
  )
  createEffect(() => {
    if (view) view.srcObject = stream() ?? null
  })
  onCleanup(() => {
    clearInterval(clock)
    if (recorder?.state === 'recording') {
      recorder.ondataavailable = null
      recorder.onstop = null
      recorder.stop()
    }
  })

  let isTaken = false
  const photo = () => {
    if (!view || view.videoWidth === 0 || isTaken) return
    isTaken = true
    const canvas = document.createElement('canvas')
    canvas.width = view.videoWidth
    canvas.height = view.videoHeight
    canvas.getContext('2d')?.drawImage(view, 0, 0)
    const { onTaken } = props
    const take = (blob: Blob | null) => {
      isTaken = blob !== null
      if (blob) onTaken(new File([blob], 'photo.jpg', { type: blob.type }))
    }
    canvas.toBlob(take, 'image/jpeg', 0.92)
  }
  const film = () => {
    const now = stream()
    if (!now) return
    const parts: Blob[] = []
    const began = performance.now()
    recorder = new MediaRecorder(now)
    recorder.ondataavailable = ({ data }) => parts.push(data)
    clock = setInterval(() => {
      setRecorded(performance.now() - began)
      if (performance.now() - began >= LONGEST - 500) recorder?.stop()
    }, 250)
    recorder.onstop = () => {
      clearInterval(clock)
      setRecorded(undefined)
      const type = (recorder?.mimeType ?? 'video/webm').split(';')[0] ?? 'video/webm'
      props.onTaken(new File(parts, type === 'video/mp4' ? 'video.mp4' : 'video.webm', { type }))
    }
    recorder.start()
    setRecorded(0)
  }
  // A film is not lost by a press beside it or on Escape: first that stops it, as the button does.
  const leave = (open: boolean) => {
    if (!open && recorder?.state === 'recording') recorder.stop()
    else props.onOpenChange(open)
  }
  return (
    <Dialog title={t`Camera`} open onOpenChange={leave}>
      <Show
        when={failure()}
        fallback={
          <div class="camera" data-facing={facing()}>
            {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- what the camera sees now, silent */}
            <video
              ref={(element) => (view = element)}
              class="camera-view"
              autoplay
              playsinline
              muted
              aria-label={t`What the camera sees`}
            />
            <Show when={recorded() !== undefined}>
              <span class="camera-clock tabular" role="timer">
                {t`${lasting(recorded() ?? 0)} of ${lasting(LONGEST)}`}
              </span>
            </Show>
          </div>
        }
      >
        {(says) => (
          <Notice kind="warn" title={t`No camera`}>
            <p>{says()}</p>
            <div class="notice-ways">
              <Button small onClick={() => setTries((count) => count + 1)}>
                {t`Try again`}
              </Button>
            </div>
          </Notice>
        )}
      </Show>
      <div class="camera-tools">
        <Show
          when={recorded() === undefined}
          fallback={
            <Button look="main" onClick={() => recorder?.stop()}>
              <Square aria-hidden="true" /> {t`Stop`}
            </Button>
          }
        >
          <Button look="main" disabled={!stream()} onClick={photo}>
            <CameraIcon aria-hidden="true" /> {t`Take photo`}
          </Button>
          <Button look="dark" disabled={!stream()} onClick={film}>
            <Video aria-hidden="true" /> {t`Record video`}
          </Button>
          <IconButton label={t`The other camera`} onClick={() => setFacing(facing() === 'user' ? 'environment' : 'user')}>
            <SwitchCamera aria-hidden="true" />
          </IconButton>
        </Show>
      </div>
    </Dialog>
  )
}

/** With sound where there is a microphone; a camera alone will do. */
async function openCamera(facingMode: string): Promise<MediaStream> {
  if (!('mediaDevices' in navigator)) throw new DOMException('', 'SecurityError')
  const video = { facingMode, width: { ideal: 1280 }, height: { ideal: 720 } }
  return navigator.mediaDevices
    .getUserMedia({ video, audio: true })
    .catch((error: unknown) => (isName(error, 'NotAllowedError') ? Promise.reject(error) : navigator.mediaDevices.getUserMedia({ video })))
}

const stop = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

const isName = (error: unknown, name: string): boolean => error instanceof DOMException && error.name === name

function whyNot(error: unknown): string {
  if (isName(error, 'NotAllowedError')) return t`This page may not use the camera. Allow it in the settings of the browser, then try again.`
  if (isName(error, 'NotReadableError')) return t`Another program is using the camera. Close it there, then try again.`
  if (isName(error, 'SecurityError')) return t`Browsers give the camera only to pages that came over a secure connection (https).`
  return t`This device has no camera that can be used. Choose a file instead.`
}
