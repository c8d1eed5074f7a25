/** Mounts the app, nothing else. */
import { render } from 'solid-js/web'
import { Entry } from './app/Entry'

const place = document.querySelector('#app')
if (place) render(() => <Entry />, place)
