import { describe, expect, it } from 'vitest'
import { type HealthFacts, mendsItself, nextStep } from './health.ts'

const well: HealthFacts = { state: 'connected', problem: null, expiresInDays: null }
const problem = { remedy: 'Make a new key.' }

describe('nextStep', () => {
  it.each<[string, Partial<HealthFacts>, RegExp | null]>([
    ['nothing when all is well', {}, null],
    ['to resume what is paused, whatever else is wrong', { state: 'paused', problem, expiresInDays: 3 }, /Resume/],
    ['what the problem says', { state: 'attention', problem, expiresInDays: 3 }, /^Make a new key\.$/],
    ['to look at the operation when a problem says nothing', { state: 'attention', problem: { remedy: null } }, /operation/],
    ['to look at the operation after a run that saw a part', { state: 'degraded' }, /could not read/],
    ['to renew credentials in time', { expiresInDays: 9 }, /in 9 days/],
    ['to renew credentials before a part that mends itself', { state: 'degraded', expiresInDays: 1 }, /in 1 day\./],
    ['to renew credentials on the last day', { expiresInDays: 0 }, /today/],
    ['to replace credentials that are over', { expiresInDays: -1 }, /have expired/],
  ])('says %s', (_, facts, step) => {
    const said = nextStep({ ...well, ...facts })

    if (step === null) expect(said).toBeNull()
    else expect(said).toMatch(step)
  })
})

describe('mendsItself', () => {
  it.each([
    { kind: 'unreachable', mends: true },
    { kind: 'throttled', mends: true },
    { kind: 'credentials', mends: false },
    { kind: 'contract', mends: false },
    { kind: 'held', mends: false },
    { kind: 'bug', mends: false },
  ])('says $mends of $kind', ({ kind, mends }) => {
    expect(mendsItself(kind)).toBe(mends)
  })
})
