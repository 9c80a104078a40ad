import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeSlotAt, mendedTimes, type PlanLimits, planUpload, slotsLeft, type UploadHistory } from './upload-plan.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const limits: PlanLimits = { perDay: 3, refreshHours: 24 }
const start = Date.UTC(2026, 0, 1)

const quiet: UploadHistory = {
  sent: [],
  deliveredAt: null,
  changedAt: null,
  retired: false,
  underway: false,
  incomplete: false,
  failed: { count: 0, at: null, left: false },
}

function at(hours: number): Date {
  return new Date(start + hours * hour)
}

describe('planUpload', () => {
  it('sends the first state at once', () => {
    expect(planUpload({ ...quiet, changedAt: at(0) }, limits, at(1))).toEqual({
      kind: 'upload',
      at: at(0),
      reason: 'first',
      repeat: false,
    })
  })

  it('sends a change at once while two slots are free', () => {
    const history = { ...quiet, sent: [at(0)], deliveredAt: at(0), changedAt: at(1) }

    expect(planUpload(history, limits, at(1))).toMatchObject({ kind: 'upload', at: at(1), reason: 'changed' })
  })

  it('lets changes wait together for the last slot, a third of the day after the latest upload', () => {
    const history = { ...quiet, sent: [at(0), at(1)], deliveredAt: at(1), changedAt: at(2) }

    expect(planUpload(history, limits, at(2))).toMatchObject({ kind: 'upload', at: at(9), reason: 'changed' })
  })

  it('waits for the oldest of three uploads to leave the 24 hours', () => {
    const history = { ...quiet, sent: [at(0), at(1), at(9)], deliveredAt: at(9), changedAt: at(10) }
    const plan = planUpload(history, limits, at(10))

    expect(plan).toMatchObject({ kind: 'upload', reason: 'changed', at: new Date(at(24).getTime() + minute) })
  })

  it('refreshes what did not change before a day is over', () => {
    const history = { ...quiet, sent: [at(0)], deliveredAt: at(0) }

    expect(planUpload(history, limits, at(2))).toEqual({ kind: 'upload', at: at(23), reason: 'refresh', repeat: false })
  })

  it('refreshes nothing where the destination forgets nothing', () => {
    const history = { ...quiet, sent: [at(0)], deliveredAt: at(0) }

    expect(planUpload(history, { perDay: null, refreshHours: null }, at(900))).toEqual({ kind: 'rest', because: 'unchanged' })
  })

  it('sends nothing new of an unfinished sync, and repeats the last whole state when it is due', () => {
    const changed = { ...quiet, incomplete: true, changedAt: at(1) }

    expect(planUpload(changed, limits, at(2))).toEqual({ kind: 'rest', because: 'incomplete' })
    expect(planUpload({ ...changed, sent: [at(0)], deliveredAt: at(0) }, limits, at(2))).toEqual({
      kind: 'upload',
      at: at(23),
      reason: 'refresh',
      repeat: true,
    })
  })

  it('takes back what was sent and never what was not', () => {
    const retired = { ...quiet, retired: true, changedAt: at(5) }

    expect(planUpload(retired, limits, at(6))).toEqual({ kind: 'rest', because: 'retired' })
    expect(planUpload({ ...retired, sent: [at(0)] }, limits, at(6))).toMatchObject({
      kind: 'upload',
      at: at(5),
      reason: 'retire',
    })
    expect(planUpload({ ...retired, sent: [at(0)], deliveredAt: at(0), changedAt: null }, limits, at(99))).toEqual({
      kind: 'rest',
      because: 'retired',
    })
  })

  it('tries again sooner what never left than what was refused', () => {
    const history = { ...quiet, changedAt: at(0) }

    expect(planUpload({ ...history, failed: { count: 1, at: at(1), left: false } }, limits, at(1))).toMatchObject({
      at: new Date(at(1).getTime() + minute),
    })
    expect(planUpload({ ...history, sent: [at(1)], failed: { count: 1, at: at(1), left: true } }, limits, at(1))).toMatchObject(
      {
        at: new Date(at(1).getTime() + 15 * minute),
      },
    )
  })

  it('counts an upload of the future as one of now', () => {
    const history = { ...quiet, sent: [at(100), at(0), at(1)], deliveredAt: at(100), changedAt: at(200) }

    expect(mendedTimes(history.sent, at(2))).toEqual([at(2), at(0), at(1)])
    expect(slotsLeft(history.sent, limits, at(2))).toBe(0)
    expect(freeSlotAt([at(2), at(0), at(1)], limits)).toEqual(new Date(at(24).getTime() + minute))
    expect(planUpload(history, limits, at(2))).toMatchObject({ kind: 'upload', reason: 'changed' })
  })
})

