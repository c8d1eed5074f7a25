/** Mounts the app, nothing else. */
import { render } from 'solid-js/web'
import { Start } from './app/Start'

const place = document.querySelector('#app')
if (place) render(() => <Start />, place)
