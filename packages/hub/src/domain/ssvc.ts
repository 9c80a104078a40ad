import type { CvssTraits } from './cvss.ts'
import type { RiskFacts } from './risk.ts'

export const ssvcDecisions = ['act', 'attend', 'track*', 'track'] as const

/** CISA's decision for those who coordinate fixing. */
export type SsvcDecision = (typeof ssvcDecisions)[number]

/** The decision with the four decision points it follows from. */
export interface Ssvc {
  readonly decision: SsvcDecision
  readonly exploitation: 'none' | 'public-poc' | 'active'
  readonly automatable: 'no' | 'yes'
  readonly technicalImpact: 'partial' | 'total'
  readonly missionImpact: 'low' | 'medium' | 'high'
}

type Facts = Pick<RiskFacts, 'knownExploited' | 'exploited' | 'epss' | 'criticality'>

/**
 * No free feed lists public proofs of concept. EPSS learns from them, and from this score on it stands for one.
 */
const likelyExploit = 0.1

/**
 * Stakeholder-Specific Vulnerability Categorization by CISA's decision table 2.0.3 (https://www.cisa.gov/ssvc), from the facts a
 * risk score rests on. `traits` come from CVSS vectors; without one the careful reading is "no" and "partial".
 */
export function ssvcOf(facts: Facts, traits: CvssTraits | null): Ssvc {
  const exploitation = exploitationOf(facts)
  const automatable = traits?.automatable === true ? 'yes' : 'no'
  const technicalImpact = traits?.total === true ? 'total' : 'partial'
  const missionImpact = missionOf(facts)
  const decision = table[exploitation][automatable][technicalImpact][missionImpact]
  return { decision, exploitation, automatable, technicalImpact, missionImpact }
}

function exploitationOf({ knownExploited, exploited, epss }: Facts): Ssvc['exploitation'] {
  if (knownExploited || exploited === true) return 'active'
  return epss !== null && epss >= likelyExploit ? 'public-poc' : 'none'
}

function missionOf({ criticality }: Facts): Ssvc['missionImpact'] {
  if (criticality === 'critical' || criticality === 'high') return 'high'
  return criticality === 'low' ? 'low' : 'medium'
}

type ByMission = Readonly<Record<Ssvc['missionImpact'], SsvcDecision>>
type Table = Readonly<
  Record<Ssvc['exploitation'], Readonly<Record<Ssvc['automatable'], Readonly<Record<Ssvc['technicalImpact'], ByMission>>>>>
>

const table: Table = {
  none: {
    no: {
      partial: { low: 'track', medium: 'track', high: 'track' },
      total: { low: 'track', medium: 'track', high: 'track*' },
    },
    yes: {
      partial: { low: 'track', medium: 'track', high: 'attend' },
      total: { low: 'track', medium: 'track', high: 'attend' },
    },
  },
  'public-poc': {
    no: {
      partial: { low: 'track', medium: 'track', high: 'track*' },
      total: { low: 'track', medium: 'track*', high: 'attend' },
    },
    yes: {
      partial: { low: 'track', medium: 'track', high: 'attend' },
      total: { low: 'track', medium: 'track*', high: 'attend' },
    },
  },
  active: {
    no: {
      partial: { low: 'track', medium: 'track', high: 'attend' },
      total: { low: 'track', medium: 'attend', high: 'act' },
    },
    yes: {
      partial: { low: 'attend', medium: 'attend', high: 'act' },
      total: { low: 'attend', medium: 'act', high: 'act' },
    },
  },
}
