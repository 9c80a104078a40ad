import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { remediationStates } from './remediation-state.ts'
import { inStep, mayWait, running, stopped, type Wait } from './waiting.ts'

const start = Date.UTC(2026, 0, 1)
const at = (minutes: number) => new Date(start + minutes * 60_000)
const fresh: Wait = { waitingSince: null, waitingFor: null, waitedMs: 0 }

describe('the clock of a vulnerability', () => {
  it.each([
    ['runs, and its remediation waits', fresh, 7, { waitingSince: at(60), waitingFor: 7, waitedMs: 0 }],
    ['runs, and nothing waits', fresh, null, fresh],
    ['was stopped by a remediation that waits on', stopped(fresh, 7, at(0)), 7, stopped(fresh, 7, at(0))],
    ['was stopped by a remediation that waits no longer', stopped(fresh, 7, at(0)), null, { ...fresh, waitedMs: 3_600_000 }],
    ['went to another remediation that waits', stopped(fresh, 7, at(0)), 8, stopped(fresh, 8, at(0))],
    ['was stopped by a person, and its remediation waits', stopped(fresh, null, at(0)), 7, stopped(fresh, null, at(0))],
    ['was stopped by a person, and nothing waits', stopped(fresh, null, at(0)), null, stopped(fresh, null, at(0))],
  ] as const)('is brought in step when it %s', (_, before, waiting, after) => {
    expect(inStep(before, waiting, at(60))).toEqual(after)
    expect(inStep(inStep(before, waiting, at(60)), waiting, at(90))).toEqual(after)
  })

  it('counts the time in which its remediation waited, whatever came between', () => {
    const spells = fc.array(fc.tuple(fc.constantFrom(null, 7, 8), fc.integer({ min: 0, max: 500 })), { maxLength: 15 })
    fc.assert(
      fc.property(spells, (given) => {
        let clock = fresh
        let minutes = 0
        let waited = 0
        for (const [waiting, lasts] of given) {
          clock = inStep(clock, waiting, at(minutes))
          minutes += lasts
          if (waiting !== null) waited += lasts
        }
        expect(running(clock, at(minutes)).waitedMs).toBe(waited * 60_000)
      }),
    )
  })
})

it('is in states that somebody can act in: what is proposed, merged or over cannot wait', () => {
  expect(remediationStates.filter(mayWait)).toEqual(['open', 'in-progress', 'in-review', 'reopened'])
})
