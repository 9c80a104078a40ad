import { expect, test } from 'vitest'
import type { Policy } from '../../api/types.ts'
import { conditionLine, isComplete, policyForm, policyValues } from './policy-values.ts'

const policy: Policy = {
  id: 'pol_1',
  name: 'Test code',
  action: 'dismiss',
  decision: 'not-affected',
  reason: 'Never runs.',
  conditions: { kinds: ['dependency'], riskBelow: 30, reachability: 'unreachable', path: 'test/*', epssBelow: 0.01 },
  product: null,
  productType: { id: 'pt_2', name: 'Web' },
  enabled: true,
  expiresAt: '2027-03-31T23:59:59.999Z',
  inForce: true,
  holds: 3,
  createdBy: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
}

test('a policy goes through the form unchanged', () => {
  const { name, action, decision, reason, conditions, expiresAt } = policy

  expect(policyValues(policyForm(policy), policy)).toEqual({
    name,
    action,
    decision,
    reason,
    conditions,
    expiresAt,
    productId: null,
    productTypeId: 'pt_2',
  })
})

test('a policy that requires decides nothing', () => {
  const form = { ...policyForm(null), does: 'require' as const, exploited: true, scope: 'prd_7' }

  expect(policyValues(form, null)).toMatchObject({
    action: 'require',
    decision: null,
    conditions: { exploited: true },
    productId: 'prd_7',
    productTypeId: null,
  })
})

test('a form without conditions is not complete', () => {
  expect(isComplete(policyValues(policyForm(null), null))).toBe(false)
})

test('conditions read as one line', () => {
  expect(conditionLine(policy.conditions)).toBe(
    'dependency, risk below 30, not reached, not exploited, EPSS below 0.01, in test/*',
  )
})
