import type { DecisionRow } from '../../store/vulnerabilities/shapes.ts'

/** Nobody decided. */
export const noDecision: DecisionRow = {
  decision: 'none',
  reason: null,
  until: null,
  by: null,
  at: null,
  justification: null,
  duplicateOf: null,
  origin: null,
  policyId: null,
}
