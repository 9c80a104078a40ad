import type { OperationCounts } from '../../store/operations/writer.ts'

type Tally = Omit<OperationCounts, 'requests' | 'waitedMs' | 'pages'>

/** `1 page`, `2,000 pages`. */
export function amount(n: number, noun: string, plural = `${noun}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? noun : plural}`
}

/** `250 seen: 4 new, 245 unchanged, 3 left out (no-cve)`: only what is worth a word. */
export function tallied({ seen, filtered, ...counts }: Tally): string {
  const reasons = Object.entries(filtered).filter(([, n]) => n > 0)
  const left = reasons.reduce((sum, [, n]) => sum + n, 0)
  const parts = [
    ...(
      [
        [counts.new, 'new'],
        [counts.changed, 'changed'],
        [counts.unchanged, 'unchanged'],
        [counts.reopened, 're-opened'],
        [counts.closed, 'closed'],
        [counts.setAside, 'set aside'],
      ] as const
    ).flatMap(([n, word]) => (n > 0 ? [`${n.toLocaleString('en')} ${word}`] : [])),
    ...(left > 0 ? [`${left.toLocaleString('en')} left out (${reasons.map(([reason]) => reason).join(', ')})`] : []),
  ]
  return `${seen.toLocaleString('en')} seen${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}

/** `850 ms`, `34 s`, `3 min 12 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
