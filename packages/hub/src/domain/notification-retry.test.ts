import { describe, expect, it } from 'vitest'
import { nextTry } from './notification-retry.ts'

const startedAt = new Date('2026-11-28T12:00:00.000Z')
const minutes = (count: number) => new Date(startedAt.getTime() + count * 60_000)

describe('nextTry', () => {
  it('tries ever less often for a day, and then gives up', () => {
    const tries: number[] = []
    let now: Date | null = startedAt
    for (let failures = 1; now !== null; failures += 1) {
      now = nextTry({ failures, startedAt, now, retryAfter: undefined })
      if (now !== null) tries.push((now.getTime() - startedAt.getTime()) / 60_000)
    }

    expect(tries).toEqual([1, 3, 8, 18, 38, 78, 138, 258, 498, 738, 978, 1218])
  })

  it('waits as long as the receiver asks, but never shorter than its own pause', () => {
    expect(nextTry({ failures: 1, startedAt, now: startedAt, retryAfter: 3600 })).toEqual(minutes(60))
    expect(nextTry({ failures: 3, startedAt, now: startedAt, retryAfter: 1 })).toEqual(minutes(5))
  })

  it('gives up where the receiver asks for longer than what is left of the day', () => {
    expect(nextTry({ failures: 1, startedAt, now: minutes(60), retryAfter: 86_400 })).toBeNull()
  })
})
