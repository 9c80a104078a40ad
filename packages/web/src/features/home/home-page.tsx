import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { Summary } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SeverityTiles } from '../../components/severity-counts.tsx'
import { FilteredReasons } from '../operations/filtered-reasons.tsx'
import { RecordTally } from '../records/record-tally.tsx'
import { FirstSteps } from './first-steps.tsx'
import classes from './home.module.css'
import { NeedsHand } from './needs-hand.tsx'
import { summaryQuery } from './queries.ts'
import { RecentSyncs } from './recent-syncs.tsx'
import { useProgress } from './use-progress.ts'

/** The chart library is most of this page's weight: the numbers come first. */
const Trend = lazy(() => import('./trend.tsx').then((module) => ({ default: module.Trend })))

export function HomePage() {
  const { data: summary, error, refetch } = useQuery(summaryQuery)
  const progress = useProgress()
  const fresh = progress !== undefined && !progress.scanner

  return (
    <Page
      title="Home"
      lead={fresh ? 'From your tools to one truthful list, in three steps.' : summary && <Lead summary={summary} />}
    >
      {error !== null && <ProblemNotice error={error} during="Loading the overview" onRetry={() => void refetch()} />}
      {fresh && <FirstSteps progress={progress} />}
      {progress?.scanner === true && summary !== undefined && <Overview summary={summary} />}
      {(progress === undefined || (progress.scanner && summary === undefined)) && error === null && <Ghosts />}
    </Page>
  )
}

function Lead({ summary }: { readonly summary: Summary }) {
  if (summary.lastSyncAt === null) return <>No sync has finished yet.</>
  return (
    <>
      Last sync <RelativeTime at={summary.lastSyncAt} />
    </>
  )
}

function Overview({ summary }: { readonly summary: Summary }) {
  return (
    <>
      <SeverityTiles counts={summary.open} />
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Card title="Detected and closed by week" aside="Last 12 weeks">
            <Suspense fallback={<Skeleton height={220} />}>
              <Trend weeks={summary.trend} />
            </Suspense>
          </Card>
          <RecentSyncs />
        </div>
        <div className={classes.stack}>
          <NeedsHand summary={summary} />
          <Card title="Records">
            <div className={classes.tally}>
              <RecordTally counts={summary.records} />
            </div>
          </Card>
          <Card title="Left out by the import rules" aside="In the last syncs">
            <FilteredReasons filtered={summary.filtered} />
          </Card>
        </div>
      </div>
    </>
  )
}

function Ghosts() {
  return (
    <>
      <div className={classes.ghostTiles}>
        {['a', 'b', 'c', 'd', 'e'].map((key) => (
          <Skeleton key={key} height={84} radius={10} />
        ))}
      </div>
      <div className={classes.columns}>
        <Skeleton height={290} radius={10} />
        <Skeleton height={290} radius={10} />
      </div>
    </>
  )
}
