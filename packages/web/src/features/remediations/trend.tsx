import type { RemediationMetrics } from '../../api/types.ts'
import { WeekBars } from '../../components/week-bars.tsx'

interface TrendProps {
  readonly weeks: RemediationMetrics['weeks']
}

const series = [
  { name: 'opened', label: 'Opened', color: 'var(--pb-chart-in)' },
  { name: 'resolved', label: 'Resolved', color: 'var(--pb-chart-out)' },
] as const

/** What was begun and what was done, week by week. */
export function Trend({ weeks }: TrendProps) {
  return <WeekBars caption="Remediations opened and resolved by week" weeks={weeks} series={series} />
}
