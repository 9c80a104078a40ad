import { z } from 'zod'
import type { Sight } from '../../domain/access.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import { activeStates, possibleActions } from '../../domain/remediation-state.ts'
import { severityRank } from '../../domain/severity.ts'
import { remainingReasons } from '../../domain/upgrade.ts'
import { mayWait } from '../../domain/waiting.ts'
import type { RemediationMetricsReader } from '../../store/remediations/metrics-reader.ts'
import type { RemediationReader } from '../../store/remediations/reader.ts'
import type { ClosedView, RemediationEventView, RemediationView } from '../../store/remediations/view.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse, RemediationFilter } from './browse.ts'
import { productRef, repositoryRef } from './records.ts'
import {
  BaseMove,
  type Remediation,
  type RemediationDetail,
  type RemediationEvent,
  type RemediationMetrics,
  Upgrade,
} from './resources/remediation.ts'
import { Status } from './resources/vulnerability.ts'
import { lastMondays } from './summary.ts'
import { idsOf, iso, objectOf, severityCounts, severityOf } from './values.ts'

interface Deps {
  readonly reader: RemediationReader
  readonly metrics: RemediationMetricsReader
  readonly nameActors: NameActors
  readonly now: () => Date
  readonly sight: Sight
}

/** What is stored of a fix. */
const StoredFix = z.object({
  upgrades: z.array(Upgrade),
  base: BaseMove.optional(),
  remaining: z.array(z.object({ vulnerability: z.int(), reason: z.enum(remainingReasons) })),
})

const day = 24 * 60 * 60 * 1000
const hour = 60 * 60 * 1000
const weeksShown = 12
const mostRemaining = 500

export function browseRemediations({ reader, metrics, nameActors, now, sight }: Deps): Browse['remediations'] {
  return {
    async list(filter, page) {
      const { rows, nextCursor, count } = await reader.list({ ...stored(filter, now()), sight }, page)
      const actorOf = await nameActors(rows.flatMap((row) => [row.createdBy, row.waitingBy]))
      return { items: rows.map((row) => toRemediation(row, actorOf, now())), nextCursor, count }
    },
    async get(id) {
      const remediationId = databaseId('remediation', id)
      const view = await reader.find(remediationId)
      if (view === undefined) throw notFound('remediation', id)
      const remaining = StoredFix.parse(view.fix).remaining.slice(0, mostRemaining)
      const [closes, events, names] = await Promise.all([
        reader.closes(remediationId),
        reader.events(remediationId),
        reader.names(remaining.map(({ vulnerability }) => vulnerability)),
      ])
      const actorOf = await nameActors([view.createdBy, view.waitingBy, ...events.map((event) => event.actor)])
      return {
        ...toRemediation(view, actorOf, now()),
        closes: closes.map(toClosed),
        remaining: remaining.flatMap(({ vulnerability, reason }) => {
          const name = names.get(vulnerability)
          return name === undefined ? [] : [{ id: publicId('vulnerability', vulnerability), name, reason }]
        }),
        history: events.map((event) => toEvent(event, actorOf)),
      }
    },
    metrics: async (filter) => metricsOf(metrics, { product: idsOf('product', filter.product), sight }, now()),
  }
}

function stored({ overdue, ...filter }: RemediationFilter, now: Date) {
  return {
    ...filter,
    priority: filter.priority?.map(severityRank),
    product: idsOf('product', filter.product),
    repository: idsOf('repository', filter.repository),
    image: idsOf('image', filter.image),
    vulnerability: idsOf('vulnerability', filter.vulnerability),
    campaign: idsOf('campaign', filter.campaign),
    ...(overdue === true && { overdueAt: now }),
  }
}

