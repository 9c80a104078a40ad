import { compareLists, compareNumbers, compareTexts, orderBy } from './version-order.ts'

interface NugetVersion {
  readonly numbers: readonly string[]
  /** Empty for a release. */
  readonly labels: readonly string[]
}

/**
 * NuGet (https://learn.microsoft.com/en-us/nuget/concepts/package-versioning): one to four numbers, then labels as in Semantic
 * Versioning, but without regard to case. What follows a `+` does not count.
 */
export const nuget = orderBy(parse, compare)

function parse(version: string): NugetVersion | null {
  const [, numbers, labels] = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9a-z.-]+))?(?:\+[0-9a-z.-]*)?$/i.exec(version.trim()) ?? []
  if (numbers === undefined) return null
  return { numbers: numbers.split('.'), labels: labels?.toLowerCase().split('.') ?? [] }
}

function compare(left: NugetVersion, right: NugetVersion): number {
  const difference = compareLists(left.numbers, right.numbers, '0', compareNumbers)
  if (difference !== 0) return difference
  if (left.labels.length === 0 || right.labels.length === 0) return right.labels.length - left.labels.length
  return compareLists(left.labels, right.labels, '', compareLabels)
}

/** No label comes before any, and numbers come before words. */
function compareLabels(left: string, right: string): number {
  if (left === '' || right === '') return left.length - right.length
  const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)]
  if (leftIsNumber && rightIsNumber) return compareNumbers(left, right)
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1
  return compareTexts(left, right)
}
