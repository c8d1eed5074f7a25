import './Progress.css'

/** How far something is, from 0 to 1; without a share it only says that something is under way. */
export function Progress(props: { readonly label: string; readonly share?: number | undefined }) {
  return <progress class="progress" aria-label={props.label} max={1} {...(props.share === undefined ? {} : { value: props.share })} />
}
