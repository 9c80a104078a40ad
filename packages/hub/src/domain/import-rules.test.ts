import { kinds, type Severity, severities } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesToLetIn, defaultRules, filterReasons, type ImportRules, rulesDecide } from './import-rules.ts'

const withCve = { kind: 'dependency', severity: 'low', identifiers: ['GHSA-jfh8-c2jp-5v3q', 'cve-2021-44228'] } as const
const everything: ImportRules = { kinds, cveRequired: false, minimumSeverity: null }

const sightings = fc.record({
  kind: fc.constantFrom(...kinds),
  severity: fc.constantFrom(...severities),
  identifiers: fc.array(fc.constantFrom('CVE-2021-44228', 'GHSA-jfh8-c2jp-5v3q', 'PYSEC-2021-1', '')),
})
const stated = severities.filter((severity): severity is Exclude<Severity, 'unknown'> => severity !== 'unknown')
const ruleSets: fc.Arbitrary<ImportRules> = fc.record({
  kinds: fc.subarray([...kinds]),
  cveRequired: fc.boolean(),
  minimumSeverity: fc.constantFrom(null, ...stated),
})

describe('rulesDecide', () => {
  it('keeps a dependency with a CVE by default, wherever in the list the CVE stands', () => {
    expect(rulesDecide(withCve, defaultRules)).toBe('keep')
  })

  it('asks for a CVE by default', () => {
    expect(rulesDecide({ ...withCve, identifiers: ['GHSA-jfh8-c2jp-5v3q'] }, defaultRules)).toBe('no-cve')
    expect(rulesDecide({ ...withCve, kind: 'container', identifiers: [] }, defaultRules)).toBe('no-cve')
  })

  it('leaves code out by default because its kind is not selected', () => {
    expect(rulesDecide({ ...withCve, kind: 'code' }, defaultRules)).toBe('kind-not-selected')
  })

  it('never asks a kind for a CVE that has none', () => {
    const rules = { ...everything, cveRequired: true }

    for (const kind of kinds) {
      const asked = kind === 'dependency' || kind === 'container'
      expect(rulesDecide({ kind, severity: 'high', identifiers: [] }, rules)).toBe(asked ? 'no-cve' : 'keep')
    }
  })

  it('leaves out what is below the minimum and keeps what equals it', () => {
    const rules: ImportRules = { ...everything, minimumSeverity: 'medium' }

    const answers = severities.map((severity) => rulesDecide({ ...withCve, severity }, rules))

    expect(answers).toEqual(['keep', 'keep', 'keep', 'below-minimum-severity', 'below-minimum-severity', 'keep'])
  })

  it('answers keep or a known reason for every sighting and every set of rules', () => {
    fc.assert(
      fc.property(sightings, ruleSets, (sighting, rules) => {
        expect(['keep', ...filterReasons]).toContain(rulesDecide(sighting, rules))
      }),
    )
  })

  it('lets no less in when a rule is loosened', () => {
    fc.assert(
      fc.property(sightings, ruleSets, (sighting, rules) => {
        if (rulesDecide(sighting, rules) !== 'keep') return

        expect(rulesDecide(sighting, { ...rules, minimumSeverity: null })).toBe('keep')
        expect(rulesDecide(sighting, { ...rules, cveRequired: false })).toBe('keep')
        expect(rulesDecide(sighting, { ...rules, kinds })).toBe('keep')
      }),
    )
  })
})

describe('changesToLetIn', () => {
  const changed = (rules: ImportRules, changes: ReturnType<typeof changesToLetIn>): ImportRules =>
    Object.assign({}, rules, ...changes.map(({ setting, value }) => ({ [setting]: value })))

  it('names changes that let in what was left out, each of which is needed', () => {
    fc.assert(
      fc.property(sightings, ruleSets, (sighting, rules) => {
        const changes = changesToLetIn(sighting, rules)

        expect(rulesDecide(sighting, changed(rules, changes))).toBe('keep')
        for (const change of changes) {
          const others = changes.filter((other) => other !== change)
          expect(rulesDecide(sighting, changed(rules, others))).not.toBe('keep')
        }
      }),
    )
  })

  it('names none for what is let in', () => {
    expect(changesToLetIn(withCve, defaultRules)).toEqual([])
  })
})
