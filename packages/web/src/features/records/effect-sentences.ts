import type { MapPreview } from '../../api/types.ts'
import { formatCount } from '../../format/number.ts'

/** What a mapping does, over all its records. */
export interface Effect {
  readonly findings: number
  readonly closed: number
  readonly moved: number
  readonly merged: number
  readonly left: number
  readonly dismissed: number
  readonly decisions: number
  /** Exports that are sent without what leaves; of those, what holds nothing else; and those sent with what comes. */
  readonly exportsLeft: number
  readonly exportsEmptied: number
  readonly exportsJoined: number
  readonly refused: readonly string[]
}

export function sumOf(previews: readonly MapPreview[]): Effect {
  const sum = (read: (preview: MapPreview) => number) => previews.reduce((total, preview) => total + read(preview), 0)
  return {
    findings: sum(({ findings }) => findings.moved),
    closed: sum(({ findings }) => findings.closed),
    moved: sum(({ vulnerabilities }) => vulnerabilities.moved),
    merged: sum(({ vulnerabilities }) => vulnerabilities.merged),
    left: sum(({ vulnerabilities }) => vulnerabilities.left),
    dismissed: sum(({ vulnerabilities }) => vulnerabilities.dismissed),
    decisions: sum(({ decisions }) => decisions),
    exportsLeft: sum((preview) => preview.exports.left),
    exportsEmptied: sum((preview) => preview.exports.emptied),
    exportsJoined: sum((preview) => preview.exports.joined),
    refused: previews.flatMap(({ problem }) => problem ?? []),
  }
}

/** The same for people, one thing a sentence; what does not happen is not said. */
export function effectSentences(effect: Effect): readonly string[] {
  const { findings, closed, moved, merged, left, dismissed, decisions, refused } = effect
  const said = [
    ...(findings === 0 ? [] : [`${formatCount(findings, 'finding')} ${are(findings, 'moves', 'move')} along.`]),
    ...(moved === 0 ? [] : [`${vulnerabilities(moved)} ${are(moved, 'comes', 'come')} to the new place.`]),
    ...(merged === 0
      ? []
      : [
          `${vulnerabilities(merged)} ${are(merged, 'meets its', 'meet their')} like there and ${are(merged, 'becomes', 'become')} one with it.`,
        ]),
    ...(left === 0
      ? []
      : [
          `${vulnerabilities(left)} ${are(left, 'stays', 'stay')} open where ${are(left, 'it is', 'they are')}: other records see ${are(left, 'it', 'them')} too.`,
        ]),
    ...(closed === 0 ? [] : [`${formatCount(closed, 'finding')} ${are(closed, 'closes', 'close')} as unmapped.`]),
    ...(dismissed === 0
      ? []
      : [
          `${vulnerabilities(dismissed)} ${are(dismissed, 'is', 'are')} dismissed: nobody else sees ${are(dismissed, 'it', 'them')}.`,
        ]),
    ...(decisions === 0 ? [] : [`${formatCount(decisions, 'decision')} ${are(decisions, 'goes', 'go')} along.`]),
    ...exportSentences(effect),
    ...refused,
  ]
  return said.length === 0 ? ['No finding moves. Findings come with the next sync.'] : said
}

function exportSentences({ exportsLeft, exportsEmptied, exportsJoined }: Effect): readonly string[] {
  const thinned = exportsLeft - exportsEmptied
  return [
    ...(thinned === 0 ? [] : [`${formatCount(thinned, 'export')} ${are(thinned, 'is', 'are')} sent without what leaves.`]),
    ...(exportsEmptied === 0
      ? []
      : [
          `${formatCount(exportsEmptied, 'export')} ${are(exportsEmptied, 'holds', 'hold')} nothing else and ${are(exportsEmptied, 'is', 'are')} emptied over there.`,
        ]),
    ...(exportsJoined === 0
      ? []
      : [`${formatCount(exportsJoined, 'export')} of the new place ${are(exportsJoined, 'is', 'are')} sent with what comes.`]),
  ]
}

function vulnerabilities(count: number): string {
  return formatCount(count, 'vulnerability', 'vulnerabilities')
}

function are(count: number, one: string, many: string): string {
  return count === 1 ? one : many
}
