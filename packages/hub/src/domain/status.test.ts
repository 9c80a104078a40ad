import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closedReasons,
  type Decision,
  decisionKinds,
  isInForce,
  type Presence,
  type StatusFacts,
  statuses,
  vulnerabilityStatus,
  type Work,
} from './status.ts'

const now = new Date('2026-11-28T12:00:00.000Z')
const earlier = new Date('2026-11-28T11:59:59.999Z')
const later = new Date('2026-11-28T12:00:00.001Z')
const undecided: Decision = { kind: 'none', until: null }
const present: Presence = { present: true }
const absent: Presence = { present: false, reason: 'absent' }

const presences: fc.Arbitrary<Presence> = fc.oneof(
  fc.constant(present),
  fc.constantFrom(...closedReasons).map((reason) => ({ present: false, reason }) as const),
)
const decisions: fc.Arbitrary<Decision> = fc.record({
  kind: fc.constantFrom(...decisionKinds),
  until: fc.constantFrom(null, earlier, now, later, new Date(Number.NaN)),
})
const works = fc.constantFrom<Work>('none', 'in-progress', 'awaiting-verification')
const facts: fc.Arbitrary<StatusFacts> = fc.record({ presence: presences, decision: decisions, work: works })

describe('vulnerabilityStatus', () => {
  it.each<[Work, string]>([
    ['none', 'Open'],
    ['in-progress', 'In Progress'],
    ['awaiting-verification', 'Pending Action'],
  ])('follows work %s to %s while nobody decided anything', (work, status) => {
    expect(vulnerabilityStatus({ presence: present, decision: undecided, work }, now)).toBe(status)
  })

  it('is Resolved only by absence', () => {
    for (const reason of closedReasons) {
      const status = vulnerabilityStatus({ presence: { present: false, reason }, decision: undecided, work: 'none' }, now)

      expect(status).toBe(reason === 'absent' ? 'Resolved' : 'Dismissed')
    }
  })

  it.each(['false-positive', 'risk-accepted', 'wont-fix', 'not-affected', 'duplicate'])(
    'is Dismissed by %s while present',
    (kind) => {
      expect(vulnerabilityStatus({ presence: present, decision: { kind, until: null }, work: 'in-progress' }, now)).toBe(
        'Dismissed',
      )
    },
  )

  it.each([
    ['false-positive', 'Dismissed'],
    ['not-affected', 'Dismissed'],
    ['duplicate', 'Dismissed'],
    ['risk-accepted', 'Resolved'],
    ['wont-fix', 'Resolved'],
    ['none', 'Resolved'],
  ])('after %s, absence makes it %s', (kind, status) => {
    expect(vulnerabilityStatus({ presence: absent, decision: { kind, until: null }, work: 'none' }, now)).toBe(status)
  })

  it('reopens at the moment an acceptance ends', () => {
    const accepted = (until: Date | null) =>
      vulnerabilityStatus({ presence: present, decision: { kind: 'risk-accepted', until }, work: 'none' }, now)

    expect(accepted(later)).toBe('Dismissed')
    expect(accepted(now)).toBe('Open')
    expect(accepted(earlier)).toBe('Open')
    expect(accepted(null)).toBe('Dismissed')
  })

  it('hides nothing because of a date or a word it cannot read', () => {
    const unreadable = { kind: 'risk-accepted', until: new Date(Number.NaN) }

    expect(vulnerabilityStatus({ presence: present, decision: unreadable, work: 'none' }, now)).toBe('Open')
    fc.assert(
      fc.property(fc.string(), (kind) => {
        fc.pre(!decisionKinds.some((known) => known === kind))
        expect(vulnerabilityStatus({ presence: present, decision: { kind, until: null }, work: 'none' }, now)).toBe('Open')
      }),
    )
  })

  it('gives a known status to every combination', () => {
    fc.assert(fc.property(facts, (combination) => statuses.includes(vulnerabilityStatus(combination, now))))
  })

  it('keeps a decision through whatever scanners say in between', () => {
    fc.assert(
      fc.property(facts, fc.array(presences), (start, imports) => {
        const before = vulnerabilityStatus({ ...start, presence: present }, now)
        const decision = structuredClone(start.decision)

        for (const presence of imports) vulnerabilityStatus({ ...start, presence }, now)

        expect(start.decision).toEqual(decision)
        expect(vulnerabilityStatus({ ...start, presence: present }, now)).toBe(before)
        if (isInForce(decision, now)) expect(before).toBe('Dismissed')
      }),
    )
  })

  it('is never open while no scanner sees it', () => {
    fc.assert(
      fc.property(facts, ({ presence, decision, work }) => {
        const status = vulnerabilityStatus({ presence, decision, work }, now)

        expect(['Resolved', 'Dismissed'].includes(status)).toBe(!presence.present || isInForce(decision, now))
      }),
    )
  })
})
