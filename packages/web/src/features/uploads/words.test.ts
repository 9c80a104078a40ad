import { describe, expect, it } from 'vitest'
import type { UpcomingUpload } from '../../api/types.ts'
import { outcomeSentences, placeOf, slotWords, whyNext } from './words.ts'

const upcoming: UpcomingUpload = {
  exporter: { id: 'con_1', label: 'Cloud', connector: 'cloud' },
  repository: { id: 'repo_1', name: 'acme/shop', url: 'https://git.test/acme/shop' },
  branch: 'main',
  family: 'sca',
  slice: { number: 1, of: 1 },
  nextAt: null,
  reason: null,
  rests: null,
  retiredBecause: null,
  changedAt: null,
  deliveredAt: null,
  slotsLeft: 2,
  slotAt: null,
  last: null,
}

describe('whyNext', () => {
  it.each([
    [{ reason: 'changed' as const }, 'Findings changed'],
    [{ rests: 'incomplete' as const }, 'Waits for a complete sync'],
    [{ reason: 'refresh' as const, rests: 'paused' as const }, 'Exporter is paused'],
    [{ reason: 'retire' as const, retiredBecause: 'archived' as const }, 'No longer exported: the repository is archived'],
    [{ rests: 'retired' as const, retiredBecause: 'unmapped' as const }, 'Emptied: no record leads to it'],
  ])('says of %j why it leaves or not', (facts, words) => {
    expect(whyNext({ ...upcoming, ...facts })).toBe(words)
  })
})

describe('slotWords', () => {
  it.each([
    [null, 'No limit'],
    [0, 'None left today'],
    [2, '2 left today'],
  ])('says how many slots are left: %j', (slotsLeft, words) => {
    expect(slotWords({ ...upcoming, slotsLeft })).toBe(words)
  })
})

describe('outcomeSentences', () => {
  it('tells a preview from an upload', () => {
    const outcomes = [
      { exporter: 'con_1', family: 'sca', slice: 1, outcome: 'begun' as const, upload: 'up_1', at: null },
      { exporter: 'con_1', family: 'sast', slice: 1, outcome: 'no-slot' as const, upload: null, at: null },
    ]

    expect(outcomeSentences(outcomes, true)).toEqual([
      'The preview of sca is being written.',
      'The upload of sast has to wait: the destination takes no more today.',
    ])
    expect(outcomeSentences(outcomes, false)[0]).toBe('The upload of sca is on its way.')
  })
})

describe('placeOf', () => {
  it('names the part of a repository that was cut', () => {
    expect(placeOf(upcoming)).toBe('acme/shop#main')
    expect(placeOf({ ...upcoming, slice: { number: 2, of: 3 } })).toBe('acme/shop#main (2 of 3)')
  })
})
