import { type Kind, kinds } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { families, kindClauses, kindOf } from './category.ts'

const every = [
  ...[
    'VULNERABILITY',
    'SUPPLY_CHAIN',
    'LICENSE_RISK',
    'SCPM',
    'SECURITY',
    'OPERATIONAL',
    'SECRETS',
    'MALWARE',
    'CICD',
    'TOOLS',
  ],
  ...['GHACTIONS', 'CONTAINER', 'SAST', 'AI_MODELS', 'SECURITY_REVIEW', 'SCA', 'UNSPECIFIED'],
].map((name) => `FINDING_CATEGORY_${name}`)

function kind(...names: readonly string[]): Kind {
  return kindOf(
    names.map((name) => `FINDING_CATEGORY_${name}`),
    () => {},
  )
}

/** Evaluates the few forms of filter clauses the connector writes. */
function matches(clause: string | undefined, categories: readonly string[]): boolean {
  if (clause === undefined) return true
  const inner = /^\((.*)\)$/.exec(clause)?.[1] ?? clause
  if (inner.includes(' or ')) return inner.split(' or ').some((part) => matches(part, categories))
  if (inner.includes(' and ')) return inner.split(' and ').every((part) => matches(part, categories))
  const [, negated, list] = /^spec\.finding_categories (not )?contains \[([^\]]+)\]$/.exec(inner) ?? []
  if (list === undefined) throw new Error(`cannot evaluate ${inner}`)
  return list.split(', ').some((category) => categories.includes(category)) === (negated === undefined)
}

describe('kindOf', () => {
  it.each([
    [['SECURITY', 'VULNERABILITY', 'SCA'], 'dependency'],
    [['VULNERABILITY', 'CONTAINER'], 'container'],
    [['SAST', 'SECURITY'], 'code'],
    [['SECRETS'], 'secret'],
    [['SUPPLY_CHAIN', 'MALWARE'], 'malware'],
    [['LICENSE_RISK'], 'license'],
    [['SUPPLY_CHAIN'], 'supply-chain'],
    [['SCPM', 'SECURITY'], 'supply-chain'],
    [['CICD', 'GHACTIONS'], 'supply-chain'],
    [['VULNERABILITY', 'GHACTIONS'], 'dependency'],
    [['OPERATIONAL', 'SCA'], 'operational'],
    [[], 'operational'],
  ])('puts %j into one family: %s', (names, expected) => {
    expect(kind(...names)).toBe(expected)
  })

  it('does not depend on the order of the categories', () => {
    fc.assert(
      fc.property(fc.subarray(every), (categories) => {
        expect(kindOf(categories, () => {})).toBe(kindOf(categories.toReversed(), () => {}))
      }),
    )
  })

  it('knows every documented category', () => {
    const noted: string[] = []

    kindOf(every, (_, value) => noted.push(value))

    expect(noted).toEqual([])
  })
})

describe('kindClauses', () => {
  const choice = fc
    .subarray([...kinds], { minLength: 1 })
    .filter((chosen) => families.some((family) => chosen.includes(family)))
  const carried = fc.subarray([...every, 'FINDING_CATEGORY_QUANTUM'])

  it('asks for every finding of the chosen families, whatever else it carries', () => {
    fc.assert(
      fc.property(choice, carried, (chosen, categories) => {
        fc.pre(chosen.includes(kindOf(categories, () => {})))

        expect(matches(kindClauses(chosen).wanted, categories)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('counts as held back exactly what it does not ask for', () => {
    fc.assert(
      fc.property(choice, carried, (chosen, categories) => {
        const { wanted, heldBack } = kindClauses(chosen)
        fc.pre(wanted !== undefined)

        expect(matches(heldBack, categories)).toBe(!matches(wanted, categories))
      }),
      { numRuns: 2000 },
    )
  })

  it('filters nothing when every family is wanted', () => {
    expect(kindClauses(kinds)).toEqual({ wanted: undefined, heldBack: undefined })
  })

  it('writes the vendor’s documented filter for dependencies', () => {
    expect(kindClauses(['dependency']).wanted).toBe('spec.finding_categories contains [FINDING_CATEGORY_VULNERABILITY]')
  })
})
