import { vulnerabilityStatus } from '../../domain/status.ts'
import type { Aggregate, LockedVulnerability } from '../../store/vulnerabilities/shapes.ts'

/** Status follows from presence, decision and work, by the one rule of the domain. */
export function statusOf(
  row: Pick<LockedVulnerability, 'decision' | 'decisionUntil' | 'work'>,
  aggregate: Pick<Aggregate, 'openSightings' | 'goneReason'>,
  now: Date,
): string {
  const present = aggregate.openSightings > 0
  return vulnerabilityStatus(
    {
      presence: present ? { present: true } : { present: false, reason: aggregate.goneReason ?? 'absent' },
      decision: { kind: row.decision, until: row.decisionUntil },
      work: row.work,
    },
    now,
  )
}
