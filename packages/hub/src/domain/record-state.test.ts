import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isForgettable, type RecordStateFacts, recordCauses, recordState, recordStates } from './record-state.ts'

const good: RecordStateFacts = {
  seenInLastCompleteDiscover: true,
  mapped: true,
  targetExists: true,
  ignored: false,
  fault: null,
}

const combinations: readonly RecordStateFacts[] = ([true, false, 'never-discovered'] as const).flatMap(
  (seenInLastCompleteDiscover) =>
    [true, false].flatMap((mapped) =>
      [true, false].flatMap((targetExists) =>
        [true, false].flatMap((ignored) =>
          [null, 'Permission was refused.', ' '].map((fault) => ({
            seenInLastCompleteDiscover,
            mapped,
            targetExists,
            ignored,
            fault,
          })),
        ),
      ),
    ),
)

describe('recordState', () => {
  it.each<[Partial<RecordStateFacts>, string]>([
    [{}, 'GOOD'],
    [{ seenInLastCompleteDiscover: 'never-discovered' }, 'GOOD'],
    [{ mapped: false }, 'NEW'],
    [{ mapped: false, targetExists: false }, 'NEW'],
    [{ mapped: false, seenInLastCompleteDiscover: 'never-discovered' }, 'NEW'],
    [{ seenInLastCompleteDiscover: false }, 'MISSING'],
    [{ seenInLastCompleteDiscover: false, targetExists: false }, 'MISSING'],
    [{ seenInLastCompleteDiscover: false, fault: 'Permission was refused.' }, 'MISSING'],
    [{ targetExists: false }, 'STALE'],
    [{ targetExists: false, fault: 'Permission was refused.' }, 'STALE'],
    [{ targetExists: false, seenInLastCompleteDiscover: 'never-discovered' }, 'STALE'],
    [{ fault: 'Permission was refused.' }, 'ERROR'],
    [{ mapped: false, fault: 'Permission was refused.' }, 'ERROR'],
    [{ mapped: false, seenInLastCompleteDiscover: false }, 'ERROR'],
    [{ ignored: true }, 'IGNORED'],
    [{ ignored: true, mapped: false, seenInLastCompleteDiscover: false, fault: 'Permission was refused.' }, 'IGNORED'],
  ])('answers %j with %s', (facts, state) => {
    expect(recordState({ ...good, ...facts }).state).toBe(state)
  })

  it('has exactly one state and a reason for every combination of facts', () => {
    expect(combinations).toHaveLength(72)
    for (const facts of combinations) {
      const { state, reason } = recordState(facts)

      expect(recordStates).toContain(state)
      expect(reason.trim()).not.toBe('')
    }
  })

  it('syncs only what is mapped to something that exists, listed or not yet looked for, not ignored and without fault', () => {
    for (const facts of combinations) {
      const fit =
        facts.mapped &&
        facts.targetExists &&
        facts.seenInLastCompleteDiscover !== false &&
        !facts.ignored &&
        facts.fault === null

      expect(recordState(facts).state === 'GOOD').toBe(fit)
    }
  })

  it('is IGNORED exactly when a user said so', () => {
    for (const facts of combinations) expect(recordState(facts).state === 'IGNORED').toBe(facts.ignored)
  })

  it('is NEW, MISSING or STALE only with the facts their names say', () => {
    for (const facts of combinations) {
      const { state } = recordState(facts)

      if (state === 'NEW') expect(facts.mapped).toBe(false)
      if (state === 'MISSING') expect(facts).toMatchObject({ mapped: true, seenInLastCompleteDiscover: false })
      if (state === 'STALE') expect(facts).toMatchObject({ mapped: true, targetExists: false })
    }
  })

  it('carries the fault as the reason of an error', () => {
    expect(recordState({ ...good, fault: ' The key may not read this project. ' })).toEqual({
      state: 'ERROR',
      cause: 'fault',
      reason: 'The key may not read this project.',
    })
  })

  it('agrees with a model that only lists which facts rule the others out, whatever happens in whatever order', () => {
    // Each happening sets one fact, as discovers and people do; the model reads the states off a list of guards.
    const happenings = fc.array(
      fc.oneof(
        fc.record({ seenInLastCompleteDiscover: fc.constantFrom(true, false) }),
        fc.record({ mapped: fc.boolean() }),
        fc.record({ targetExists: fc.boolean() }),
        fc.record({ ignored: fc.boolean() }),
        fc.record({ fault: fc.option(fc.constant('Refused.')) }),
      ),
    )
    const guards: readonly (readonly [string, (facts: RecordStateFacts) => boolean])[] = [
      ['IGNORED', (facts) => facts.ignored],
      ['MISSING', (facts) => facts.mapped && facts.seenInLastCompleteDiscover === false],
      ['STALE', (facts) => facts.mapped && !facts.targetExists],
      ['ERROR', (facts) => facts.seenInLastCompleteDiscover === false || facts.fault !== null],
      ['GOOD', (facts) => facts.mapped],
      ['NEW', () => true],
    ]
    fc.assert(
      fc.property(happenings, (changes) => {
        let facts: RecordStateFacts = { ...good, mapped: false, seenInLastCompleteDiscover: 'never-discovered' }
        for (const change of changes) {
          facts = { ...facts, ...change }
          const settled = recordState(facts)

          expect(settled.state).toBe(guards.find(([, holds]) => holds(facts))?.[0])
          expect(recordCauses).toContain(settled.cause)
        }
      }),
    )
  })

  it('explains any fault', () => {
    fc.assert(fc.property(fc.string(), (fault) => recordState({ ...good, fault }).reason !== ''))
  })
})

describe('isForgettable', () => {
  it('is true only of what is neither listed, mapped nor ignored', () => {
    for (const facts of combinations) {
      const expected = facts.seenInLastCompleteDiscover === false && !facts.mapped && !facts.ignored

      expect(isForgettable(facts)).toBe(expected)
      if (expected) expect(recordState(facts).state).toBe('ERROR')
    }
  })
})
