import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  nextState,
  possibleActions,
  remediationActions,
  remediationFindings,
  remediationStates,
  remediationTransitions,
  workOf,
} from './remediation-state.ts'

const guide = new URL('../../../../docs/guide/remediation.md', import.meta.url)
const triggers = [...remediationActions, ...remediationFindings]

describe('the states of a remediation', () => {
  it('have one way each: no state has two answers to the same', () => {
    const ways = remediationTransitions.flatMap(({ trigger, from }) => from.map((state) => `${state} ${trigger}`))

    expect(new Set(ways).size).toBe(ways.length)
  })

  it('can all be reached from a proposal, and left again', () => {
    const reached = new Set<string>(['proposed'])
    for (const state of reached) {
      for (const { from, to } of remediationTransitions) if (from.some((one) => one === state)) reached.add(to)
    }

    expect([...reached].toSorted()).toEqual([...remediationStates].toSorted())
    expect(remediationStates.filter((state) => !remediationTransitions.some(({ from }) => from.includes(state)))).toEqual([])
  })

  it('are resolved and reopened by nobody but the hub, whatever people do', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...remediationActions), { maxLength: 30 }), (actions) => {
        let state: (typeof remediationStates)[number] = 'proposed'
        for (const action of actions) state = nextState(state, action) ?? state
        expect(['resolved', 'reopened']).not.toContain(state)
      }),
    )
  })

  it('offer exactly what is possible', () => {
    for (const state of remediationStates) {
      expect(possibleActions(state)).toEqual(triggers.filter((one) => isAction(one) && nextState(state, one) !== null))
    }
    expect(nextState('resolved', 'verified')).toBeNull()
    expect(possibleActions('resolved')).toEqual([])
  })

  it('tell vulnerabilities how far the work is', () => {
    expect(Object.groupBy(remediationStates, workOf)).toEqual({
      none: ['proposed', 'open', 'resolved', 'dismissed', 'reopened'],
      'in-progress': ['in-progress', 'in-review'],
      'awaiting-verification': ['awaiting-verification'],
    })
  })

  it('stand in the guide as they are here', async () => {
    const [, table = ''] = /<!-- states -->\n(.*?)<!-- \/states -->/s.exec(await readFile(guide, 'utf8')) ?? []

    const rows = remediationTransitions.map(
      ({ trigger, from, to, by, means }) => `| ${from.join(', ')} | ${trigger} | ${to} | ${by} | ${means} |`,
    )
    expect(table.trimEnd().split('\n').slice(2)).toEqual(rows)
  })
})

function isAction(trigger: string): trigger is (typeof remediationActions)[number] {
  return remediationActions.some((action) => action === trigger)
}
