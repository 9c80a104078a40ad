import type { Sight } from '../../domain/access.ts'
import { publicId } from '../../domain/public-id.ts'
import { openStatuses, statuses } from '../../domain/status.ts'
import type { SummaryReader, WeekView } from '../../store/summary/reader.ts'
import type { Browse } from './browse.ts'
import { recordCounts } from './connections.ts'
import type { Summary } from './resources/summary.ts'
import { iso, severityCounts, troubleOf } from './values.ts'

interface Deps {
  readonly reader: Pick<SummaryReader, 'read' | 'weeks'>
  readonly boundedCount: (value: number) => Summary['overdue']
  readonly now: () => Date
  readonly sight: Sight
}

const weeksShown = 12
/** Milliseconds. A quarter of a year moves slowly, and reading it is dear. */
const trendKept = 60_000
const day = 24 * 60 * 60 * 1000

export function browseSummary({ reader, boundedCount, now, sight }: Deps): Browse['summary'] {
  const weeksFrom = remembered((from: string) => reader.weeks(new Date(`${from}T00:00:00Z`), statuses, sight), now)
  return async () => {
    const mondays = lastMondays(now(), weeksShown)
    const [view, weeks] = await Promise.all([reader.read(openStatuses, sight, now()), weeksFrom(mondays[0] ?? '')])
    return {
      open: severityCounts(view.open),
      overdue: boundedCount(view.overdue),
      byStatus: Object.fromEntries(statuses.map((status) => [status, view.byStatus[status] ?? 0])),
      trend: trendOf(mondays, weeks),
      records: recordCounts(view.records),
      connections: {
        total: view.connections,
        attention: view.attention.map((connection) => ({
          ...connection,
          id: publicId('connection', connection.id),
          problem: troubleOf(connection.problem),
        })),
      },
      filtered: view.filtered,
      operations: { queued: view.queued, running: view.running, awaitingConfirmation: view.held },
      lastSyncAt: iso(view.lastSyncAt),
    }
  }
}

/** Asks again only when the question changes or the answer is old. */
function remembered(read: (from: string) => Promise<readonly WeekView[]>, now: () => Date): typeof read {
  let last: { readonly from: string; readonly at: number; readonly weeks: Promise<readonly WeekView[]> } | undefined
  return (from) => {
    const at = now().getTime()
    if (last?.from === from && at - last.at < trendKept) return last.weeks
    const weeks = read(from)
    last = { from, at, weeks }
    weeks.catch(() => {
      last = undefined
    })
    return weeks
  }
}

/** Every week has its point, also those in which nothing happened. */
function trendOf(mondays: readonly string[], weeks: readonly WeekView[]): Summary['trend'] {
  const byWeek = new Map(weeks.map((week) => [week.week, week]))
  return mondays.map((week) => ({ week, detected: byWeek.get(week)?.detected ?? 0, closed: byWeek.get(week)?.closed ?? 0 }))
}

/** The Mondays (UTC) of the last weeks, `YYYY-MM-DD`, oldest first; the last one begins the week of `now`. */
export function lastMondays(now: Date, count: number): readonly string[] {
  const sinceMonday = (now.getUTCDay() + 6) % 7
  const monday = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - sinceMonday)
  return Array.from({ length: count }, (_, index) =>
    new Date(monday - (count - 1 - index) * 7 * day).toISOString().slice(0, 10),
  )
}
