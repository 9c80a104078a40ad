import { openStatuses } from '../../domain/status.ts'
import type { Writers } from '../../store/store.ts'
import type { Aggregate, Assessment, LockedVulnerability, VulnerabilityEvent } from '../../store/vulnerabilities/shapes.ts'
import { applyPolicies, type Ruled } from '../priority/apply-policies.ts'
import { createAssess } from '../priority/assess.ts'
import { reopenRemediations } from '../remediate/settle.ts'
import { statusOf } from './status-of.ts'

/**
 * Brings vulnerabilities in line with their sightings: counts, dates, severity, presence, priority, status, history. One that
 * lost its last sighting is removed. Human decisions are read under lock and never written here.
 */
export async function recompute(write: Writers, ids: Iterable<number>, now: Date): Promise<void> {
  const rows = await write.vulnerabilities.lock([...new Set(ids)])
  const aggregates = await write.vulnerabilities.aggregates(rows.map((row) => row.id))

  const assess = await createAssess(write, rows, now)

  const updates: { id: number; status: string; aggregate: Aggregate; assessment: Assessment }[] = []
  const ruled: Ruled[] = []
  const events: VulnerabilityEvent[] = []
  const orphans: number[] = []
  for (const row of rows) {
    const aggregate = aggregates.get(row.id)
    if (aggregate === undefined) {
      orphans.push(row.id)
      continue
    }
    // How bad it is decides how long people have; what was granted otherwise stays.
    const clock = row.severity === aggregate.severity ? row : { ...row, slaDays: null }
    const { assessment, verdict } = assess(row, aggregate, clock)
    updates.push({ id: row.id, status: statusOf(row, aggregate, now), aggregate, assessment })
    ruled.push({ row, aggregate, verdict })
    const event = presenceEvent(row, aggregate)
    if (event) events.push(event)
  }

  await write.vulnerabilities.remove(orphans)
  await write.vulnerabilities.update(updates, now)
  await applyPolicies(write, ruled, now)
  await write.vulnerabilities.record(events, now)
  const seenAgain = new Set(events.flatMap(({ kind, vulnerabilityId }) => (kind === 'reopened' ? [vulnerabilityId] : [])))
  // What somebody decided that it may stay is no work that came back.
  const back = updates.filter(({ id, status }) => seenAgain.has(id) && isOpen(status))
  await reopenRemediations(
    write,
    back.map(({ id }) => id),
    now,
  )
}

function isOpen(status: string): boolean {
  return openStatuses.some((open) => open === status)
}

function presenceEvent(row: LockedVulnerability, aggregate: Aggregate): VulnerabilityEvent | null {
  const present = aggregate.openSightings > 0
  if (present === row.present) return null
  const data = present ? {} : { reason: aggregate.goneReason }
  return { vulnerabilityId: row.id, assetId: row.assetId, kind: present ? 'reopened' : 'closed', actor: null, data }
}
