import { z } from 'zod'
import { SlaDays } from '../../../usecases/browse/resources/policy.ts'
import { scopeFields } from '../policies/scope.ts'

const name = z.string().trim().min(1).max(200)

export const SlaPolicyBody = z.strictObject({ name, days: SlaDays, ...scopeFields })

export const SlaPolicyPatch = z.strictObject({ name: name.optional(), days: SlaDays.optional() })

export const SlaPreviewBody = z.strictObject({
  days: SlaDays.nullable().describe('The policy as written; null: as if there were none.'),
  ...scopeFields,
})

export const SlaScopeBody = z.strictObject(scopeFields)
