import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { criticalities } from './risk.ts'
import { dueAt, type SlaClock, type SlaPolicy, slaDaysFor, timeLeft } from './sla.ts'

const hour = 3_600_000
const day = 24 * hour
const since = new Date('2026-10-20T10:00:00Z')
const running: SlaClock = { since, days: 14, waitingSince: null, waitedMs: 0, exemptUntil: null }

function policy(change: Partial<SlaPolicy>): SlaPolicy {
  return { productTypeId: null, productId: null, days: { severities: {}, criticalities: {} }, ...change }
}

describe('slaDaysFor', () => {
  const shop = { productId: 7, productTypeId: 3, severity: 'high', criticality: 'critical' } as const
  const ofHub = policy({ days: { severities: { high: 20 }, criticalities: {} } })
  const ofType = policy({ productTypeId: 3, days: { severities: { high: 10 }, criticalities: { critical: { high: 5 } } } })
  const ofProduct = policy({ productId: 7, days: { severities: { high: 2, low: 0 }, criticalities: {} } })

  it.each([
    ['critical', 3],
    ['high', 14],
    ['medium', 30],
    ['low', 90],
    ['info', 0],
    ['unknown', 0],
  ] as const)('grants for %s by default %d days', (severity, days) => {
    expect(slaDaysFor([], { ...shop, severity })).toBe(days)
  })

  it('asks the nearest policy first, in whatever order they come', () => {
    expect(slaDaysFor([ofHub, ofType, ofProduct], shop)).toBe(2)
    expect(slaDaysFor([ofType, ofHub], shop)).toBe(5)
    expect(slaDaysFor([ofHub], shop)).toBe(20)
    expect(slaDaysFor([ofHub, ofType, ofProduct], { ...shop, productId: 8, productTypeId: 4 })).toBe(20)
  })

  it('goes by criticality where a policy tells it, and by severity alone where it does not', () => {
    expect(criticalities.map((criticality) => slaDaysFor([ofType], { ...shop, criticality }))).toEqual([5, 10, 10, 10])
    expect(slaDaysFor([ofType], { ...shop, criticality: null })).toBe(10)
  })

  it('asks the next policy about a severity that the nearest says nothing of', () => {
    expect(slaDaysFor([ofProduct, ofHub], { ...shop, severity: 'medium' })).toBe(30)
  })

  it('lets a near policy take a deadline away', () => {
    expect(slaDaysFor([ofProduct], { ...shop, severity: 'low' })).toBe(0)
  })
})

describe('dueAt', () => {
  it('counts days of 24 hours across the end of daylight saving', () => {
    const due = dueAt(running)
    expect(due?.toISOString()).toBe('2026-11-03T10:00:00.000Z')
    const local = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: 'numeric', hour12: false })
    expect([local.format(since), local.format(due ?? since)]).toEqual(['12', '11'])
  })

  it('sets no deadline for 0 days', () => {
    expect([dueAt({ ...running, days: 0 }), timeLeft({ ...running, days: 0 }, since)]).toEqual([null, null])
  })

  it('adds what was waited, hour for hour', () => {
    expect(dueAt({ ...running, waitedMs: 30 * hour })?.toISOString()).toBe('2026-11-04T16:00:00.000Z')
  })

  it('is never before the end of an exception, and is not moved by one that ends earlier', () => {
    expect(dueAt({ ...running, exemptUntil: new Date('2026-12-24T00:00:00Z') })?.toISOString()).toBe('2026-12-24T00:00:00.000Z')
    expect(dueAt({ ...running, exemptUntil: new Date('2026-10-21T00:00:00Z') })).toEqual(dueAt(running))
  })

  it('knows no date while the clock stands still, and keeps what was left', () => {
    const waiting = { ...running, waitingSince: new Date(since.getTime() + 4 * day) }
    expect(dueAt(waiting)).toBeNull()
    const moments = [5, 20, 200].map((days) => timeLeft(waiting, new Date(since.getTime() + days * day)))
    expect(moments).toEqual([10 * day, 10 * day, 10 * day])
  })

  it('comes out the same however often somebody waited, over a simulated month', () => {
    const pauses = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 30 })), { maxLength: 12 })
    fc.assert(
      fc.property(pauses, (spells) => {
        let clock = running
        let now = since.getTime()
        let worked = 0
        for (const [working, waiting] of spells) {
          now += working * hour
          worked += working * hour
          const left = timeLeft({ ...clock, waitingSince: new Date(now) }, new Date(now + waiting * hour))
          expect(left).toBe(14 * day - worked)
          now += waiting * hour
          clock = { ...clock, waitedMs: clock.waitedMs + waiting * hour }
        }
        expect(timeLeft(clock, new Date(now))).toBe(14 * day - worked)
        expect(dueAt(clock)?.getTime()).toBe(now + 14 * day - worked)
      }),
    )
  })
})
