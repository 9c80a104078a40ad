import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const Manifest = z.object({ name: z.literal('patchbay'), version: z.string() })

/** The version in `package.json`, which lies one folder up from the sources and two up from what is compiled of them. */
export function readVersion(): string {
  const places = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url))
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error('Patchbay is not complete: its package.json is missing. Install it again.')
  return Manifest.parse(JSON.parse(readFileSync(found, 'utf8'))).version
}
