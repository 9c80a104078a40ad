import { unreadableFeed } from './feed.ts'

export interface EpssScore {
  readonly identifier: string
  /** 0–1. */
  readonly score: number
  readonly percentile: number
}

export interface EpssEdition {
  /** Scores of different model versions do not compare. */
  readonly modelVersion: string | null
  readonly scoredAt: Date | null
  /** By identifier, in the order of its characters. */
  readonly scores: readonly EpssScore[]
}

/** Far above the number of CVEs there are; a file with more is none of FIRST's. */
const mostRows = 2_000_000

const row = /^(CVE-\d{4}-\d{4,19}),([0-9.eE+-]+),([0-9.eE+-]+)$/

/**
 * Reads FIRST's daily list (https://www.first.org/epss/data_stats): an optional comment with model and date, the names of the
 * columns, then a row each. Throws a `feed-unreadable` problem for the first row that is anything else.
 */
export async function readEpss(lines: AsyncIterable<string>): Promise<EpssEdition> {
  const scores: EpssScore[] = []
  let comment = ''
  let named = false
  let number = 0
  for await (const line of lines) {
    number += 1
    if (line === '') continue
    if (!named && line.startsWith('#')) comment = line
    else if (!named) {
      if (line.trim() !== 'cve,epss,percentile')
        throw unreadableFeed('The list of EPSS scores does not begin with its columns.')
      named = true
    } else scores.push(scoreOf(line, number))
    if (scores.length > mostRows) throw unreadableFeed(`The list of EPSS scores has more than ${mostRows} rows.`)
  }
  if (scores.length === 0) throw unreadableFeed('The list of EPSS scores is empty.')
  scores.sort((left, right) => (left.identifier < right.identifier ? -1 : 1))
  const twin = scores.find((score, index) => score.identifier === scores[index + 1]?.identifier)
  if (twin !== undefined) throw unreadableFeed(`The list of EPSS scores has ${twin.identifier} twice.`)
  return {
    modelVersion: /model_version:([^,\s]+)/.exec(comment)?.[1] ?? null,
    scoredAt: dateOf(/score_date:([^,\s]+)/.exec(comment)?.[1]),
    scores,
  }
}

function scoreOf(line: string, number: number): EpssScore {
  const [, identifier, score, percentile] = row.exec(line.trimEnd()) ?? []
  const values = [Number(score), Number(percentile)]
  if (identifier === undefined || !values.every((value) => value >= 0 && value <= 1)) {
    throw unreadableFeed(`Line ${number} of the list of EPSS scores cannot be read: it may be cut off.`)
  }
  return { identifier, score: Number(score), percentile: Number(percentile) }
}

/** Written as `2026-07-23T12:00:26Z`, `2026-07-23T00:00:00+0000` or `2026-07-23`. */
function dateOf(text: string | undefined): Date | null {
  if (text === undefined) return null
  const date = new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isNaN(date.getTime()) ? null : date
}
