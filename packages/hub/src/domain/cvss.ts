import type { Cvss } from '@patchbay/sdk'
import calculator from 'ae-cvss-calculator'

const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = calculator

/** How an attacker gets in and what they get, as a CVSS vector tells it. */
export interface CvssTraits {
  /** Over the network, without special conditions, privileges or anybody's help. */
  readonly automatable: boolean
  /** Nothing of confidentiality, integrity and availability is left. */
  readonly total: boolean
}

/** Newest first: what a later version of CVSS says of a problem is nearer to the truth. */
const versions: readonly Cvss['version'][] = ['4.0', '3.1', '3.0', '2.0', 'unknown']

/**
 * Base score of a problem, 0–10: that of the newest CVSS version among its ratings, worked out from the vector where there is one
 * that can be read, else as it was given. Of several of one version the highest. `null` when no rating says anything.
 */
export function cvssScore(ratings: readonly Cvss[]): number | null {
  for (const version of versions) {
    const scores = ratings.flatMap((rating) => (versionOf(rating) === version ? (ratedScore(rating) ?? []) : []))
    if (scores.length > 0) return Math.max(...scores)
  }
  return null
}

/** What the newest readable vector among the ratings says; `null` without one. */
export function cvssTraits(ratings: readonly Cvss[]): CvssTraits | null {
  for (const version of versions) {
    const told = ratings.flatMap((rating) => (versionOf(rating) === version ? (traitsOf(rating) ?? []) : []))
    if (told.length > 0) return { automatable: told.some((each) => each.automatable), total: told.some((each) => each.total) }
  }
  return null
}

function ratedScore(rating: Cvss): number | null {
  return baseScore(rating) ?? rating.score
}

/** `null` for a vector that is missing, incomplete or not one. */
function baseScore(rating: Cvss): number | null {
  if (rating.vector === null) return null
  const Vector = { '2.0': Cvss2, '3.0': Cvss3P0, '3.1': Cvss3P1, '4.0': Cvss4P0, unknown: null }[versionOf(rating)]
  if (Vector === null) return null
  try {
    const vector = new Vector(rating.vector)
    return vector.isBaseFullyDefined() ? (vector.calculateScores().base ?? null) : null
  } catch {
    // The library throws for metrics and values that do not exist; a rating nobody can read says nothing.
    return null
  }
}

/** The vector's own prefix counts more than what it was handed over as. */
function versionOf({ vector, version }: Cvss): Cvss['version'] {
  const prefix = /^CVSS:(\d\.\d)\//.exec(vector ?? '')?.[1]
  return versions.find((known) => known === prefix) ?? version
}

function traitsOf(rating: Cvss): CvssTraits | null {
  if (baseScore(rating) === null) return null
  const metrics = new Map(
    (rating.vector ?? '').split('/').map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  )
  const is = (name: string, value: string) => metrics.get(name) === value
  switch (versionOf(rating)) {
    case '4.0':
      return {
        automatable: is('AV', 'N') && is('AC', 'L') && is('AT', 'N') && is('PR', 'N') && is('UI', 'N'),
        total: is('VC', 'H') && is('VI', 'H') && is('VA', 'H'),
      }
    case '2.0':
      return {
        automatable: is('AV', 'N') && is('AC', 'L') && is('Au', 'N'),
        total: is('C', 'C') && is('I', 'C') && is('A', 'C'),
      }
    default:
      return {
        automatable: is('AV', 'N') && is('AC', 'L') && is('PR', 'N') && is('UI', 'N'),
        total: is('C', 'H') && is('I', 'H') && is('A', 'H'),
      }
  }
}