/** What may befall one scope; times in hours from the start. */
interface Life {
  readonly changes: readonly number[]
  /** Outcome of the nth upload; beyond the list all go well. */
  readonly outcomes: readonly ('delivered' | 'failed' | 'unknown' | 'unsent')[]
  /** From, until: the sync is unfinished. */
  readonly incomplete: readonly (readonly [number, number])[]
  /** Minutes between two looks, in turn. */
  readonly ticks: readonly number[]
  /** At an hour, the clock is set back by so many. */
  readonly setBack: readonly (readonly [number, number])[]
  readonly perDay: number
}

interface Lived {
  /** True times of what left. */
  readonly left: readonly number[]
  readonly delivered: readonly number[]
  /** The last change the destination knows of, true time. */
  readonly known: number
}

/**
 * Lives through so many days, from one look that matters to the next. All that is remembered between two looks is what a
 * database would: restarts change nothing.
 */
function live(life: Life, days: number): Lived {
  const left: number[] = []
  const delivered: number[] = []
  const changes = [...new Set([0, ...life.changes])].toSorted((a, b) => a - b).map((hours) => hours * hour)
  const turns = [...changes, ...[...life.incomplete.flat(), ...life.setBack.map(([when]) => when)].map((hours) => hours * hour)]
  const marks = turns.toSorted((a, b) => a - b)
  let known = -1
  let stored: UploadHistory = quiet
  let seen = -1
  let tries = 0
  let time = 0
  for (let look = 0; time < days * day; look += 1) {
    const back = life.setBack.reduce((sum, [when, by]) => sum + (when * hour <= time ? by * hour : 0), 0)
    const now = new Date(start + time - back)
    const latestChange = changes.findLast((change) => change <= time) ?? 0
    if (latestChange > seen) {
      seen = latestChange
      stored = { ...stored, changedAt: stored.changedAt ?? now }
    }
    const incomplete = life.incomplete.some(([from, until]) => from * hour <= time && time < until * hour)
    // As the hub stores it: what a clock set back left in the future is dated now, once.
    stored = { ...stored, incomplete, sent: mendedTimes(stored.sent, now) ?? stored.sent }
    const plan = planUpload(stored, { perDay: life.perDay, refreshHours: 24 }, now)
    if (plan.kind === 'rest' || plan.at > now) {
      const due = plan.kind === 'rest' ? Number.POSITIVE_INFINITY : plan.at.getTime() - start + back
      const mark = marks.find((each) => each > time) ?? Number.POSITIVE_INFINITY
      time = Math.min(due, mark, time + day) + (life.ticks[look % life.ticks.length] ?? 1) * minute
      continue
    }
    const outcome = life.outcomes[tries] ?? 'delivered'
    tries += 1
    if (outcome !== 'unsent') left.push(time)
    const sent = outcome === 'unsent' ? stored.sent : [...stored.sent, now].slice(-20)
    if (outcome === 'delivered') {
      delivered.push(time)
      if (!plan.repeat) known = seen
      stored = { ...stored, sent, deliveredAt: now, changedAt: plan.repeat ? stored.changedAt : null, failed: quiet.failed }
    } else stored = { ...stored, sent, failed: { count: stored.failed.count + 1, at: now, left: outcome !== 'unsent' } }
    time += minute
  }
  return { left, delivered, known }
}

