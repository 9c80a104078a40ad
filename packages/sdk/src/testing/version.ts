/**
 * Orders versions of any ecosystem well enough for test data: numbers by value, words by the alphabet, and a word after
 * the numbers (`2.0.0-rc1`) before the same version without one. Negative when `left` comes first.
 */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [splitVersion(left), splitVersion(right)]
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = compareParts(a[index], b[index])
    if (order !== 0) return order
  }
  return 0
}

/** The smallest of the fixed versions that is newer than the one in use; `null` when there is none. */
export function nextFixedVersion(version: string, fixed: readonly string[]): string | null {
  const [smallest] = fixed.filter((candidate) => compareVersions(candidate, version) > 0).sort(compareVersions)
  return smallest ?? null
}

function splitVersion(version: string): readonly string[] {
  return version.replace(/^v(?=\d)/, '').match(/\d+|[a-z]+/gi) ?? []
}

function compareParts(left: string | undefined, right: string | undefined): number {
  const [a, b] = [rank(left), rank(right)]
  if (a !== b) return a - b
  if (left === undefined || right === undefined || left === right) return 0
  if (a === numeric) return Number(left) - Number(right)
  return left < right ? -1 : 1
}

const numeric = 2

/** A word sorts before the end of the version, a number after it. */
function rank(part: string | undefined): number {
  if (part === undefined) return 1
  return /\d/.test(part) ? numeric : 0
}
