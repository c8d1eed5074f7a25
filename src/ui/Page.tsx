import { t } from '../language'
import { useNavigate } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import { createEffect, type JSX, Show } from 'solid-js'
import './Page.css'

interface PageProps {
  readonly title: string
  /** A way back where the screen lies below another one. */
  readonly back?: boolean
  /** Beside the title: at most two quiet actions. */
  readonly actions?: JSX.Element
  /** The heading is said, but not shown: the screen itself shows what it is. */
  readonly bare?: boolean
  /** The title is somebody's own words. */
  readonly theirs?: boolean
  readonly children: JSX.Element
}

/** One screen: the slanted band with its heading, then what it is about. */
export function Page(props: PageProps) {
  const navigate = useNavigate()
  /** In a tab that was opened with this screen nothing lies before it. */
  const back = () => (history.length > 1 ? history.back() : navigate('/'))
  createEffect(() => {
    document.title = t`${props.title} · Mesi`
  })
  return (
    <div class="page">
      <header class="page-head" data-bare={props.bare ? '' : undefined}>
        <Show when={props.back}>
          <button
            type="button"
            class="button icon-button page-back"
            data-look="plain"
            aria-label={t`Back`}
            data-tip={t`Back`}
            onClick={back}
          >
            <ArrowLeft aria-hidden="true" />
          </button>
        </Show>
        <h1 class={props.bare ? 'unseen' : 'page-title'} dir={props.bare || props.theirs ? 'auto' : undefined} tabindex="-1">
          {props.title}
        </h1>
        <div class="page-actions">{props.actions}</div>
      </header>
      {props.children}
    </div>
  )
}
