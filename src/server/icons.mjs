/**
 * Draws the PNG icons from the mark: `node src/server/icons.mjs`, once after the mark changed. Systems crop a maskable icon as they
 * like, so that one fills its square, keeps the drop in the middle and has no holes.
 */
import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findBrowser } from './browsers.mjs'
import { root } from './shell.mjs'

const mark = readFileSync(`${root}public/icons/mark.svg`, 'utf8')
const ground = 'linear-gradient(135deg, #ff8f01 10%, #ff1f00 90%)'
const executablePath = findBrowser('chromium')
const browser = await chromium.launch(executablePath ? { executablePath } : {})

await draw('mark-192', 192, mark)
await draw('mark-512', 512, mark)
await draw(
  'maskable-512',
  512,
  `<div style="background:${ground}"><div style="background:#fff;inset:14%;position:absolute"></div>${mark}</div>`,
)
await browser.close()

/** @param {string} name @param {number} size @param {string} body */
async function draw(name, size, body) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body{margin:0}body>*{position:absolute;width:100%;height:100%}svg{position:absolute;inset:0}</style>${body}`,
  )
  await page.screenshot({ path: `${root}public/icons/${name}.png`, omitBackground: true })
  await page.close()
  console.log(`drew ${name}.png`)
}
