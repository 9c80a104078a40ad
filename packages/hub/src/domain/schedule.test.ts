import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cadence, checkedCadence, nextAfter, readCadence, sameCadence } from './schedule.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Africa/Casablanca',
]

describe('nextAfter', () => {
  it.each<[string, Cadence, string, readonly string[]]>([
    [
      'runs a time that Berlin skips at the first moment after it',
      { dailyAt: '02:30', timeZone: 'Europe/Berlin' },
      '2026-03-28T00:00Z',
      ['2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-30T00:30Z'],
    ],
    [
      'runs a time that Berlin has twice the first time only',
      { dailyAt: '02:30', timeZone: 'Europe/Berlin' },
      '2026-10-24T12:00Z',
      ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    ],
    [
      'does not run again when a run ended between the two',
      { dailyAt: '02:30', timeZone: 'Europe/Berlin' },
      '2026-10-25T00:31Z',
      ['2026-10-26T01:30Z'],
    ],
    [
      'runs a time that New York skips at the first moment after it',
      { dailyAt: '02:30', timeZone: 'America/New_York' },
      '2026-03-07T12:00Z',
      ['2026-03-08T07:00Z', '2026-03-09T06:30Z'],
    ],
    [
      'runs a time that New York has twice the first time only',
      { dailyAt: '01:30', timeZone: 'America/New_York' },
      '2026-10-31T12:00Z',
      ['2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ],
    [
      'knows the half hour that Lord Howe skips',
      { dailyAt: '02:15', timeZone: 'Australia/Lord_Howe' },
      '2026-10-03T00:00Z',
      ['2026-10-03T15:30Z', '2026-10-04T15:15Z'],
    ],
    [
      'knows the half hour that Lord Howe has twice',
      { dailyAt: '01:45', timeZone: 'Australia/Lord_Howe' },
      '2026-04-04T00:00Z',
      ['2026-04-04T14:45Z', '2026-04-05T15:15Z'],
    ],
    [
      'treats the hours of a list like times of day',
      { cron: '30 2,14 * * *', timeZone: 'Europe/Berlin' },
      '2026-03-28T20:00Z',
      ['2026-03-29T01:00Z', '2026-03-29T12:30Z', '2026-03-30T00:30Z'],
    ],
    [
      'runs every hour of a day that has 25',
      { cron: '0 * * * *', timeZone: 'Europe/Berlin' },
      '2026-10-24T23:30Z',
      ['2026-10-25T00:00Z', '2026-10-25T01:00Z', '2026-10-25T02:00Z'],
    ],
    [
      'waits for the next leap day',
      { cron: '0 3 29 2 *', timeZone: 'Europe/Berlin' },
      '2026-01-01T00:00Z',
      ['2028-02-29T02:00Z', '2032-02-29T02:00Z'],
    ],
    [
      'knows that the year 2100 has no leap day',
      { cron: '0 3 29 2 *', timeZone: 'UTC' },
      '2096-03-01T00:00Z',
      ['2104-02-29T03:00Z'],
    ],
    [
      'keeps to working days',
      { cron: '0 3 * * 1-5', timeZone: 'Europe/Berlin' },
      '2026-11-27T12:00Z',
      ['2026-11-30T02:00Z', '2026-12-01T02:00Z'],
    ],
  ])('%s', (_, cadence, start, expected) => {
    expect(runs(cadence, start, expected.length)).toEqual(expected)
  })

  it('never runs what is set to never', () => {
    expect(nextAfter(null, new Date(), 0.5)).toBeNull()
  })

  it('spreads runs every so many hours over a tenth of the interval, and no others', () => {
    const now = new Date('2026-11-28T10:00Z')
    const hours = (cadence: Cadence, jitter: number) =>
      ((nextAfter(cadence, now, jitter)?.getTime() ?? 0) - now.getTime()) / 3_600_000

    expect([0, 0.5, 1].map((jitter) => hours({ everyHours: 20 }, jitter))).toEqual([19, 20, 21])
    expect(new Set([0, 0.5, 1].map((jitter) => hours({ dailyAt: '12:00', timeZone: 'UTC' }, jitter)))).toEqual(new Set([2]))
  })

  it('is always after now', () => {
    fc.assert(
      fc.property(anyCadence, anyMoment, fc.double({ min: 0, max: 1, noNaN: true }), (cadence, now, jitter) => {
        const next = nextAfter(cadence, now, jitter)
        expect(next === null || next > now).toBe(true)
      }),
    )
  })

  it('leaves out no run: nothing lies between two in a row, wherever one looks from', () => {
    fc.assert(
      fc.property(anyClockTime, anyMoment, fc.double({ min: 0, max: 0.999, noNaN: true }), (cadence, now, part) => {
        const next = nextAfter(cadence, now, 0.5) ?? now
        const between = new Date(now.getTime() + (next.getTime() - now.getTime()) * part)

        expect(nextAfter(cadence, between, 0.5)).toEqual(next)
      }),
    )
  })

  it('runs daily at the first moment of the day that shows that time or a later one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyTimeOfDay, anyTransition, (timeZone, dailyAt, now) => {
        const next = nextAfter({ dailyAt, timeZone }, now, 0.5)

        expect(next?.toISOString()).toBe(firstMoment(dailyAt, timeZone, now)?.toISOString())
      }),
      { numRuns: 60 },
    )
  })
})

