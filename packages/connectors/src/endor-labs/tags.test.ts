import { describe, expect, it } from 'vitest'
import { tagFacts } from './tags.ts'

function facts(names: readonly string[], dismissed = false) {
  return tagFacts(
    names.map((name) => `FINDING_TAGS_${name}`),
    [],
    dismissed,
    () => {},
  )
}

describe('reachability', () => {
  it.each([
    [['REACHABLE_FUNCTION', 'REACHABLE_DEPENDENCY'], 'reachable-function', 'FINDING_TAGS_REACHABLE_FUNCTION'],
    [['UNREACHABLE_FUNCTION', 'REACHABLE_DEPENDENCY'], 'unreachable', 'FINDING_TAGS_UNREACHABLE_FUNCTION'],
    [
      ['REACHABLE_DEPENDENCY', 'POTENTIALLY_REACHABLE_FUNCTION'],
      'potentially-reachable',
      'FINDING_TAGS_POTENTIALLY_REACHABLE_FUNCTION',
    ],
    [['REACHABLE_DEPENDENCY'], 'reachable-dependency', 'FINDING_TAGS_REACHABLE_DEPENDENCY'],
    [['UNREACHABLE_DEPENDENCY'], 'unreachable', 'FINDING_TAGS_UNREACHABLE_DEPENDENCY'],
    [['POTENTIALLY_REACHABLE_DEPENDENCY'], 'potentially-reachable', 'FINDING_TAGS_POTENTIALLY_REACHABLE_DEPENDENCY'],
    [['NORMAL'], 'unknown', null],
  ])('reads %j as %s and keeps the vendor’s word', (names, reachability, vendorReachability) => {
    expect(facts(names)).toMatchObject({ reachability, vendorReachability })
  })
})

describe('triage', () => {
  it.each([
    [['EXCEPTION'], { state: 'dismissed', reason: 'EXCEPTION' }],
    [['SNOOZED', 'EXCEPTION'], { state: 'dismissed', reason: 'EXCEPTION' }],
    [['IGNORED'], { state: 'dismissed', reason: 'IGNORED' }],
    [['FALSE_POSITIVE', 'IGNORED'], { state: 'dismissed', reason: 'FALSE_POSITIVE' }],
    [['TRUE_POSITIVE'], { state: 'open', reason: 'TRUE_POSITIVE' }],
    [[], null],
  ])('reads %j as %j', (names, triage) => {
    expect(facts(names).triage).toEqual(triage)
  })

  it('reads a finding dismissed without a tag as dismissed', () => {
    expect(facts([], true).triage).toEqual({ state: 'dismissed', reason: 'DISMISS' })
  })
})

describe('tags', () => {
  it('tells direct from transitive, and says neither when nothing is said', () => {
    expect([facts(['DIRECT']).direct, facts(['TRANSITIVE']).direct, facts(['SELF']).direct]).toEqual([true, false, null])
  })

  it('passes on the user’s tags and those without a field of their own', () => {
    const { tags } = tagFacts(['FINDING_TAGS_TEST', 'FINDING_TAGS_DIRECT', 'FINDING_TAGS_EXPLOITED'], ['pci'], false, () => {})

    expect(tags).toEqual(['pci', 'TEST'])
  })
})
