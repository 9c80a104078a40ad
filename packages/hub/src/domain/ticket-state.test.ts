import { type TicketState, ticketStates } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { nextState, remediationStates } from './remediation-state.ts'
import { actionOfTicket, tellingOf, ticketActor } from './ticket-state.ts'

const from: readonly (TicketState | null)[] = [null, ...ticketStates]

describe('a change of a ticket', () => {
  it.each([
    ['open', 'in-progress', 'open', 'start'],
    ['open', 'done', 'open', 'merge'],
    ['in-progress', 'done', 'in-progress', 'merge'],
    ['open', 'wont-do', 'in-progress', 'dismiss'],
    ['done', 'open', 'awaiting-verification', 'rework'],
    ['done', 'in-progress', 'awaiting-verification', 'rework'],
    ['wont-do', 'open', 'dismissed', 'restore'],
    ['in-progress', 'open', 'in-progress', null],
    ['done', 'open', 'resolved', null],
    ['open', 'in-progress', 'in-review', null],
    ['open', 'done', 'awaiting-verification', null],
  ] as const)('from %s to %s leads a remediation that is %s to %s', (before, to, remediation, action) => {
    expect(actionOfTicket({ from: before, to, remediation })).toBe(action)
  })

  it('never resolves anything, never does what is not possible, and is nothing when nothing changed', () => {
    for (const before of from) {
      for (const to of ticketStates) {
        for (const remediation of remediationStates) {
          const action = actionOfTicket({ from: before, to, remediation })
          const next = action === null ? remediation : nextState(remediation, action)
          expect(next).not.toBeNull()
          if (remediation !== 'resolved') expect(next).not.toBe('resolved')
          if (before === to) expect(action).toBeNull()
        }
      }
    }
  })
})

describe('an event of a remediation', () => {
  it('is told the ticket when a scan proves, disproves or half proves it, and when people give it up or take it up', () => {
    const told = (trigger: string) => tellingOf({ kind: 'state', trigger, actor: 'usr_1' })

    expect(told('verified')).toEqual({ about: 'verified', goal: 'done' })
    expect(told('reappeared')).toEqual({ about: 'reappeared', goal: 'open' })
    expect(told('dismiss')).toEqual({ about: 'dismissed', goal: 'wont-do' })
    expect(told('restore')).toEqual({ about: 'restored', goal: 'open' })
    expect(told('revived')).toEqual({ about: 'restored', goal: 'open' })
    expect(tellingOf({ kind: 'left', trigger: null, actor: null })).toEqual({ about: 'left', goal: 'open' })
    for (const trigger of ['open', 'start', 'review', 'merge', 'rework', 'constructor']) expect(told(trigger)).toBeNull()
    expect(tellingOf({ kind: 'comment', trigger: 'verified', actor: null })).toBeNull()
  })

  it('that came from the ticket is not sent back', () => {
    expect(tellingOf({ kind: 'state', trigger: 'dismiss', actor: ticketActor })).toBeNull()
  })
})
