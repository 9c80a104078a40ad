import { compareLists, compareNumbers, compareTexts, orderBy } from './version-order.ts'

interface AlpineVersion {
  readonly first: string
  readonly numbers: readonly string[]
  readonly letter: string
  readonly suffixes: readonly Suffix[]
  readonly release: string
}

interface Suffix {
  readonly rank: number
  readonly number: string
}

/** Before a release, and after it. */
const suffixRanks: ReadonlyMap<string, number> = new Map([
  ['alpha', -4],
  ['beta', -3],
  ['pre', -2],
  ['rc', -1],
  ['cvs', 1],
  ['svn', 2],
  ['git', 3],
  ['hg', 4],
  ['p', 5],
])
const noSuffix: Suffix = { rank: 0, number: '0' }

const shape = /^(\d+)((?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~[0-9a-f]+)?(?:-r(\d+))?$/

/** Alpine (https://wiki.alpinelinux.org/wiki/APKBUILD_Reference#pkgver; `src/version.c` of apk-tools). */
export const alpine = orderBy(parse, compare)

function parse(version: string): AlpineVersion | null {
  const [, first, numbers = '', letter = '', suffixes = '', release = '0'] = shape.exec(version.trim()) ?? []
  if (first === undefined) return null
  return { first, numbers: numbers.split('.').slice(1), letter, suffixes: suffixes.split('_').slice(1).map(suffixOf), release }
}

function suffixOf(text: string): Suffix {
  const [, word = '', number = ''] = /^([a-z]+)(\d*)$/.exec(text) ?? []
  return { rank: suffixRanks.get(word) ?? 0, number: number || '0' }
}

function compare(left: AlpineVersion, right: AlpineVersion): number {
  return (
    compareNumbers(left.first, right.first) ||
    compareFurther(left.numbers, right.numbers) ||
    compareTexts(left.letter, right.letter) ||
    compareLists(left.suffixes, right.suffixes, noSuffix, compareSuffixes) ||
    compareNumbers(left.release, right.release)
  )
}

/** After the first number, one with a leading zero is compared as digits behind a point would be. More numbers are newer. */
function compareFurther(left: readonly string[], right: readonly string[]): number {
  for (const [index, first] of left.entries()) {
    const second = right[index]
    if (second === undefined) return 1
    const isFraction = first.startsWith('0') || second.startsWith('0')
    const difference = isFraction ? compareTexts(first, second) : compareNumbers(first, second)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function compareSuffixes(left: Suffix, right: Suffix): number {
  return left.rank - right.rank || compareNumbers(left.number, right.number)
}
