import semver from 'semver'
import { orderBy } from './version-order.ts'

/**
 * Go modules (https://go.dev/ref/mod#versions): semantic versions with a `v`, which scanners often leave out. Pseudo-versions
 * are pre-releases, so they need nothing of their own. Go itself, as `stdlib`, has versions of two parts.
 */
export const go = orderBy((version) => semver.parse(whole(version)), semver.compare)

function whole(version: string): string {
  const [, numbers, rest] = /^(?:v|go)?(\d+(?:\.\d+)?)((?:[-+].*)?)$/.exec(version) ?? []
  if (numbers === undefined) return version.replace(/^go/, '')
  return `${numbers}${numbers.includes('.') ? '.0' : '.0.0'}${rest}`
}
