import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { formatCadence, parseCadence } from './schedule.ts'

describe('parseCadence', () => {
  it.each([
    ['never', null],
    ['every 6h', { everyHours: 6 }],
    ['daily 02:30 Europe/Berlin', { dailyAt: '02:30', timeZone: 'Europe/Berlin' }],
    ['cron 0 3 * * 1-5 Europe/Berlin', { cron: '0 3 * * 1-5', timeZone: 'Europe/Berlin' }],
  ])('reads %j, and it is written the same', (text, cadence) => {
    expect(parseCadence(text)).toEqual({ cadence })
    expect(formatCadence(cadence)).toBe(text)
  })

  it.each(['every 12 hours', ' every  12h ', 'every 12'])('reads %j too', (text) => {
    expect(parseCadence(text)).toEqual({ cadence: { everyHours: 12 } })
  })

  it.each(['', 'weekly', 'every day', 'daily 02:30', 'cron 0 3 * * 1-5', 'cron 0 0 3 * * * UTC', 'never again'])(
    'refuses %j and says what it takes',
    (text) => {
      expect(() => parseCadence(text)).toThrow(InvalidArgumentError)
      expect(() => parseCadence(text)).toThrow('"daily 02:30 Europe/Berlin"')
    },
  )
})
