/** Mounts the app, nothing else. */
import { render } from 'solid-js/web'

const place = document.querySelector('#app')
if (place) render(() => <main>Mesi in a bottle</main>, place)