describe('checkedCadence', () => {
  it.each<[Cadence, string, RegExp]>([
    [{ everyHours: 0 }, 'schedule.sync.everyHours', /"0" is not a number of hours/],
    [{ everyHours: 169 }, 'schedule.sync.everyHours', /"169"/],
    [{ everyHours: 0.5 }, 'schedule.sync.everyHours', /"0.5"/],
    [{ dailyAt: '24:00', timeZone: 'UTC' }, 'schedule.sync.dailyAt', /"24:00" is not a time of day/],
    [{ dailyAt: '2:30', timeZone: 'UTC' }, 'schedule.sync.dailyAt', /"2:30"/],
    [{ dailyAt: '02:30', timeZone: 'Berlin' }, 'schedule.sync.timeZone', /no time zone "Berlin"/],
    [{ dailyAt: '02:30', timeZone: '+02:00' }, 'schedule.sync.timeZone', /no time zone "\+02:00"/],
    [{ cron: '0 3 * * *', timeZone: '' }, 'schedule.sync.timeZone', /no time zone ""/],
    [{ cron: '0 3 * *', timeZone: 'UTC' }, 'schedule.sync.cron', /five fields/],
    [{ cron: '0 0 3 * * *', timeZone: 'UTC' }, 'schedule.sync.cron', /five fields/],
    [{ cron: '@daily', timeZone: 'UTC' }, 'schedule.sync.cron', /five fields/],
    [{ cron: '2026-12-01T00:00:00', timeZone: 'UTC' }, 'schedule.sync.cron', /five fields/],
    [{ cron: '61 * * * *', timeZone: 'UTC' }, 'schedule.sync.cron', /Invalid value for minute: 61/],
    [{ cron: '0 3 * * someday', timeZone: 'UTC' }, 'schedule.sync.cron', /not a cron expression/],
    [{ cron: '0 3 30 2 *', timeZone: 'UTC' }, 'schedule.sync.cron', /never comes/],
  ])('refuses %j, names the field and what to do', (cadence, field, message) => {
    expect(() => checkedCadence(cadence, 'schedule.sync')).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        message: expect.stringMatching(message),
        details: { code: 'schedule-invalid', field, remedy: expect.stringMatching(/^Give .+\.$/) },
      }),
    )
  })

  it('lets everything else through as it is', () => {
    fc.assert(fc.property(anyCadence, (cadence) => checkedCadence(cadence, 'x') === cadence))
  })
})

describe('readCadence', () => {
  it('gives back what was stored', () => {
    fc.assert(
      fc.property(anyCadence, (cadence) => {
        const read = readCadence(JSON.parse(JSON.stringify(cadence)))
        expect(read !== undefined && sameCadence(read, cadence)).toBe(true)
      }),
    )
  })

  it.each([[undefined], [6], ['daily'], [{}], [{ everyHours: 0 }], [{ dailyAt: '02:30' }], [{ cron: 'x', timeZone: 'UTC' }]])(
    'knows that %j is none',
    (stored) => {
      expect(readCadence(stored)).toBeUndefined()
    },
  )
})

const anyTimeOfDay = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const anyZone = fc.constantFrom(...zones)
const anyMoment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
const anyCron = fc.constantFrom(
  '0 3 * * *',
  '*/15 * * * *',
  '30 2 * * *',
  '0 2,3 * * 0',
  '15 1-3 1 * *',
  '0 3 29 2 *',
  '5 0 * 4 1-5',
)
const anyClockTime = fc.oneof(
  fc.record({ dailyAt: anyTimeOfDay, timeZone: anyZone }),
  fc.record({ cron: anyCron, timeZone: anyZone }),
)
const anyCadence: fc.Arbitrary<Cadence> = fc.oneof(
  fc.constant(null),
  fc.record({ everyHours: fc.integer({ min: 1, max: 168 }) }),
  anyClockTime,
)

/** Whole minutes around the days on which clocks change. */
const anyTransition = fc
  .tuple(
    fc.constantFrom(
      '2026-03-07',
      '2026-03-28',
      '2026-04-04',
      '2026-09-05',
      '2026-10-03',
      '2026-10-24',
      '2026-10-31',
      '2026-02-14',
    ),
    fc.nat(2 * 1440),
  )
  .map(([day, minutes]) => new Date(Date.parse(`${day}T00:00Z`) + minutes * 60_000))

/** Runs after a start, as `2026-03-28T01:30Z`. */
function runs(cadence: Cadence, start: string, count: number): readonly string[] {
  const found: string[] = []
  let at = new Date(start)
  for (let n = 0; n < count; n += 1) {
    at = nextAfter(cadence, at, 0.5) ?? at
    found.push(at.toISOString().replace(':00.000Z', 'Z'))
  }
  return found
}

/** The same by looking at the clock on the wall minute by minute, from two days before: slow, and hard to get wrong. */
function firstMoment(dailyAt: string, timeZone: string, now: Date): Date | undefined {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const done = new Set<string>()
  for (let minute = -2 * 1440; minute <= 3 * 1440; minute += 1) {
    const moment = new Date(now.getTime() + minute * 60_000)
    const [day = '', time = ''] = wall.format(moment).split(' ')
    if (time < dailyAt || done.has(day)) continue
    done.add(day)
    // The first day begins in the middle: its time may have come before.
    if (moment > now && done.size > 1) return moment
  }
  return undefined
}
