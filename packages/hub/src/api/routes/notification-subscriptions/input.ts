import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { Digest, EventType, Urgency } from '../../../usecases/browse/resources/notification.ts'
import { MinimumSeverity } from '../../../usecases/browse/resources/scan-profile.ts'
import type { SubscriptionInput } from '../../../usecases/commands.ts'
import { Id } from '../../params.ts'

const terms = {
  types: z
    .array(EventType)
    .max(100)
    .nullable()
    .optional()
    .describe(
      'Null for all operators are told of, also those of later versions. Changes of single vulnerabilities (`vulnerability.opened`, …) are told only by name. Empty for nothing but the digest.',
    ),
  minimumUrgency: Urgency.optional().describe('Of what operators are told of.'),
  minimumSeverity: MinimumSeverity.nullable()
    .optional()
    .describe('Of what is told of vulnerabilities; those of unknown severity are told whatever it is.'),
  productTypeIds: z
    .array(Id)
    .max(200)
    .nullable()
    .optional()
    .describe('Only what concerns one of these product types, or of `productIds`.'),
  productIds: z
    .array(Id)
    .max(200)
    .nullable()
    .optional()
    .describe('Only what concerns one of these products, or of `productTypeIds`; null and null for everything.'),
  digest: z
    .strictObject(Digest.shape)
    .nullable()
    .optional()
    .describe('A message from time to time that sums up what changed since the last one; null for none.'),
}

export const SubscriptionBody = z
  .strictObject({ connectionId: Id.describe('A connection that tells people.'), ...terms })
  .meta({ examples: [{ connectionId: 'con_1a', types: ['record.missing', 'record.stale'] }] })

export const SubscriptionChange = z.strictObject(terms).meta({ examples: [{ minimumUrgency: 'warning' }] })

/** A body as the use cases want it; what is left out stays out. */
export function subscriptionInput(body: z.output<typeof SubscriptionChange>): SubscriptionInput {
  const { types, minimumUrgency, minimumSeverity, productTypeIds, productIds, digest } = body
  return {
    ...(types !== undefined && { types: types === null ? null : [...new Set(types)] }),
    ...(minimumUrgency !== undefined && { minimumUrgency }),
    ...(minimumSeverity !== undefined && { minimumSeverity }),
    ...(productTypeIds !== undefined && { productTypeIds: idsOf('product type', productTypeIds) }),
    ...(productIds !== undefined && { productIds: idsOf('product', productIds) }),
    ...(digest !== undefined && { digest }),
  }
}

function idsOf(noun: 'product type' | 'product', ids: readonly string[] | null): readonly number[] | null {
  return ids === null ? null : [...new Set(ids.map((id) => databaseId(noun, id)))]
}
