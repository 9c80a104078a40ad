import type { Reachability } from '@patchbay/sdk'

/** `finding.reachability` and `vulnerability.reachability` are ranks: higher is nearer to being reached. */
export const reachabilityRanks: Readonly<Record<Reachability, number>> = {
  unknown: 0,
  unreachable: 1,
  'potentially-reachable': 2,
  'reachable-dependency': 3,
  'reachable-function': 4,
}

const byRank = new Map(Object.entries(reachabilityRanks).map(([word, rank]) => [rank, word]))

/** The verdict of a rank. */
export function reachabilityOf(rank: number): string {
  return byRank.get(rank) ?? 'unknown'
}
