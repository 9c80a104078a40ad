import type { EventView, VulnerabilityView } from '../../store/vulnerabilities/view.ts'
import type { ActorOf } from './actors.ts'
import type { Finding } from './resources/finding.ts'
import type { TimelineEntry } from './resources/vulnerability.ts'
import { objectOf } from './values.ts'

/** The story of a vulnerability, oldest first: who detected it when, when it came in, and what happened since. */
export function timelineOf(
  view: Pick<VulnerabilityView, 'firstSeenAt'>,
  findings: readonly Finding[],
  events: readonly EventView[],
  actorOf: ActorOf,
): TimelineEntry[] {
  const detected = findings.flatMap((finding): TimelineEntry[] => {
    const { id, detectedAt, connection } = finding
    return detectedAt === null ? [] : [{ at: detectedAt, event: 'detected', actor: null, data: { finding: id, connection } }]
  })
  const imported: TimelineEntry = { at: view.firstSeenAt.toISOString(), event: 'imported', actor: null, data: {} }
  const happened = events.map(
    ({ at, kind, actor, data }): TimelineEntry => ({
      at: at.toISOString(),
      event: kind,
      actor: actorOf(actor),
      data: objectOf(data) ?? {},
    }),
  )
  // Sorting is stable: events of one moment keep the order they were written in.
  return [...detected, imported, ...happened].sort((left, right) => Date.parse(left.at) - Date.parse(right.at))
}
