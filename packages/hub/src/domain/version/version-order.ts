/** How the versions of one ecosystem are ordered. */
export interface VersionOrder {
  /** Whether the text is one of its versions. */
  readonly reads: (version: string) => boolean
  /** Negative, zero or positive. Both have to be versions. */
  readonly compare: (left: string, right: string) => number
}

/** A version order from a parser, which answers `null` for what is no version, and an order of what it reads. */
export function orderBy<Parsed>(
  parse: (version: string) => Parsed | null,
  compare: (left: Parsed, right: Parsed) => number,
): VersionOrder {
  return {
    reads: (version) => parse(version) !== null,
    compare: (left, right) => {
      const [first, second] = [parse(left), parse(right)]
      if (first === null || second === null) throw new RangeError(`"${first === null ? left : right}" is no version.`)
      return compare(first, second)
    },
  }
}

/** Numbers of any length, written in digits. */
export function compareNumbers(left: string, right: string): number {
  const [first, second] = [left.replace(/^0+(?=\d)/, ''), right.replace(/^0+(?=\d)/, '')]
  return first.length - second.length || compareTexts(first, second)
}

/** By code units, as the ecosystems' own comparisons of ASCII texts do. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Part by part; what one of the lists does not have is `missing`. */
export function compareLists<Part>(
  left: readonly Part[],
  right: readonly Part[],
  missing: Part,
  compare: (left: Part, right: Part) => number,
): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = compare(left[index] ?? missing, right[index] ?? missing)
    if (difference !== 0) return difference
  }
  return 0
}
