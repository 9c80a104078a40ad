import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { RemediationMetrics } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { formatNumber, formatPercent } from '../../format/number.ts'
import operations from '../operations/operations.module.css'
import { remediationMetricsQuery } from './queries.ts'
import { modeNames } from './words.ts'

/** The chart library is most of this page's weight: the numbers come first. */
const Trend = lazy(() => import('./trend.tsx').then((module) => ({ default: module.Trend })))

const route = getRouteApi('/remediations/metrics')

export function RemediationMetricsPage() {
  const { product } = route.useSearch()
  const { data: metrics, error, refetch } = useQuery(remediationMetricsQuery(product))

  return (
    <Page
      title="How fixing goes"
      trail={<Link to="/remediations">Remediations</Link>}
      lead={product === undefined ? 'Everywhere, counted from what happened.' : 'In one product, counted from what happened.'}
    >
      {error !== null && <ProblemNotice error={error} during="Loading the figures" onRetry={() => void refetch()} />}
      {metrics === undefined ? (
        error === null && <Skeleton height={320} radius={10} />
      ) : (
        <MetricsCards metrics={metrics} product={product} />
      )}
    </Page>
  )
}

interface MetricsCardsProps {
  readonly metrics: RemediationMetrics
  readonly product: string | undefined
}

function MetricsCards({ metrics, product }: MetricsCardsProps) {
  return (
    <div className={operations.grid}>
      <div className={operations.stack}>
        <Card title="Opened and resolved by week" aside="Last 12 weeks">
          <Suspense fallback={<Skeleton height={220} />}>
            <Trend weeks={metrics.weeks} />
          </Suspense>
        </Card>
        <Card title="The last 30 days">
          <dl className={operations.counts}>
            {lastDays(metrics).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </div>
      <Card title="Under way" form="flush" aside={`${formatNumber(metrics.open.overdue)} overdue`}>
        {metrics.open.by.length === 0 && <div className={operations.line}>Nothing is under way.</div>}
        {metrics.open.by.map(({ mode, priority, count }) => (
          <Link
            key={`${mode} ${priority}`}
            to="/remediations"
            search={{ mode: [mode], priority: [priority], product: product === undefined ? undefined : [product] }}
            className={operations.line}
          >
            <SeverityMark severity={priority} form="label" />
            <span className={operations.lineName}>{modeNames[mode]}</span>
            <span className={operations.lineTime}>{formatNumber(count)}</span>
          </Link>
        ))}
        <div className={operations.line}>
          <span className={operations.lineName}>Vulnerabilities they cover</span>
          <span className={operations.lineTime}>{formatNumber(metrics.open.vulnerabilities)}</span>
        </div>
      </Card>
    </div>
  )
}

function lastDays({ last30Days: last }: RemediationMetrics): readonly (readonly [name: string, value: string])[] {
  return [
    ['Resolved', formatNumber(last.resolved)],
    ['Of them late', formatNumber(last.resolvedLate)],
    ['Vulnerabilities closed', formatNumber(last.vulnerabilities)],
    ['Median time', last.medianHours === null ? '–' : duration(last.medianHours)],
    ['Reopened', last.reopenedRate === null ? formatNumber(last.reopened) : formatPercent(last.reopenedRate)],
  ]
}

function duration(hours: number): string {
  return hours < 48 ? `${formatNumber(Math.round(hours))} h` : `${formatNumber(Math.round(hours / 24))} d`
}
