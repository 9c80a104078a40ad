import { severities } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maximumSeverity, severityFromWord, severityRank } from './severity.ts'

describe('severity', () => {
  it('ranks every severity in the order of the contract, worst first', () => {
    const ranks = severities.map(severityRank)

    expect(ranks).toEqual([5, 4, 3, 2, 1, 0])
  })

  it('finds the worst of several, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...severities)), (list) => {
        const worst = maximumSeverity(list)

        expect(worst).toBe(maximumSeverity(list.toReversed()))
        for (const severity of list) expect(severityRank(worst)).toBeGreaterThanOrEqual(severityRank(severity))
        if (list.length > 0) expect(list).toContain(worst)
      }),
    )
  })

  it('calls nothing at all unknown', () => {
    expect(maximumSeverity([])).toBe('unknown')
  })

  it.each([
    ['CRITICAL', 'critical'],
    [' High ', 'high'],
    ['Important', 'high'],
    ['moderate', 'medium'],
    ['MEDIUM', 'medium'],
    ['low', 'low'],
    ['Negligible', 'info'],
    ['INFORMATIONAL', 'info'],
    ['P1', 'unknown'],
    ['', 'unknown'],
    ['constructor', 'unknown'],
  ])('reads %j as %s', (word, severity) => {
    expect(severityFromWord(word)).toBe(severity)
  })

  it('reads back every severity it knows', () => {
    for (const severity of severities) expect(severityFromWord(severity)).toBe(severity)
  })

  it('answers any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => severities.includes(severityFromWord(text))))
  })
})
