import { compareNumbers, compareTexts, orderBy } from './version-order.ts'

interface Token {
  readonly separator: '.' | '-'
  readonly text: string
}

/**
 * Maven (https://maven.apache.org/pom.html#version-order-specification): tokens with the separator before each, where a change
 * between digits and letters separates like a hyphen.
 */
export const maven = orderBy(parse, compare)

/** Before and at a release; other words come after these in the order of the alphabet. */
const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp']
const aliases: ReadonlyMap<string, string> = new Map([
  ['cr', 'rc'],
  ['final', ''],
  ['ga', ''],
  ['release', ''],
])
const shorthands: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
])

function parse(version: string): readonly Token[] | null {
  if (!/^[0-9a-z][0-9a-z._+-]*$/i.test(version)) return null
  return withoutNulls(tokensOf(version.toLowerCase()))
}

function tokensOf(version: string): readonly Token[] {
  const tokens: Token[] = []
  let separator: Token['separator'] = '-'
  for (const part of version.split(/([.-])/)) {
    if (part === '.' || part === '-') {
      separator = part
      continue
    }
    const texts = part === '' ? ['0'] : (part.match(/\d+|\D+/g) ?? [])
    for (const [index, text] of texts.entries()) {
      const isShort = isNumber(texts[index + 1] ?? '')
      const word = (isShort ? shorthands.get(text) : undefined) ?? aliases.get(text) ?? text
      tokens.push({ separator: index === 0 ? separator : '-', text: word })
    }
  }
  return tokens
}

/** Trailing nulls say nothing, neither at the end nor before a hyphen. */
function withoutNulls(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = []
  for (const token of tokens) {
    if (token.separator === '-') trimNulls(kept)
    kept.push(token)
  }
  trimNulls(kept)
  return kept
}

function trimNulls(tokens: Token[]): void {
  while (tokens.length > 0 && isNull(tokens.at(-1)?.text ?? '')) tokens.pop()
}

function isNull(text: string): boolean {
  return text === '' || /^0+$/.test(text)
}

function compare(left: readonly Token[], right: readonly Token[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = compareTokens(left[index] ?? padding(right[index]), right[index] ?? padding(left[index]))
    if (difference !== 0) return difference
  }
  return 0
}

/** What stands opposite a token that the shorter version does not have. */
function padding(opposite: Token | undefined): Token {
  return opposite?.separator === '.' && isNumber(opposite.text)
    ? { separator: '.', text: '0' }
    : { separator: '-', text: isNumber(opposite?.text ?? '') ? '0' : '' }
}

function compareTokens(left: Token, right: Token): number {
  const ranks = kindOf(left) - kindOf(right)
  if (ranks !== 0) return ranks
  return isNumber(left.text) ? compareNumbers(left.text, right.text) : compareQualifiers(left.text, right.text)
}

/** `.word` and `-word`, then `-number`, then `.number`. */
function kindOf({ separator, text }: Token): number {
  if (!isNumber(text)) return 0
  return separator === '-' ? 1 : 2
}

function compareQualifiers(left: string, right: string): number {
  const [first, second] = [qualifiers.indexOf(left), qualifiers.indexOf(right)]
  if (first === -1 && second === -1) return compareTexts(left, right)
  return (first === -1 ? qualifiers.length : first) - (second === -1 ? qualifiers.length : second)
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text)
}
