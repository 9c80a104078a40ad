import type { Operation } from '../../api/types.ts'
import { formatNumber } from '../../format/number.ts'

/** `1,204 seen · 12 new · 3 closed`: only what is worth a word. */
export function countsLine({ counts, problem, progress, state }: Operation): string {
  if (state === 'running' && progress.message !== null) return progress.message
  if (state === 'failed' && problem !== null) return problem.message
  const filtered = Object.values(counts.filtered).reduce((sum, count) => sum + count, 0)
  const parts: readonly (readonly [number, string])[] = [
    [counts.seen, 'seen'],
    [counts.new, 'new'],
    [counts.changed, 'changed'],
    [counts.closed, 'closed'],
    [counts.reopened, 're-opened'],
    [filtered, 'left out'],
    [counts.setAside, 'set aside'],
  ]
  return parts
    .filter(([count, word]) => count > 0 || word === 'seen')
    .map(([count, word]) => `${formatNumber(count)} ${word}`)
    .join(' · ')
}
