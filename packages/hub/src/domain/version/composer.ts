import { compareLists, compareNumbers, orderBy } from './version-order.ts'

interface ComposerVersion {
  readonly numbers: readonly string[]
  readonly stability: number
  /** Of the stability: `2` of `beta2`. */
  readonly step: readonly string[]
  readonly isDevelopment: boolean
}

/** As PHP's `version_compare` ranks them; a release without a word is between `rc` and `patch`. */
const stabilities: ReadonlyMap<string, number> = new Map([
  ['dev', -4],
  ['alpha', -3],
  ['a', -3],
  ['beta', -2],
  ['b', -2],
  ['rc', -1],
  ['stable', 0],
  ['patch', 1],
  ['pl', 1],
  ['p', 1],
])

const shape =
  /^v?(\d+(?:\.\d+){0,3})(?:[._-]?(stable|beta|b|rc|alpha|a|patch|pl|p)(?:[.-]?(\d+(?:[.-]\d+)*))?)?([.-]?dev)?(?:\+\S*)?$/i

/** Composer (https://getcomposer.org/doc/articles/versions.md; `Composer\Semver\VersionParser`). Branches are no versions. */
export const composer = orderBy(parse, compare)

function parse(version: string): ComposerVersion | null {
  const [, numbers, word, step, development] = shape.exec(version.trim()) ?? []
  if (numbers === undefined) return null
  const isDevelopment = development !== undefined
  return {
    numbers: numbers.split('.'),
    stability: stabilities.get(word?.toLowerCase() ?? (isDevelopment ? 'dev' : 'stable')) ?? 0,
    step: step?.split(/[.-]/) ?? [],
    isDevelopment,
  }
}

function compare(left: ComposerVersion, right: ComposerVersion): number {
  return (
    compareLists(left.numbers, right.numbers, '0', compareNumbers) ||
    left.stability - right.stability ||
    compareLists(left.step, right.step, '0', compareNumbers) ||
    Number(right.isDevelopment) - Number(left.isDevelopment)
  )
}
