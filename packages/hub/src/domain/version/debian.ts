import { compareNumbers, orderBy } from './version-order.ts'

interface DebianVersion {
  readonly epoch: string
  readonly upstream: string
  readonly revision: string
}

/** Debian and Ubuntu (https://www.debian.org/doc/debian-policy/ch-controlfields.html#version). */
export const debian = orderBy(parse, compare)

function parse(version: string): DebianVersion | null {
  const [, epoch = '0', upstream, revision = '0'] =
    /^(?:(\d+):)?([0-9a-z.+~:-]+?)(?:-([0-9a-z.+~]+))?$/i.exec(version.trim()) ?? []
  return upstream === undefined || !/^\d/.test(upstream) ? null : { epoch, upstream, revision }
}

function compare(left: DebianVersion, right: DebianVersion): number {
  return (
    compareNumbers(left.epoch, right.epoch) ||
    compareParts(left.upstream, right.upstream) ||
    compareParts(left.revision, right.revision)
  )
}

/** Text and numbers by turns; `~` comes before the end, and letters before everything else. */
function compareParts(left: string, right: string): number {
  let [first, second] = [left, right]
  while (first !== '' || second !== '') {
    const [firstText, secondText] = [leading(first, /^\D*/), leading(second, /^\D*/)]
    const texts = compareTexts(firstText, secondText)
    if (texts !== 0) return texts
    ;[first, second] = [first.slice(firstText.length), second.slice(secondText.length)]
    const [firstNumber, secondNumber] = [leading(first, /^\d*/), leading(second, /^\d*/)]
    const numbers = compareNumbers(firstNumber || '0', secondNumber || '0')
    if (numbers !== 0) return numbers
    ;[first, second] = [first.slice(firstNumber.length), second.slice(secondNumber.length)]
  }
  return 0
}

function leading(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? ''
}

function compareTexts(left: string, right: string): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = weight(left[index]) - weight(right[index])
    if (difference !== 0) return difference
  }
  return 0
}

function weight(character: string | undefined): number {
  if (character === '~') return -1
  if (character === undefined) return 0
  return /[a-z]/i.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256
}
