import { z } from 'zod'
import { Time } from '../../../usecases/browse/resources/common.ts'
import { PolicyAction, PolicyConditions, PolicyDecision } from '../../../usecases/browse/resources/policy.ts'
import type { PolicyChange } from '../../../usecases/priority/inputs.ts'
import { scopeFields, scopeOf } from './scope.ts'

const name = z.string().trim().min(1).max(200)
const reason = z.string().trim().min(1).max(2000)

const others = {
  decision: PolicyDecision.nullable().optional().describe('With `dismiss`: what it decides.'),
  enabled: z.boolean().optional(),
  expiresAt: Time.nullable().optional().describe('What it decided is taken back then.'),
  ...scopeFields,
}

export const PolicyBody = z
  .strictObject({
    name,
    action: PolicyAction,
    reason: reason.describe('Stands with everything it decides.'),
    conditions: PolicyConditions,
    ...others,
  })
  .meta({
    examples: [
      {
        name: 'Unreachable test code',
        action: 'dismiss',
        decision: 'not-affected',
        reason: 'Tests do not run in production.',
        conditions: { reachability: 'unreachable', path: 'test/*' },
      },
    ],
  })

export const PolicyPatch = z
  .strictObject({
    name: name.optional(),
    action: PolicyAction.optional(),
    reason: reason.optional(),
    conditions: PolicyConditions.optional(),
    ...others,
  })
  .meta({ examples: [{ enabled: false }] })

/** A body as the use cases want it; what is left out stays out. */
export function policyChange(body: z.output<typeof PolicyPatch>): PolicyChange {
  const { productId, productTypeId, name, action, decision, reason, conditions, enabled, expiresAt } = body
  const scope = scopeOf(body)
  return {
    ...(name !== undefined && { name }),
    ...(action !== undefined && { action }),
    ...(decision !== undefined && { decision }),
    ...(reason !== undefined && { reason }),
    ...(conditions !== undefined && { conditions }),
    ...(enabled !== undefined && { enabled }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(productId !== undefined && { productId: scope.productId }),
    ...(productTypeId !== undefined && { productTypeId: scope.productTypeId }),
  }
}
