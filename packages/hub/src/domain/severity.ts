import type { Severity } from '@patchbay/sdk'

const ranks: Readonly<Record<Severity, number>> = { critical: 5, high: 4, medium: 3, low: 2, info: 1, unknown: 0 }

/** Words that mean one of ours wherever they are used. A word that differs from vendor to vendor is the connector's business. */
const words: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['minor', 'low'],
  ['info', 'info'],
  ['informational', 'info'],
  ['information', 'info'],
  ['negligible', 'info'],
  ['none', 'info'],
])

/** `critical` 5 down to `info` 1; `unknown` 0, so that anything a scanner did say outranks silence. */
export function severityRank(severity: Severity): number {
  return ranks[severity]
}

/** The worst of several; `unknown` for none. */
export function maximumSeverity(severities: Iterable<Severity>): Severity {
  let worst: Severity = 'unknown'
  for (const severity of severities) {
    if (ranks[severity] > ranks[worst]) worst = severity
  }
  return worst
}

/** Reads a severity in words, whatever the case; `unknown` for a word we do not know, never a guess. */
export function severityFromWord(word: string): Severity {
  return words.get(word.trim().toLowerCase()) ?? 'unknown'
}
