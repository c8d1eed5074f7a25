import { t } from '../../language'
import FileUp from 'lucide-solid/icons/file-up'
import { createEffect, createSignal, on, Show, Suspense, untrack } from 'solid-js'
import { Button } from '../../ui/Button'
import { Import } from './Import'

interface ImportFileProps {
  /** A file that was dropped elsewhere on the page. */
  readonly dropped?: File | undefined
  /** Told what `choose` is: it asks for a file, which a browser lets it do while somebody presses something. */
  readonly ready?: (choose: () => void) => void
  readonly onClosed?: () => void
}

/** Asks for a file that Mesi exported, and shows what it holds before it is brought in. */
export function ImportFile(props: ImportFileProps) {
  const [chosen, setChosen] = createSignal<File>()
  let picker: HTMLInputElement | undefined
  const choose = () => picker?.click()
  untrack(() => props.ready?.(choose))
  createEffect(() => props.dropped && setChosen(props.dropped))
  createEffect(on(chosen, (file) => file || !picker || (picker.value = ''))) // the same file can be chosen again
  return (
    <>
      <Button onClick={choose}>
        <FileUp aria-hidden="true" /> {t`Import a file`}
      </Button>
      <input
        ref={(element) => (picker = element)}
        type="file"
        hidden
        aria-label={t`A file that Mesi exported`}
        onChange={(event) => setChosen(event.currentTarget.files?.[0])}
      />
      <Show when={chosen()} keyed>
        {(file) => (
          <Suspense>
            <Import
              file={file}
              close={() => {
                setChosen(undefined)
                props.onClosed?.()
              }}
            />
          </Suspense>
        )}
      </Show>
    </>
  )
}
