import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const path = '/usr/bin/chromium'

/** Debian's Chromium, without a window and without a word to anyone. Throws with what to install where it is missing. */
export const openBrowser = (): Promise<Browser> => {
  if (!existsSync(path)) {
    throw new Error(
      `The pages are tried in Chromium, and there is none at ${path}. Install it: apt-get install chromium`,
    )
  }
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
