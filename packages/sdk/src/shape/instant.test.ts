import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from './instant.ts'
import { collectOddities } from './oddity.ts'

function read(text: string | null | undefined) {
  const { note, oddities } = collectOddities()
  return { value: instant(text, 'meta.create_time', note), oddities }
}

describe('instant', () => {
  it.each([
    ['2025-10-09T17:37:44.055Z', '2025-10-09T17:37:44.055Z'],
    ['2025-10-09T17:37:44.055427077Z', '2025-10-09T17:37:44.055Z'],
    ['2025-10-09T17:37:44Z', '2025-10-09T17:37:44.000Z'],
    ['2025-10-09T17:37:44.5Z', '2025-10-09T17:37:44.500Z'],
    ['2025-10-09t17:37:44z', '2025-10-09T17:37:44.000Z'],
    ['2025-10-09 17:37:44+02:00', '2025-10-09T15:37:44.000Z'],
    ['2025-10-09T17:37:44-0330', '2025-10-09T21:07:44.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toEqual({ value: expected, oddities: [] })
  })

  it.each([
    '0001-01-01T00:00:00Z',
    '1989-12-31T23:59:59Z',
    '2101-01-01T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-02-30T00:00:00Z',
    '2025-01-01T24:30:00Z',
    '2025-01-01',
    '2025-01-01T00:00:00',
    '1735689600',
    'yesterday',
  ])('takes %s for unknown and notes it', (text) => {
    expect(read(text)).toEqual({ value: null, oddities: [{ path: 'meta.create_time', value: text }] })
  })

  it.each([undefined, null, ''])('takes %j for not set, which is not odd', (text) => {
    expect(read(text)).toEqual({ value: null, oddities: [] })
  })

  it('keeps the instant, whatever the sub-second digits and the offset', () => {
    const date = fc.date({ min: new Date('1990-01-02T00:00:00Z'), max: new Date('2100-12-30T00:00:00Z'), noInvalidDate: true })
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 })
    fc.assert(
      fc.property(date, offset, fc.stringMatching(/^\d{0,6}$/), (when, minutes, digits) => {
        const local = new Date(when.getTime() + minutes * 60_000).toISOString().slice(0, -1)
        const hours = String(Math.trunc(Math.abs(minutes) / 60)).padStart(2, '0')
        const rest = String(Math.abs(minutes) % 60).padStart(2, '0')

        expect(read(`${local}${digits}${minutes < 0 ? '-' : '+'}${hours}:${rest}`).value).toBe(when.toISOString())
      }),
    )
  })

  it('never throws and gives an instant or null, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)), (text) => {
        const { value } = read(text)

        expect(value === null || new Date(value).toISOString() === value).toBe(true)
      }),
    )
  })
})
