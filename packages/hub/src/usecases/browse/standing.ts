import { cvssTraits } from '../../domain/cvss.ts'
import { publicId } from '../../domain/public-id.ts'
import { type RiskWeights, riskOf } from '../../domain/risk.ts'
import { timeLeft } from '../../domain/sla.ts'
import { ssvcOf } from '../../domain/ssvc.ts'
import { openStatuses } from '../../domain/status.ts'
import type { VulnerabilityStanding } from '../../store/vulnerabilities/standing.ts'
import type { VulnerabilityView } from '../../store/vulnerabilities/view.ts'
import { factsOf } from '../priority/assess.ts'
import type { ActorOf } from './actors.ts'
import type { Finding } from './resources/finding.ts'
import { type Vulnerability, VulnerabilityDetail } from './resources/vulnerability.ts'
import { iso } from './values.ts'

type Deadline = Pick<Vulnerability, 'dueAt' | 'timeLeft' | 'overdue' | 'waitingSince'>

/** When it is due, and how far that is. */
export function deadlineOf(view: VulnerabilityView, now: Date): Deadline {
  const { dueAt, waitingSince, slaDays } = view
  const since = view.detectedAt ?? view.firstSeenAt
  const left = slaDays === null ? null : timeLeft({ ...view, since, days: slaDays }, now)
  const isOpen = openStatuses.some((status) => status === view.status)
  return {
    dueAt: iso(dueAt),
    timeLeft: left === null ? null : Math.floor(left / 1000),
    overdue: isOpen && dueAt !== null && dueAt < now,
    waitingSince: iso(waitingSince),
  }
}

/** The score with its parts, from what is known at this moment. */
export function riskFrom(
  standing: VulnerabilityStanding,
  findings: readonly Finding[],
  weights: RiskWeights,
): VulnerabilityDetail['risk'] {
  const { knownExploited, epss } = standing
  const facts = factsOf(standing, standing, { knownExploited, epss })
  const traits = cvssTraits(findings.flatMap((finding) => finding.cvss))
  const { score, parts } = riskOf(facts, weights)
  return { score, parts: [...parts], ssvc: ssvcOf(facts, traits) }
}

export function slaFrom(
  { slaDays, waitedMs, exemptUntil }: VulnerabilityView,
  { exemptReason, exemptBy, waitingFor }: VulnerabilityStanding,
  actorOf: ActorOf,
): VulnerabilityDetail['sla'] {
  const until = iso(exemptUntil)
  return {
    days: slaDays,
    waited: Math.floor(waitedMs / 1000),
    waitingFor: waitingFor === null ? null : publicId('remediation', waitingFor),
    exemption: until === null ? null : { until, reason: exemptReason, by: actorOf(exemptBy) },
  }
}

export function originFrom({ decisionOrigin }: VulnerabilityStanding): VulnerabilityDetail['decisionOrigin'] {
  return VulnerabilityDetail.shape.decisionOrigin.catch(null).parse(decisionOrigin)
}
