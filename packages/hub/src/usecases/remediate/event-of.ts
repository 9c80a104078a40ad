import type { LockedRemediation, RemediationEvent } from '../../store/remediations/shapes.ts'

/** An event with the facts of its moment, from which figures about that moment are made. */
export function eventOf(
  remediation: LockedRemediation,
  kind: RemediationEvent['kind'],
  actor: string | null,
  data: object,
): RemediationEvent {
  const { id, assetId, state, mode, priority, dueAt, vulnerabilities, openVulnerabilities } = remediation
  const facts = { state, mode, priority, dueAt, vulnerabilities, open: openVulnerabilities }
  return { remediationId: id, assetId, kind, actor, data: { ...data, facts } }
}
