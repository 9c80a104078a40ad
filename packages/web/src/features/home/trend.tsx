import type { Summary } from '../../api/types.ts'
import { WeekBars } from '../../components/week-bars.tsx'

interface TrendProps {
  readonly weeks: Summary['trend']
}

const series = [
  { name: 'detected', label: 'Detected', color: 'var(--pb-chart-in)' },
  { name: 'closed', label: 'Closed', color: 'var(--pb-chart-out)' },
] as const

/** What came and what went, week by week. */
export function Trend({ weeks }: TrendProps) {
  return <WeekBars caption="Vulnerabilities detected and closed by week" weeks={weeks} series={series} />
}
