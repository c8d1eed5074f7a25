import { t } from '../language'
import { Button } from '../ui/Button'
import { Progress } from '../ui/Progress'
import { Doorway } from './Door'

interface MakingProps {
  readonly name: string
  /** From 0 to 1; before it has begun, `undefined`. */
  readonly share: number | undefined
  readonly leave: () => void
}

/** While a town is made whose people have much to do. */
export function Making(props: MakingProps) {
  const percent = () => Math.floor((props.share ?? 0) * 100)
  return (
    <main class="door" data-late="">
      <Doorway title={props.name} busy>
        <p role="status">
          {props.share === 1
            ? t`Three months are over. Opening…`
            : t`Three months of life are being played out on this device, act by act. That takes a few seconds.`}
        </p>
        <Progress label={t`What has been lived`} share={props.share} />
        <p class="tabular" aria-hidden="true">
          {percent()} %
        </p>
        <Button onClick={() => props.leave()}>{t`Cancel`}</Button>
      </Doorway>
    </main>
  )
}
