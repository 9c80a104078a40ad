import { versionOrderOf } from './version/ecosystems.ts'
import { plain } from './version/plain.ts'
import { compareTexts, type VersionOrder } from './version/version-order.ts'

/**
 * The fix version of a problem for which scanners name several: the highest, because an upgrade to it satisfies each of them;
 * by the order of the package's ecosystem (`npm`), or where that cannot read them by their numbers from left to right. The
 * answer does not depend on who spoke first. `null` for none.
 */
export function reconcileFixVersions(versions: readonly string[], packageType: string | null): string | null {
  if (versions.length < 2) return versions[0] ?? null
  const order = packageType === null ? plain : versionOrderOf(packageType)
  const compare = versions.every(order.reads) ? inOrder(order) : byNumbers
  return versions.reduce((best, one) => (compare(one, best) > 0 ? one : best))
}

/** Versions that are the same, such as `1.0` and `1`, by their text. */
function inOrder({ compare }: VersionOrder): (left: string, right: string) => number {
  return (left, right) => compare(left, right) || compareTexts(left, right)
}

function byNumbers(left: string, right: string): number {
  const [first, second] = [numbersOf(left), numbersOf(right)]
  for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
    const difference = (first[index] ?? -1n) - (second[index] ?? -1n)
    if (difference !== 0n) return difference > 0n ? 1 : -1
  }
  return compareTexts(left, right)
}

function numbersOf(version: string): readonly bigint[] {
  return (version.match(/\d+/g) ?? []).map(BigInt)
}
