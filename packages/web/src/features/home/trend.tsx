import { BarChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import type { Summary } from '../../api/types.ts'
import { formatNumber } from '../../format/number.ts'
import { formatShortDay } from '../../format/time.ts'
import classes from './home.module.css'

interface TrendProps {
  readonly weeks: Summary['trend']
}

const series = [
  { name: 'detected', label: 'Detected', color: 'var(--pb-chart-in)' },
  { name: 'closed', label: 'Closed', color: 'var(--pb-chart-out)' },
]

/** What came and what went, week by week; the same numbers as a table for those who cannot see the bars. */
export function Trend({ weeks }: TrendProps) {
  const data = weeks.map((week) => ({ ...week, week: formatShortDay(week.week) }))

  return (
    <>
      <div className={classes.legend} aria-hidden>
        {series.map((each) => (
          <span key={each.name} className={classes.key}>
            <span className={classes.swatch} style={{ background: each.color }} />
            {each.label}
          </span>
        ))}
      </div>
      <div aria-hidden>
        <BarChart
          h={196}
          data={data}
          dataKey="week"
          series={series}
          tickLine="none"
          gridAxis="x"
          barChartProps={{ accessibilityLayer: false }}
          valueFormatter={formatNumber}
          barProps={{ radius: 2, isAnimationActive: false, maxBarSize: 14 }}
          tooltipAnimationDuration={0}
          yAxisProps={{ width: 44, allowDecimals: false }}
        />
      </div>
      <table className={classes.hidden}>
        <caption>Vulnerabilities detected and closed by week</caption>
        <thead>
          <tr>
            <th scope="col">Week of</th>
            <th scope="col">Detected</th>
            <th scope="col">Closed</th>
          </tr>
        </thead>
        <tbody>
          {data.map((week) => (
            <tr key={week.week}>
              <th scope="row">{week.week}</th>
              <td>{formatNumber(week.detected)}</td>
              <td>{formatNumber(week.closed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
