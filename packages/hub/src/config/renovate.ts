import { isAbsolute } from 'node:path'
import type { Reader } from './read.ts'

/** The operator's Renovate. */
export interface RenovateProgram {
  /** `PATCHBAY_RENOVATE`. Absolute, so that it is always the same one. */
  readonly executable: string
  /** What it gets of this process's environment. */
  readonly environment: Readonly<Record<string, string>>
}

/** The way to programs and out of the network. */
const passedOn = [
  'PATH',
  'LANG',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
]

export function readRenovate(read: Reader): RenovateProgram | undefined {
  const executable = read.text('PATCHBAY_RENOVATE')
  if (executable === undefined) return undefined
  if (!isAbsolute(executable)) {
    read.refuse('PATCHBAY_RENOVATE', `is "${executable}"; give the absolute path of the program`)
  }
  const known = passedOn.flatMap((name) => {
    const value = read.text(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return { executable, environment: Object.fromEntries(known) }
}
