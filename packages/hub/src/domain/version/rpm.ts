import { compareNumbers, compareTexts, orderBy } from './version-order.ts'

interface RpmVersion {
  readonly epoch: string
  readonly version: string
  /** Empty where it is not told: then it does not count. */
  readonly release: string
}

/** Red Hat, SUSE and others (the manual page rpm-version(7)). */
export const rpm = orderBy(parse, compare)

function parse(text: string): RpmVersion | null {
  const [, epoch = '0', version, release = ''] = /^(?:(\d+):)?([0-9a-z._+~^]+)(?:-([0-9a-z._+~^]+))?$/i.exec(text.trim()) ?? []
  return version === undefined || !/\d/.test(version) ? null : { epoch, version, release }
}

function compare(left: RpmVersion, right: RpmVersion): number {
  const difference = compareNumbers(left.epoch, right.epoch) || compareParts(left.version, right.version)
  if (difference !== 0 || left.release === '' || right.release === '') return difference
  return compareParts(left.release, right.release)
}

/** `rpmvercmp`: runs of digits and of letters, `~` before the end, `^` after it but before more. */
function compareParts(left: string, right: string): number {
  const [first, second] = [segmentsOf(left), segmentsOf(right)]
  for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
    const difference = compareSegments(first[index], second[index])
    if (difference !== 0) return difference
  }
  return 0
}

function segmentsOf(text: string): readonly string[] {
  return text.match(/\d+|[a-z]+|~|\^/gi) ?? []
}

function compareSegments(left: string | undefined, right: string | undefined): number {
  const ranks = rankOf(left) - rankOf(right)
  if (ranks !== 0 || left === undefined || right === undefined) return ranks
  return /^\d/.test(left) ? compareNumbers(left, right) : compareTexts(left, right)
}

function rankOf(segment: string | undefined): number {
  if (segment === '~') return 0
  if (segment === undefined) return 1
  if (segment === '^') return 2
  return /^\d/.test(segment) ? 4 : 3
}
