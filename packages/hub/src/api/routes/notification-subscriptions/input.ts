import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { EventType, Urgency } from '../../../usecases/browse/resources/notification.ts'
import type { SubscriptionInput } from '../../../usecases/commands.ts'

const terms = {
  types: z.array(EventType).max(100).nullable().optional().describe('Null for all, also those of later versions.'),
  minimumUrgency: Urgency.optional(),
  productTypeIds: z
    .array(z.string().max(100))
    .max(200)
    .nullable()
    .optional()
    .describe('Only what concerns one of these product types; null for everything.'),
}

export const SubscriptionBody = z
  .strictObject({ connectionId: z.string().max(100).describe('A connection that tells people.'), ...terms })
  .meta({ examples: [{ connectionId: 'con_1a', types: ['record.missing', 'record.stale'] }] })

export const SubscriptionChange = z.strictObject(terms).meta({ examples: [{ minimumUrgency: 'warning' }] })

/** A body as the use cases want it; what is left out stays out. */
export function subscriptionInput({
  types,
  minimumUrgency,
  productTypeIds,
}: z.output<typeof SubscriptionChange>): SubscriptionInput {
  return {
    ...(types !== undefined && { types: types === null ? null : [...new Set(types)] }),
    ...(minimumUrgency !== undefined && { minimumUrgency }),
    ...(productTypeIds !== undefined && {
      productTypeIds: productTypeIds === null ? null : [...new Set(productTypeIds.map((id) => databaseId('product type', id)))],
    }),
  }
}
