import { type Policy, type PolicyVerdict, policyVerdict } from '../../domain/policy.ts'
import { type Criticality, criticalities, type RiskFacts, type RiskWeights, riskOf } from '../../domain/risk.ts'
import { dueAt, type SlaClock, slaDaysFor } from '../../domain/sla.ts'
import type { AssessmentRow, Surroundings, Threat } from '../../store/priority/writer.ts'
import type { StoredSlaPolicy } from '../../store/sla/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { Aggregate } from '../../store/vulnerabilities/shapes.ts'
import { reachabilityNamed, severityOf } from '../browse/values.ts'
import { readHubSettings } from '../hub-settings.ts'

/** Where a vulnerability is and what it is about. */
export interface Placed {
  readonly assetId: number
  readonly aliasGroupId: number | null
  readonly packageId: number | null
  readonly kind: string
}

/** What its sightings add up to, as far as an assessment asks. */
export type Seen = Pick<
  Aggregate,
  'severity' | 'reachability' | 'cvss' | 'exploited' | 'fixedVersion' | 'location' | 'detectedAt' | 'firstSeenAt'
>

/** What its clock went through. */
export type Clock = Pick<SlaClock, 'waitingSince' | 'waitedMs' | 'exemptUntil'> & {
  /** Days granted before; `null` to grant them by the policies of today. */
  readonly slaDays: number | null
}

export interface Assessed {
  readonly assessment: Omit<AssessmentRow, 'id'>
  readonly verdict: PolicyVerdict
}

export const freshClock: Clock = { slaDays: null, waitingSince: null, waitedMs: 0, exemptUntil: null }

export type Assess = (placed: Placed, seen: Seen, clock: Clock) => Assessed

/** The rules of the hub as they are now. */
export interface Rules {
  readonly weights: RiskWeights
  readonly slaPolicies: readonly StoredSlaPolicy[]
  readonly policies: readonly Policy[]
}

/** Rates vulnerabilities at those places by everything the hub knows now: a few questions for all of them together. */
export async function createAssess(write: Writers, places: readonly Placed[], now: Date): Promise<Assess> {
  return assessBy(write, places, await readRules(write), now)
}

/** The same by other rules, for previews. */
export async function assessBy(write: Writers, places: readonly Placed[], rules: Rules, now: Date): Promise<Assess> {
  const threats = await write.priority.threats(distinct(places.map((place) => place.aliasGroupId)))
  const surroundings = await write.priority.surroundings(distinct(places.map((place) => place.assetId)))
  const asksPackage = rules.policies.some(({ conditions }) => conditions.package !== undefined)
  const packages = await write.priority.packages(asksPackage ? distinct(places.map((place) => place.packageId)) : [])
  return (placed, seen, clock) => {
    const around = surroundings.get(placed.assetId) ?? nowhere
    const facts = factsOf(seen, around, threats.get(placed.aliasGroupId ?? 0))
    const { score: riskScore } = riskOf(facts, rules.weights)
    const dependency = packages.get(placed.packageId ?? 0)
    const { productId, productTypeId } = around
    const subject = {
      ...facts,
      kind: placed.kind,
      riskScore,
      fixedVersion: seen.fixedVersion,
      path: seen.location,
      packageName: dependency?.name ?? null,
      packageKey: dependency?.key ?? null,
      productId,
      productTypeId,
    }
    const verdict = policyVerdict(rules.policies, subject, now)
    const slaDays = clock.slaDays ?? slaDaysFor(rules.slaPolicies, { ...facts, productId, productTypeId })
    const due = dueAt({ ...clock, since: seen.detectedAt ?? seen.firstSeenAt, days: slaDays })
    return { assessment: { riskScore, slaDays, dueAt: due, requiredBy: verdict.requiredBy?.id ?? null }, verdict }
  }
}

export async function readRules(write: Writers): Promise<Rules> {
  return {
    weights: readHubSettings(await write.settings.all()).risk,
    slaPolicies: await write.slaPolicies.all(),
    policies: await write.policies.all(),
  }
}

/** What a risk score rests on, from rows. */
export function factsOf(
  seen: Pick<Seen, 'severity' | 'reachability' | 'cvss' | 'exploited'>,
  around: Pick<Surroundings, 'visibility' | 'criticality' | 'environment' | 'tags'>,
  threat: Threat | undefined,
): RiskFacts {
  return {
    severity: severityOf(seen.severity),
    cvss: seen.cvss,
    knownExploited: threat?.knownExploited ?? false,
    exploited: seen.exploited,
    epss: threat?.epss ?? null,
    reachability: reachabilityNamed(seen.reachability),
    visibility: around.visibility,
    environment: around.environment,
    tags: around.tags,
    criticality: criticalityOf(around.criticality),
  }
}

function criticalityOf(word: string | null): Criticality | null {
  return criticalities.find((known) => known === word) ?? null
}

const nowhere: Surroundings = {
  visibility: null,
  productId: null,
  productTypeId: null,
  criticality: null,
  environment: null,
  tags: [],
}

function distinct(ids: readonly (number | null)[]): readonly number[] {
  return [...new Set(ids.flatMap((id) => id ?? []))]
}
