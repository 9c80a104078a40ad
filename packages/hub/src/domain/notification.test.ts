import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NotificationFacts, type Reach, recipientsOf, type SubscriptionTerms, urgencies } from './notification.ts'

const missing: NotificationFacts = {
  type: 'record.missing',
  urgency: 'warning',
  connectionId: 1,
  productTypeIds: [7, null],
  productIds: [70, null],
  severities: [],
}
const everything: SubscriptionTerms = {
  connectionId: 9,
  types: null,
  minimumUrgency: 'information',
  minimumSeverity: null,
  productTypeIds: null,
  productIds: null,
  digest: null,
}
const all: Reach = { productTypeIds: null, productIds: null, minimumSeverity: null }

describe('recipientsOf', () => {
  it('tells those who want everything, of everything', () => {
    expect([...recipientsOf(missing, [everything])]).toEqual([[9, all]])
  })

  it.each([
    [{ types: ['record.stale'] }, false],
    [{ types: ['record.stale', 'record.missing'] }, true],
    [{ minimumUrgency: 'critical' }, false],
    [{ minimumUrgency: 'warning' }, true],
    [{ productTypeIds: [8] }, false],
    [{ productTypeIds: [7, 8] }, true],
    [{ productIds: [71] }, false],
    [{ productIds: [70] }, true],
    [{ productTypeIds: [8], productIds: [70] }, true],
    [{ minimumSeverity: 5 }, true],
  ] as const)('asks a subscription for %o', (terms, told) => {
    expect(recipientsOf(missing, [{ ...everything, ...terms }]).has(9)).toBe(told)
  })

  it.each([
    [[3, 4], 4, true],
    [[3], 4, false],
    [[3, 0], 5, true],
    [[1], null, true],
  ] as const)('of severities %o tells who asks for %o and worse: %o', (severities, minimumSeverity, told) => {
    const facts = { ...missing, severities }

    expect(recipientsOf(facts, [{ ...everything, minimumSeverity }]).has(9)).toBe(told)
  })

  it('never tells a connection of its own trouble', () => {
    expect(recipientsOf({ ...missing, connectionId: 9 }, [everything]).size).toBe(0)
  })

  it('tells what concerns no known product only to those who are not narrowed', () => {
    const facts = { ...missing, productTypeIds: [null], productIds: [null] }

    expect(recipientsOf(facts, [{ ...everything, productTypeIds: [7], productIds: [70] }]).size).toBe(0)
  })

  it('adds up what several subscriptions of a connection want, of those that fit', () => {
    const narrowed = (...productTypeIds: number[]) => ({ ...everything, productTypeIds, minimumSeverity: 4 })
    const product = { ...everything, productIds: [70], minimumSeverity: 3 }
    const facts = { ...missing, productTypeIds: [5, 7] }

    expect(recipientsOf(facts, [narrowed(7, 8), product, narrowed(5), narrowed(6)]).get(9)).toEqual({
      productTypeIds: [5, 7, 8],
      productIds: [70],
      minimumSeverity: 3,
    })
    expect(recipientsOf(facts, [narrowed(7), everything, narrowed(5)]).get(9)).toEqual(all)
  })

  it('does not depend on the order of subscriptions, and another one takes nothing away', () => {
    const ids = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
    const terms = fc.record({
      connectionId: fc.integer({ min: 1, max: 3 }),
      types: fc.option(fc.constantFrom(['record.missing'], ['record.stale'])),
      minimumUrgency: fc.constantFrom(...urgencies),
      minimumSeverity: fc.option(fc.integer({ min: 1, max: 5 })),
      productTypeIds: fc.option(ids),
      productIds: fc.option(ids),
    })
    fc.assert(
      fc.property(fc.array(terms), terms, ids, ids, (subscriptions, more, productTypeIds, productIds) => {
        const facts = { ...missing, productTypeIds, productIds, severities: [4] }
        const told = recipientsOf(facts, subscriptions)
        const sorted = (map: typeof told) => [...map].toSorted(([one], [other]) => one - other)

        expect(sorted(recipientsOf(facts, subscriptions.toReversed()))).toEqual(sorted(told))
        for (const [connectionId, reach] of told) {
          const wider = recipientsOf(facts, [...subscriptions, more]).get(connectionId)
          expect(wider !== undefined && covers(wider, reach)).toBe(true)
        }
      }),
    )
  })
})

function covers(wider: Reach, reach: Reach): boolean {
  if ((wider.minimumSeverity ?? 0) > (reach.minimumSeverity ?? 0)) return false
  if (wider.productTypeIds === null && wider.productIds === null) return true
  const within = (ids: readonly number[] | null, others: readonly number[] | null) =>
    (ids ?? []).every((id) => others?.includes(id) === true)
  return within(reach.productTypeIds, wider.productTypeIds) && within(reach.productIds, wider.productIds)
}