const length = 60
const hours = fc.integer({ min: 0, max: length * 24 })
const bad = fc.constantFrom('failed' as const, 'unknown' as const, 'unsent' as const)
const calm = {
  changes: fc.array(hours, { maxLength: 100 }),
  outcomes: fc.constant<Life['outcomes']>([]),
  incomplete: fc.constant<Life['incomplete']>([]),
  ticks: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 20 }),
  setBack: fc.constant<Life['setBack']>([]),
  perDay: fc.integer({ min: 2, max: 5 }),
}
const rough = fc.record({
  ...calm,
  outcomes: fc.array(fc.oneof(fc.constant('delivered' as const), bad), { maxLength: 60 }),
  incomplete: fc.array(fc.tuple(hours, hours), { maxLength: 4 }),
  ticks: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 20 }),
  setBack: fc.array(fc.tuple(hours, fc.integer({ min: 1, max: 100 })), { maxLength: 3 }),
  perDay: fc.integer({ min: 1, max: 5 }),
})
const runs = { numRuns: 30 }

function mostInADay(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((time) => from <= time && time < from + day).length))
}

function longestGap(times: readonly number[]): number {
  return Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? 0)))
}

describe('two months of uploads', () => {
  it('never spend more slots in any 24 hours than there are, whatever fails and however the clock is set back', () => {
    fc.assert(
      fc.property(rough, (life) => {
        expect(mostInADay(live(life, length).left)).toBeLessThanOrEqual(life.perDay)
      }),
      runs,
    )
  })

  it('never let a day pass without one', () => {
    fc.assert(
      fc.property(fc.record(calm), (life) => {
        const { delivered } = live(life, length)

        expect(longestGap([...delivered, length * day])).toBeLessThanOrEqual(day)
      }),
      runs,
    )
  })

  it('never let the destination forget while no more than six tries in a row fail', () => {
    const failures = fc.array(bad, { maxLength: 6 })
    fc.assert(
      fc.property(fc.record(calm), failures, (life, bads) => {
        const outcomes = Array.from({ length: 10 }, () => [...bads, 'delivered' as const]).flat()

        expect(longestGap(live({ ...life, outcomes }, length).delivered)).toBeLessThan(7 * day)
      }),
      runs,
    )
  })

  it('deliver the last change once everything is well again', () => {
    fc.assert(
      fc.property(rough, (life) => {
        const { known } = live(life, 2 * length)

        expect(known).toBe(Math.max(0, ...life.changes) * hour)
      }),
      runs,
    )
  })
})

describe('thousands of scopes behind a slow destination', () => {
  it('all get their turn, the longest due first', () => {
    const scopes = 2000
    const perTick = 100
    const stored = Array.from({ length: scopes }, (_, index): UploadHistory => ({ ...quiet, changedAt: at(index / scopes) }))
    const served: number[] = []
    for (let tick = 0; served.length < scopes; tick += 1) {
      const now = new Date(start + hour + tick * minute)
      const due = stored
        .map((history, index) => ({ index, plan: planUpload(history, limits, now) }))
        .filter(({ plan }) => plan.kind === 'upload' && plan.at <= now)
        .toSorted((a, b) => (a.plan.kind === 'upload' && b.plan.kind === 'upload' ? Number(a.plan.at) - Number(b.plan.at) : 0))
      // Somebody in the middle changes all the time and must not push the others back.
      stored[7] = { ...(stored[7] ?? quiet), changedAt: stored[7]?.changedAt ?? now }
      for (const { index } of due.slice(0, perTick)) {
        served.push(index)
        stored[index] = { ...(stored[index] ?? quiet), sent: [now], deliveredAt: now, changedAt: null }
      }
    }
    const order = served.filter((index) => index !== 7)

    expect(new Set(served).size).toBeGreaterThan(scopes - 10)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })
})
