/**
 * The fix version of a problem for which scanners name several: the highest, because an upgrade to it satisfies each of them.
 * Versions are compared by their numbers from left to right, which is what the ecosystems' own orders have in common, and by
 * their text where the numbers are equal; so the answer does not depend on who spoke first. `null` for none.
 */
export function reconcileFixVersions(versions: readonly string[]): string | null {
  return versions.reduce<string | null>((best, one) => (best === null || compare(one, best) > 0 ? one : best), null)
}

function compare(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? -1n) - (right[index] ?? -1n)
    if (difference !== 0n) return difference > 0n ? 1 : -1
  }
  if (a === b) return 0
  return a > b ? 1 : -1
}

function numbersOf(version: string): readonly bigint[] {
  return (version.match(/\d+/g) ?? []).map(BigInt)
}
