import type { Reachability, Severity } from '@patchbay/sdk'

export const criticalities = ['critical', 'high', 'medium', 'low'] as const

/** How much a product matters to those who run it. */
export type Criticality = (typeof criticalities)[number]

export const riskPartNames = ['severity', 'exploitation', 'reachability', 'exposure', 'criticality'] as const

export type RiskPartName = (typeof riskPartNames)[number]

/** How much each part counts: any numbers from 0 up; only their proportions matter. */
export type RiskWeights = Readonly<Record<RiskPartName, number>>

export const defaultRiskWeights: RiskWeights = {
  severity: 35,
  exploitation: 30,
  reachability: 15,
  exposure: 10,
  criticality: 10,
}

/** Everything a risk score rests on. */
export interface RiskFacts {
  readonly severity: Severity
  /** Base score, 0–10. */
  readonly cvss: number | null
  /** Listed in CISA's catalogue of known exploited vulnerabilities. */
  readonly knownExploited: boolean
  /** What scanners say of exploitation. */
  readonly exploited: boolean | null
  /** Chance of exploitation within 30 days, 0–1. */
  readonly epss: number | null
  readonly reachability: Reachability
  /** Of the repository: `public`, `internal`, `private` or `unknown`; `null` for what is in no repository. */
  readonly visibility: string | null
  /** Of the product, in its owner's words. */
  readonly environment: string | null
  readonly tags: readonly string[]
  /** Of the product; `null` without one. */
  readonly criticality: Criticality | null
}

/** One part of a score, with everything it takes to work it out again. */
export interface RiskPart {
  readonly name: RiskPartName
  /** 0–1. */
  readonly value: number
  readonly weight: number
  /** What it adds to the score. */
  readonly points: number
  /** Whether anything is known; otherwise the value is the middle ground taken for such. */
  readonly known: boolean
  /** In a few words. */
  readonly because: string
}

export interface Risk {
  /** 0–100, whole. */
  readonly score: number
  readonly parts: readonly RiskPart[]
}

interface Reading {
  readonly value: number
  readonly known: boolean
  readonly because: string
}

/** The weighted mean of five readings, each from 0 to 1, times 100. Weights that are all 0 count as equal. */
export function riskOf(facts: RiskFacts, weights: RiskWeights = defaultRiskWeights): Risk {
  const readings: Readonly<Record<RiskPartName, Reading>> = {
    severity: readSeverity(facts),
    exploitation: readExploitation(facts),
    reachability: reachabilities[facts.reachability],
    exposure: readExposure(facts),
    criticality: readCriticality(facts),
  }
  const total = riskPartNames.reduce((sum, name) => sum + weights[name], 0)
  const shareOf = (name: RiskPartName) => (total === 0 ? 1 / riskPartNames.length : weights[name] / total)
  const parts = riskPartNames.map((name): RiskPart => {
    const reading = readings[name]
    return { name, ...reading, weight: weights[name], points: round(reading.value * shareOf(name) * 100, 1) }
  })
  const mean = riskPartNames.reduce((sum, name) => sum + readings[name].value * shareOf(name), 0)
  // Half a point is half a point however the machine adds up.
  return { score: Math.round(round(mean * 100, 6)), parts }
}

const words: Readonly<Record<Severity, number>> = { critical: 0.95, high: 0.8, medium: 0.55, low: 0.25, info: 0, unknown: 0.5 }

function readSeverity({ cvss, severity }: RiskFacts): Reading {
  if (cvss !== null) return { value: Math.min(1, Math.max(0, cvss / 10)), known: true, because: `CVSS ${round(cvss, 1)}` }
  return { value: words[severity], known: severity !== 'unknown', because: `severity "${severity}", no CVSS` }
}

/** The square root lifts small chances: an EPSS of 4 % is far above nearly every CVE's, and reads as 0.2. */
function readExploitation({ knownExploited, exploited, epss }: RiskFacts): Reading {
  if (knownExploited) return { value: 1, known: true, because: 'known to be exploited (CISA KEV)' }
  if (exploited === true) return { value: 1, known: true, because: 'known to be exploited (a scanner)' }
  if (epss === null) return { value: unknownExploitation, known: false, because: 'no EPSS score' }
  return { value: Math.sqrt(Math.min(1, Math.max(0, epss))), known: true, because: `EPSS ${round(epss * 100, 2)} %` }
}

/** Most problems are never exploited, so silence weighs little. */
const unknownExploitation = 0.1

const reachabilities: Readonly<Record<Reachability, Reading>> = {
  'reachable-function': { value: 1, known: true, because: 'the vulnerable function is reached' },
  'reachable-dependency': { value: 0.8, known: true, because: 'the dependency is used' },
  'potentially-reachable': { value: 0.6, known: true, because: 'may be reached' },
  unknown: { value: 0.5, known: false, because: 'no scanner says' },
  unreachable: { value: 0.1, known: true, because: 'not reached' },
}

const exposed: ReadonlySet<string> = new Set(['internet-facing', 'internet', 'public', 'external', 'exposed', 'dmz'])
const shielded: ReadonlySet<string> = new Set(['internal', 'internal-only', 'offline', 'air-gapped'])
const live: ReadonlySet<string> = new Set(['production', 'prod', 'live'])
const apart: ReadonlySet<string> = new Set(['development', 'dev', 'test', 'testing', 'staging', 'qa', 'sandbox', 'demo'])

/**
 * The hub does not look at networks: it knows what people say of a product, by tags first and environment then, and whether
 * anybody can read the code.
 */
function readExposure({ tags, environment, visibility }: RiskFacts): Reading {
  const said = tags.map((tag) => tag.trim().toLowerCase())
  const open = said.find((tag) => exposed.has(tag))
  if (open !== undefined) return { value: 1, known: true, because: `tagged "${open}"` }
  const closed = said.find((tag) => shielded.has(tag))
  if (closed !== undefined) return { value: 0.3, known: true, because: `tagged "${closed}"` }
  const place = environment?.trim().toLowerCase() ?? ''
  if (live.has(place)) return { value: 0.75, known: true, because: 'runs in production' }
  if (apart.has(place)) return { value: 0.25, known: true, because: `runs in ${place}` }
  if (visibility === 'public') return { value: 0.6, known: true, because: 'anybody can read the code' }
  return { value: 0.5, known: false, because: 'nobody says where it runs' }
}

const importance: Readonly<Record<Criticality, number>> = { critical: 1, high: 0.75, medium: 0.5, low: 0.25 }

function readCriticality({ criticality }: RiskFacts): Reading {
  if (criticality === null) return { value: 0.5, known: false, because: 'in no product' }
  return { value: importance[criticality], known: true, because: `product of ${criticality} criticality` }
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}
