import type { LaunchOptions } from '@playwright/test'
import { findBrowser } from '../../src/server/browsers.mjs'

/**
 * What tests do without in Chromium. The two popups of its address bar are pages of its own, made anew for every profile, and took a third
 * of what opening the app takes. The last such list counts alone, so those of Playwright's that matter on this system stand here again.
 */
const without = [
  'WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding',
  'ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,Translate,LensOverlay,MediaRouter,DialMediaRouteProvider',
  'GlobalMediaControls,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch',
]

/**
 * How each browser is started in tests, also by those that start a second one themselves. The loopback flag, together with camera and
 * microphone permission, lets two pages on a machine without any network find each other over WebRTC.
 */
export const chromium: LaunchOptions = {
  ...at(findBrowser('chromium')),
  args: [
    '--allow-loopback-in-peer-connection',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--font-render-hinting=none', // letters are as wide with windows as without
    `--disable-features=${without.join()}`,
  ],
}

const firefoxProgram = findBrowser('firefox')

/** Undefined where there is no Firefox. Driven over WebDriver BiDi, since Playwright's own protocol needs its own build. */
export const firefox: LaunchOptions | undefined =
  firefoxProgram === undefined
    ? undefined
    : {
        executablePath: firefoxProgram,
        channel: 'moz-firefox',
        firefoxUserPrefs: { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true },
      }

function at(executablePath: string | undefined): LaunchOptions {
  return executablePath ? { executablePath } : {}
}
