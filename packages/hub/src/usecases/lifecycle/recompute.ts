import { vulnerabilityStatus } from '../../domain/status.ts'
import type { Writers } from '../../store/store.ts'
import type { Aggregate, LockedVulnerability, VulnerabilityEvent } from '../../store/vulnerabilities/shapes.ts'

/**
 * Brings vulnerabilities in line with their sightings: counts, dates, severity, presence, status, history. One that lost its
 * last sighting is removed. Human decisions are read under lock and never written here.
 */
export async function recompute(write: Writers, ids: Iterable<number>, now: Date): Promise<void> {
  const rows = await write.vulnerabilities.lock([...new Set(ids)])
  const aggregates = await write.vulnerabilities.aggregates(rows.map((row) => row.id))

  const updates: { id: number; status: string; aggregate: Aggregate }[] = []
  const events: VulnerabilityEvent[] = []
  const orphans: number[] = []
  for (const row of rows) {
    const aggregate = aggregates.get(row.id)
    if (aggregate === undefined) {
      orphans.push(row.id)
      continue
    }
    updates.push({ id: row.id, status: statusOf(row, aggregate, now), aggregate })
    const event = presenceEvent(row, aggregate)
    if (event) events.push(event)
  }

  await write.vulnerabilities.remove(orphans)
  await write.vulnerabilities.update(updates, now)
  await write.vulnerabilities.record(events, now)
}

/** Status follows from presence and decision, by the one rule of the domain. */
export function statusOf(
  row: Pick<LockedVulnerability, 'decision' | 'decisionUntil'>,
  aggregate: Pick<Aggregate, 'openSightings' | 'goneReason'>,
  now: Date,
): string {
  const present = aggregate.openSightings > 0
  return vulnerabilityStatus(
    {
      presence: present ? { present: true } : { present: false, reason: aggregate.goneReason ?? 'absent' },
      decision: { kind: row.decision, until: row.decisionUntil },
      work: 'none',
    },
    now,
  )
}

function presenceEvent(row: LockedVulnerability, aggregate: Aggregate): VulnerabilityEvent | null {
  const present = aggregate.openSightings > 0
  if (present === row.present) return null
  const data = present ? {} : { reason: aggregate.goneReason }
  return { vulnerabilityId: row.id, assetId: row.assetId, kind: present ? 'reopened' : 'closed', actor: null, data }
}
