import { severityRank } from './severity.ts'

/** What an open vulnerability says about how urgent its fix is. */
export interface Urgency {
  /** 0–100; `null` while it is not rated. */
  readonly riskScore: number | null
  /** Rank of the worst severity. */
  readonly severity: number
}

/** From which risk score a fix is how urgent, the highest first. */
const bands = [
  { from: 80, priority: severityRank('critical') },
  { from: 60, priority: severityRank('high') },
  { from: 40, priority: severityRank('medium') },
] as const

/** How urgent a fix is, as the rank of a severity: by the risk where it is known, else by how bad it is. */
export function remediationPriority({ riskScore, severity }: Urgency): number {
  if (riskScore === null) return severity
  return bands.find(({ from }) => riskScore >= from)?.priority ?? severityRank('low')
}
