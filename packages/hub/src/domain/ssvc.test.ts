import { describe, expect, it } from 'vitest'
import { ssvcOf } from './ssvc.ts'

const exploitations = { none: {}, 'public-poc': { epss: 0.5 }, active: { knownExploited: true } } as const
const missions = { low: 'low', medium: 'medium', high: 'critical' } as const
const plain = { knownExploited: false, exploited: null, epss: null, criticality: null }

describe('ssvcOf', () => {
  // CISA's table 2.0.3 row by row: exploitation, automatable, technical impact, then low, medium and high mission impact.
  it.each([
    ['none', 'no', 'partial', 'track track track'],
    ['none', 'no', 'total', 'track track track*'],
    ['none', 'yes', 'partial', 'track track attend'],
    ['none', 'yes', 'total', 'track track attend'],
    ['public-poc', 'no', 'partial', 'track track track*'],
    ['public-poc', 'no', 'total', 'track track* attend'],
    ['public-poc', 'yes', 'partial', 'track track attend'],
    ['public-poc', 'yes', 'total', 'track track* attend'],
    ['active', 'no', 'partial', 'track track attend'],
    ['active', 'no', 'total', 'track attend act'],
    ['active', 'yes', 'partial', 'attend attend act'],
    ['active', 'yes', 'total', 'attend act act'],
  ] as const)('decides for exploitation %s, automatable %s, impact %s: %s', (exploitation, automatable, impact, expected) => {
    const traits = { automatable: automatable === 'yes', total: impact === 'total' }
    const decided = Object.values(missions).map(
      (criticality) => ssvcOf({ ...plain, ...exploitations[exploitation], criticality }, traits).decision,
    )
    expect(decided.join(' ')).toBe(expected)
  })

  it('reads "no" and "partial" where there is no vector, and a medium mission where there is no product', () => {
    expect(ssvcOf({ ...plain, exploited: true }, null)).toEqual({
      decision: 'track',
      exploitation: 'active',
      automatable: 'no',
      technicalImpact: 'partial',
      missionImpact: 'medium',
    })
  })

  it('takes an EPSS score from 0.1 on for a public proof of concept', () => {
    expect([0.0999, 0.1].map((epss) => ssvcOf({ ...plain, epss }, null).exploitation)).toEqual(['none', 'public-poc'])
  })
})
