import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shouldHold } from './mass-close.ts'

describe('shouldHold', () => {
  it.each([
    { present: 0, missing: 0, held: false },
    { present: 20, missing: 20, held: false },
    { present: 21, missing: 21, held: true },
    { present: 69, missing: 21, held: true },
    { present: 70, missing: 21, held: false },
    { present: 100, missing: 30, held: false },
    { present: 100, missing: 31, held: true },
    { present: 100_000, missing: 30_000, held: false },
    { present: 100_000, missing: 30_001, held: true },
  ])('answers $held when $missing of $present are missing', ({ present, missing, held }) => {
    expect(shouldHold({ present, missing })).toBe(held)
  })

  it('never lets go of a hold when more goes missing', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(1_000), (present, missing, more) => {
        if (shouldHold({ present, missing })) expect(shouldHold({ present, missing: missing + more })).toBe(true)
      }),
    )
  })

  it('never holds twenty or fewer', () => {
    fc.assert(fc.property(fc.nat(1_000_000), fc.nat(20), (present, missing) => !shouldHold({ present, missing })))
  })
})
