import { BarChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import { formatNumber } from '../format/number.ts'
import { formatShortDay } from '../format/time.ts'
import classes from './week-bars.module.css'

interface WeekSeries<Name extends string> {
  readonly name: Name
  readonly label: string
  readonly color: string
}

interface WeekBarsProps<Name extends string> {
  /** Of the table. */
  readonly caption: string
  readonly weeks: readonly (Readonly<Record<NoInfer<Name>, number>> & { readonly week: string })[]
  readonly series: readonly WeekSeries<Name>[]
}

/** What happened, week by week; the same numbers as a table for those who cannot see the bars. */
export function WeekBars<Name extends string>({ caption, weeks, series }: WeekBarsProps<Name>) {
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
          series={[...series]}
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
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Week of</th>
            {series.map((each) => (
              <th key={each.name} scope="col">
                {each.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((week) => (
            <tr key={week.week}>
              <th scope="row">{week.week}</th>
              {series.map((each) => (
                <td key={each.name}>{formatNumber(week[each.name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
