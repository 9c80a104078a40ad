import type { Policy, PolicyVerdict } from '../../domain/policy.ts'
import { publicId } from '../../domain/public-id.ts'
import type { Writers } from '../../store/store.ts'
import type { Aggregate, DecisionRow, LockedVulnerability, VulnerabilityEvent } from '../../store/vulnerabilities/shapes.ts'
import { noDecision } from '../lifecycle/no-decision.ts'
import { statusOf } from '../lifecycle/status-of.ts'

/** A vulnerability under lock, with what its sightings add up to now and what the policies make of it. */
export interface Ruled {
  readonly row: LockedVulnerability
  readonly aggregate: Pick<Aggregate, 'openSightings' | 'goneReason'>
  readonly verdict: PolicyVerdict
}

/**
 * Decides what policies dismiss, and takes back what none of them dismisses any more. What a person decided stays, and so does
 * what a person opened again. Returns how many decisions changed.
 */
export async function applyPolicies(write: Writers, ruled: readonly Ruled[], now: Date): Promise<number> {
  const events: VulnerabilityEvent[] = []
  for (const { row, aggregate, verdict } of ruled) {
    const next = decisionBy(row, verdict.dismissedBy, now)
    if (next === null) continue
    const { decision, until: decisionUntil } = next
    const status = statusOf({ ...row, decision, decisionUntil }, aggregate, now)
    await write.vulnerabilities.decide(row.id, status, next, now)
    const by = verdict.dismissedBy?.id ?? row.policyId
    events.push({
      vulnerabilityId: row.id,
      assetId: row.assetId,
      kind: 'decided',
      actor: by === null ? null : publicId('policy', by),
      data: {
        from: { decision: row.decision, reason: row.decisionReason, until: row.decisionUntil },
        to: { decision, reason: next.reason, until: next.until },
      },
    })
  }
  await write.vulnerabilities.record(events, now)
  return events.length
}

/** `null` when nothing changes. */
function decisionBy(row: LockedVulnerability, policy: Policy | null, now: Date): DecisionRow | null {
  // A person decided; or opened again what a policy had dismissed, which leaves their name at "none".
  if (row.policyId === null && row.decidedBy !== null) return null
  if (policy === null || policy.decision === null) return row.policyId === null ? null : noDecision
  const { decision, reason } = policy
  const until = decision === 'risk-accepted' ? policy.expiresAt : null
  const same =
    row.policyId === policy.id &&
    row.decision === decision &&
    row.decisionReason === reason &&
    row.decisionUntil?.getTime() === until?.getTime()
  if (same) return null
  return { ...noDecision, decision, reason, until, by: publicId('policy', policy.id), at: now, policyId: policy.id }
}
