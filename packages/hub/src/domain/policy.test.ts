import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsPolicy, type Policy, type PolicyConditions, type PolicySubject, policyVerdict } from './policy.ts'

const now = new Date('2026-11-28T00:00:00Z')

const subject: PolicySubject = {
  kind: 'dependency',
  severity: 'medium',
  riskScore: 40,
  reachability: 'unreachable',
  knownExploited: false,
  exploited: null,
  epss: 0.02,
  fixedVersion: null,
  path: 'test/fixtures/package-lock.json',
  packageName: '@acme/shop',
  packageKey: 'pkg:npm/%40acme/shop',
  productId: 7,
  productTypeId: 3,
}

function policy(id: number, change: Partial<Policy> = {}): Policy {
  return {
    id,
    name: `policy ${id}`,
    action: 'dismiss',
    decision: 'wont-fix',
    reason: 'Not worth it.',
    conditions: { riskBelow: 50 },
    productTypeId: null,
    productId: null,
    enabled: true,
    expiresAt: null,
    ...change,
  }
}

describe('fitsPolicy', () => {
  it.each<[PolicyConditions, boolean]>([
    [{ kinds: ['code', 'dependency'] }, true],
    [{ kinds: ['code'] }, false],
    [{ riskBelow: 41 }, true],
    [{ riskBelow: 40 }, false],
    [{ riskAtLeast: 40 }, true],
    [{ riskAtLeast: 41 }, false],
    [{ severityBelow: 'high' }, true],
    [{ severityBelow: 'medium' }, false],
    [{ severityAtLeast: 'medium' }, true],
    [{ severityAtLeast: 'high' }, false],
    [{ reachability: 'unreachable' }, true],
    [{ reachability: 'reachable' }, false],
    [{ epssBelow: 0.03 }, true],
    [{ epssBelow: 0.02 }, false],
    [{ exploited: true }, false],
    [{ fix: 'none' }, true],
    [{ fix: 'known' }, false],
    [{ path: 'test/*' }, true],
    [{ path: 'src/*' }, false],
    [{ package: '@acme/*' }, true],
    [{ package: 'pkg:npm/*' }, true],
    [{ package: 'lodash' }, false],
    [{ riskBelow: 50, path: 'src/*' }, false],
  ])('finds that %j fits: %s', (conditions, expected) => {
    expect(fitsPolicy(policy(1, { conditions }), subject)).toBe(expected)
  })

  it('does not take silence for safety', () => {
    const silent = {
      ...subject,
      epss: null,
      severity: 'unknown',
      reachability: 'unknown',
      path: null,
      packageName: null,
      packageKey: null,
    } as const
    const asked: PolicyConditions[] = [
      { epssBelow: 1 },
      { severityBelow: 'critical' },
      { reachability: 'unreachable' },
      { path: '*' },
      { package: '*' },
    ]
    expect(asked.filter((conditions) => fitsPolicy(policy(1, { conditions }), silent))).toEqual([])
  })

  it.each([{ knownExploited: true }, { exploited: true }])('calls nothing unlikely to be exploited that is: %j', (change) => {
    expect(fitsPolicy(policy(1, { conditions: { epssBelow: 1 } }), { ...subject, ...change })).toBe(false)
    expect(fitsPolicy(policy(1, { conditions: { exploited: true } }), { ...subject, ...change })).toBe(true)
  })

  it('fits nothing without a condition, wherever it is for', () => {
    expect(fitsPolicy(policy(1, { conditions: {}, productId: 7 }), subject)).toBe(false)
  })

  it('stays within its product or product type', () => {
    const scopes = [{ productId: 7 }, { productId: 8 }, { productTypeId: 3 }, { productTypeId: 4 }]
    expect(scopes.map((scope) => fitsPolicy(policy(1, scope), subject))).toEqual([true, false, true, false])
  })
})

describe('policyVerdict', () => {
  it('lets the oldest that fits decide, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([3, 1, 2, 5], { minLength: 1 }), (ids) => {
        const verdict = policyVerdict(
          ids.map((id) => policy(id)),
          subject,
          now,
        )
        expect(verdict.dismissedBy?.id).toBe(Math.min(...ids))
      }),
    )
  })

  it('dismisses nothing that a policy requires, however young that is', () => {
    const required = policy(9, { action: 'require', decision: null, conditions: { package: '@acme/*' } })
    expect(policyVerdict([policy(1), required], subject, now)).toEqual({ dismissedBy: null, requiredBy: required })
  })

  it('leaves out what is switched off and what has expired', () => {
    const off = policy(1, { enabled: false })
    const over = policy(2, { expiresAt: now })
    const last = policy(3, { expiresAt: new Date(now.getTime() + 1) })
    expect(policyVerdict([off, over, last], subject, now).dismissedBy).toBe(last)
    expect(policyVerdict([off, over], subject, now)).toEqual({ dismissedBy: null, requiredBy: null })
  })
})
