import { describe, expect, it } from 'vitest'
import type { Cadence } from '../../api/types.ts'
import { cadenceOf, cadenceWords, draftOf } from './cadence.ts'

const cadences: readonly (readonly [Cadence, string])[] = [
  [null, 'Only when asked'],
  [{ everyHours: 1 }, 'Every hour'],
  [{ everyHours: 6 }, 'Every 6 hours'],
  [{ everyHours: 48 }, 'Every 2 days'],
  [{ everyHours: 168 }, 'Every week'],
  [{ dailyAt: '04:15', timeZone: 'Europe/Berlin' }, 'Daily at 04:15, Europe/Berlin'],
  [{ cron: '5 4 * * 0', timeZone: 'UTC' }, 'Cron 5 4 * * 0, UTC'],
]

describe('a cadence', () => {
  it.each(cadences)('%j comes back from its form as it was', (cadence) => {
    expect(cadenceOf(draftOf(cadence, 'Asia/Tokyo'))).toEqual(cadence)
  })

  it.each(cadences)('%j reads “%s”', (cadence, words) => {
    expect(cadenceWords(cadence)).toBe(words)
  })

  it('offers the time zone of the person to what had none', () => {
    expect(cadenceOf({ ...draftOf({ everyHours: 6 }, 'Asia/Tokyo'), kind: 'daily' })).toMatchObject({ timeZone: 'Asia/Tokyo' })
  })
})
