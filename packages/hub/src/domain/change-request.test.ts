import { describe, expect, it } from 'vitest'
import { nextLook, triggersOf } from './change-request.ts'

describe('what a change request does to its remediation', () => {
  it.each([
    [null, 'open', ['open', 'review']],
    [null, 'merged', ['open', 'merge']],
    [null, 'closed', []],
    ['open', 'open', []],
    ['open', 'merged', ['open', 'merge']],
    ['open', 'closed', ['declined']],
    ['closed', 'open', ['open', 'review']],
    ['closed', 'merged', ['open', 'merge']],
  ] as const)('from %s to %s is %j', (before, after, triggers) => {
    expect(triggersOf(before, after)).toEqual(triggers)
  })
})

describe('the next look at a change request', () => {
  const now = new Date('2026-11-28T12:00:00Z')
  const minutesUntil = (state: 'open' | 'merged' | 'closed', days: number) => {
    const at = nextLook({ state, changedAt: new Date(now.getTime() - days * 86_400_000), now })
    return at === null ? null : (at.getTime() - now.getTime()) / 60_000
  }

  it.each([
    ['open', 0, 5],
    ['open', 1, 30],
    ['open', 29, 30],
    ['open', 300, 360],
    ['closed', 13, 60],
    ['closed', 14, null],
    ['merged', 0, null],
  ] as const)('at one that is %s for %i days comes after %s minutes', (state, days, minutes) => {
    expect(minutesUntil(state, days)).toBe(minutes)
  })
})
