import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looseEnum } from './loose-enum.ts'
import { collectOddities } from './oddity.ts'

const color = looseEnum<number | null>('spec.color', { RED: 1, BLUE: 2 }, null)

describe('looseEnum', () => {
  it('reads documented words without a note', () => {
    const { note, oddities } = collectOddities()

    expect([color('RED', note), color('BLUE', note)]).toEqual([1, 2])
    expect(oddities).toEqual([])
  })

  it.each([undefined, null, ''])('takes %j for not set, which is not odd', (raw) => {
    const { note, oddities } = collectOddities()

    expect(color(raw, note)).toBeNull()
    expect(oddities).toEqual([])
  })

  it('notes an undocumented word with its path, once per page', () => {
    const { note, oddities } = collectOddities()

    color('GREEN', note)
    color('GREEN', note)

    expect(oddities).toEqual([{ path: 'spec.color', value: 'GREEN' }])
  })

  it('never mistakes a name every object inherits for a documented word', () => {
    const inherited = fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty')
    fc.assert(
      fc.property(fc.oneof(inherited, fc.string({ minLength: 1 })), (raw) => {
        fc.pre(raw !== 'RED' && raw !== 'BLUE')
        const { note, oddities } = collectOddities()

        expect(color(raw, note)).toBeNull()
        expect(oddities).toHaveLength(1)
      }),
    )
  })
})

describe('collectOddities', () => {
  it('stops at its limit, so that a page of nonsense stays small', () => {
    const { note, oddities } = collectOddities(3)

    for (let index = 0; index < 10; index += 1) note('path', String(index))

    expect(oddities).toHaveLength(3)
  })
})
