import { reachabilities, severities } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { criticalities, defaultRiskWeights, type RiskFacts, type RiskPartName, riskOf, riskPartNames } from './risk.ts'

const plain: RiskFacts = {
  severity: 'medium',
  cvss: null,
  knownExploited: false,
  exploited: null,
  epss: null,
  reachability: 'unknown',
  visibility: null,
  environment: null,
  tags: [],
  criticality: null,
}

const facts: fc.Arbitrary<RiskFacts> = fc.record({
  severity: fc.constantFrom(...severities),
  cvss: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  knownExploited: fc.boolean(),
  exploited: fc.option(fc.boolean()),
  epss: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  reachability: fc.constantFrom(...reachabilities),
  visibility: fc.constantFrom(null, 'public', 'private', 'unknown'),
  environment: fc.constantFrom(null, 'production', 'staging', 'elsewhere'),
  tags: fc.subarray(['internet-facing', 'internal', 'pci']),
  criticality: fc.option(fc.constantFrom(...criticalities)),
})

const weights = fc.record({
  severity: fc.integer({ min: 0, max: 100 }),
  exploitation: fc.integer({ min: 0, max: 100 }),
  reachability: fc.integer({ min: 0, max: 100 }),
  exposure: fc.integer({ min: 0, max: 100 }),
  criticality: fc.integer({ min: 0, max: 100 }),
})

function part(name: RiskPartName, change: Partial<RiskFacts>) {
  return riskOf({ ...plain, ...change }).parts.find((each) => each.name === name)
}

describe('riskOf', () => {
  it('is always a whole number from 0 to 100 that its parts add up to', () => {
    fc.assert(
      fc.property(facts, weights, (given, by) => {
        const { score, parts } = riskOf(given, by)
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true)
        expect(parts.map((each) => each.name)).toEqual(riskPartNames)
        const sum = parts.reduce((total, each) => total + each.points, 0)
        expect(Math.abs(sum - score)).toBeLessThanOrEqual(0.8)
      }),
    )
  })

  it('never falls because something got worse', () => {
    const worse: fc.Arbitrary<Partial<RiskFacts>> = fc.constantFrom(
      { knownExploited: true },
      { cvss: 10 },
      { epss: 1 },
      { reachability: 'reachable-function' },
      { tags: ['internet-facing'] },
      { criticality: 'critical' },
    )
    fc.assert(
      fc.property(facts, worse, weights, (given, change, by) => {
        expect(riskOf({ ...given, ...change }, by).score).toBeGreaterThanOrEqual(riskOf(given, by).score)
      }),
    )
  })

  it('depends on the proportions of weights alone', () => {
    const doubled = Object.fromEntries(Object.entries(defaultRiskWeights).map(([name, weight]) => [name, weight / 5]))
    fc.assert(
      fc.property(facts, (given) => {
        expect(riskOf(given, { ...defaultRiskWeights, ...doubled }).score).toBe(riskOf(given).score)
      }),
    )
  })

  it('counts all parts alike when no weight is given', () => {
    const none = { severity: 0, exploitation: 0, reachability: 0, exposure: 0, criticality: 0 }
    expect(riskOf({ ...plain, cvss: 10, knownExploited: true, reachability: 'reachable-function' }, none).score).toBe(80)
  })

  // The example of docs/guide/priority.md.
  it('scores Log4Shell, reached in a critical product in production, at 98', () => {
    const log4shell: RiskFacts = {
      ...plain,
      severity: 'critical',
      cvss: 10,
      knownExploited: true,
      epss: 0.944,
      reachability: 'reachable-function',
      environment: 'Production',
      criticality: 'critical',
    }
    const { score, parts } = riskOf(log4shell)
    expect(score).toBe(98)
    expect(parts.map((each) => [each.name, each.points])).toEqual([
      ['severity', 35],
      ['exploitation', 30],
      ['reachability', 15],
      ['exposure', 7.5],
      ['criticality', 10],
    ])
  })

  it.each([
    [
      { cvss: 7.5, severity: 'low' },
      { value: 0.75, known: true, because: 'CVSS 7.5' },
    ],
    [{ severity: 'high' }, { value: 0.8, known: true }],
    [{ severity: 'unknown' }, { value: 0.5, known: false }],
  ] as const)('reads the severity of %j', (change, expected) => {
    expect(part('severity', change)).toMatchObject(expected)
  })

  it.each([
    [
      { knownExploited: true, epss: 0.01 },
      { value: 1, because: 'known to be exploited (CISA KEV)' },
    ],
    [{ exploited: true }, { value: 1 }],
    [
      { exploited: false, epss: 0.25 },
      { value: 0.5, because: 'EPSS 25 %' },
    ],
    [{}, { value: 0.1, known: false }],
  ] as const)('reads the exploitation of %j', (change, expected) => {
    expect(part('exploitation', change)).toMatchObject(expected)
  })

  it.each([
    [{ tags: ['Internet-Facing'], environment: 'staging' }, 1],
    [{ tags: ['internal'], environment: 'production' }, 0.3],
    [{ environment: 'production' }, 0.75],
    [{ environment: 'QA', visibility: 'public' }, 0.25],
    [{ visibility: 'public' }, 0.6],
    [{ visibility: 'private' }, 0.5],
  ] as const)('reads the exposure of %j as %d', (change, value) => {
    expect(part('exposure', change)?.value).toBe(value)
  })
})
