import { existsSync } from 'node:fs'
import { installDebianPackage } from './debian-package.ts'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The Chromium to run browser tests with: the one `CHROMIUM_PATH` names, else one in a usual place. Where `install` is
 * set a missing one is installed, or it throws. Resolves to `undefined` where there is none.
 */
export async function findChromium(install: boolean): Promise<string | undefined> {
  const named = process.env['CHROMIUM_PATH']
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
  if (named) return named

  const found = places.find((place) => existsSync(place))
  if (found !== undefined || !install) return found

  await installDebianPackage('chromium')
  return findChromium(false)
}
