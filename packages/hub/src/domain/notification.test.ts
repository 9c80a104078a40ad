import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NotificationFacts, recipientsOf, type SubscriptionTerms, urgencies } from './notification.ts'

const missing: NotificationFacts = { type: 'record.missing', urgency: 'warning', connectionId: 1, productTypeIds: [7, null] }
const everything: SubscriptionTerms = { connectionId: 9, types: null, minimumUrgency: 'information', productTypeIds: null }

describe('recipientsOf', () => {
  it('tells those who want everything, of everything', () => {
    expect([...recipientsOf(missing, [everything])]).toEqual([[9, null]])
  })

  it.each([
    [{ types: ['record.stale'] }, false],
    [{ types: ['record.stale', 'record.missing'] }, true],
    [{ minimumUrgency: 'critical' }, false],
    [{ minimumUrgency: 'warning' }, true],
    [{ productTypeIds: [8] }, false],
    [{ productTypeIds: [7, 8] }, true],
  ] as const)('asks a subscription for %o', (terms, told) => {
    expect(recipientsOf(missing, [{ ...everything, ...terms }]).has(9)).toBe(told)
  })

  it('never tells a connection of its own trouble', () => {
    expect(recipientsOf({ ...missing, connectionId: 9 }, [everything]).size).toBe(0)
  })

  it('tells what concerns no known product type only to those who are not narrowed', () => {
    const told = recipientsOf({ ...missing, productTypeIds: [null] }, [{ ...everything, productTypeIds: [7] }])

    expect(told.size).toBe(0)
  })

  it('adds up what several subscriptions of a connection want, of those that fit', () => {
    const narrowed = (...productTypeIds: number[]) => ({ ...everything, productTypeIds })
    const facts = { ...missing, productTypeIds: [5, 7] }

    expect(recipientsOf(facts, [narrowed(7, 8), narrowed(5), narrowed(6)]).get(9)).toEqual([5, 7, 8])
    expect(recipientsOf(facts, [narrowed(7), everything, narrowed(5)]).get(9)).toBeNull()
  })

  it('does not depend on the order of subscriptions, and another one takes nothing away', () => {
    const ids = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
    const terms = fc.record({
      connectionId: fc.integer({ min: 1, max: 3 }),
      types: fc.option(fc.constantFrom(['record.missing'], ['record.stale'])),
      minimumUrgency: fc.constantFrom(...urgencies),
      productTypeIds: fc.option(ids),
    })
    fc.assert(
      fc.property(fc.array(terms), terms, ids, (subscriptions, more, productTypeIds) => {
        const facts = { ...missing, productTypeIds }
        const told = recipientsOf(facts, subscriptions)
        const sorted = (map: typeof told) => [...map].toSorted(([one], [other]) => one - other)

        expect(sorted(recipientsOf(facts, subscriptions.toReversed()))).toEqual(sorted(told))
        for (const [connectionId, types] of told) {
          const wider = recipientsOf(facts, [...subscriptions, more]).get(connectionId)
          expect(wider === null || types?.every((id) => wider?.includes(id))).toBe(true)
        }
      }),
    )
  })
})