function toRemediation(view: RemediationView, actorOf: ActorOf, now: Date): Remediation {
  const { id, assetId, assetName, assetKind, dueAt, state } = view
  const fix = StoredFix.parse(view.fix)
  const isActive = activeStates.some((active) => active === state)
  const isOngoing = isActive || state === 'proposed'
  return {
    id: publicId('remediation', id),
    title: view.title,
    mode: view.mode,
    state,
    stateSince: view.stateSince.toISOString(),
    stateReason: view.stateReason,
    actions: [...possibleActions(state)],
    priority: severityOf(view.priority),
    priorityTold: view.toldPriority !== null,
    owner: view.owner,
    campaign:
      view.campaignId === null || view.campaignName === null
        ? null
        : { id: publicId('campaign', view.campaignId), name: view.campaignName },
    dueAt: iso(dueAt),
    timeLeft: isOngoing && dueAt !== null ? Math.floor((dueAt.getTime() - now.getTime()) / 1000) : null,
    dueTold: view.toldDueAt !== null,
    waiting: waitingOf(view, actorOf),
    mayWait: mayWait(state),
    isOverdue: isActive && dueAt !== null && dueAt < now,
    product: productRef(view.productId, view.productName),
    repository: assetKind === 'repository' ? repositoryRef(assetId, assetName, view.repositoryUrl) : null,
    image: assetKind === 'image' ? { id: publicId('image', assetId), name: assetName } : null,
    asset: assetName,
    vulnerabilities: view.vulnerabilities,
    openVulnerabilities: view.openVulnerabilities,
    open: severityCounts(view.openBySeverity),
    upgrades: fix.upgrades,
    baseImage: fix.base ?? null,
    createdBy: actorOf(view.createdBy),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}

function waitingOf(view: RemediationView, actorOf: ActorOf): Remediation['waiting'] {
  const { waitingSince: since, waitingUntil: until, waitingReason: reason, waitingBy: by } = view
  if (since === null || reason === null) return null
  return { since: since.toISOString(), until: iso(until), reason, by: actorOf(by) }
}

function toClosed({
  id,
  name,
  title,
  severity,
  status,
  packageName,
  location,
}: ClosedView): RemediationDetail['closes'][number] {
  return {
    id: publicId('vulnerability', id),
    name,
    title,
    severity: severityOf(severity),
    status: Status.parse(status),
    package: packageName,
    location,
  }
}

/** What figures are made of is of no use to people. */
function toEvent({ at, kind, actor, data }: RemediationEventView, actorOf: ActorOf): RemediationEvent {
  const { facts: _, ...told } = objectOf(data) ?? {}
  return { at: at.toISOString(), event: kind, actor: actorOf(actor), data: told }
}

async function metricsOf(
  reader: RemediationMetricsReader,
  scope: { readonly product: readonly number[] | undefined; readonly sight: Sight },
  now: Date,
): Promise<RemediationMetrics> {
  const mondays = lastMondays(now, weeksShown)
  const [standing, last, weeks] = await Promise.all([
    reader.standing(scope, now),
    reader.throughput(scope, new Date(now.getTime() - 30 * day), now),
    reader.weeks(scope, new Date(`${mondays[0]}T00:00:00Z`), now),
  ])
  const sum = (read: (row: (typeof standing)[number]) => number) => standing.reduce((total, row) => total + read(row), 0)
  const byWeek = new Map(weeks.map((week) => [week.week, week]))
  return {
    open: {
      total: sum((row) => row.count),
      overdue: sum((row) => row.overdue),
      vulnerabilities: sum((row) => row.vulnerabilities),
      by: standing.map(({ mode, priority, count }) => ({ mode, priority: severityOf(priority), count })),
    },
    last30Days: {
      resolved: last.resolved,
      resolvedLate: last.late,
      vulnerabilities: last.closed,
      reopened: last.reopened,
      reopenedRate: last.resolved === 0 ? null : last.reopened / last.resolved,
      medianHours: last.medianTime === null ? null : last.medianTime / hour,
    },
    weeks: mondays.map((week) => byWeek.get(week) ?? { week, opened: 0, resolved: 0, reopened: 0 }),
  }
}
