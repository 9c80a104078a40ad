import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { Kind } from '../../../usecases/browse/resources/common.ts'
import { MinimumSeverity, ProfileRules, ProfileSchedule } from '../../../usecases/browse/resources/scan-profile.ts'
import type { ScanProfileInput } from '../../../usecases/scan-profiles/inputs.ts'
import { Id } from '../../params.ts'

const ids = (what: string) => z.array(Id).max(1000).optional().describe(`${what} Replaces what was there.`)

const facts = {
  isDefault: z.boolean().optional().describe('`true` takes it from the one that was the default.'),
  propagate: z
    .boolean()
    .optional()
    .describe('Whether it reaches what did not choose it: the products of a type that did, or everything, for the default.'),
  schedule: z.strictObject(ProfileSchedule.shape).optional(),
  rules: z
    .strictObject(ProfileRules.shape)
    .optional()
    .describe(
      'Import rules that count before those of connections. Replaces what was there; what is left out connections say.',
    ),
  kinds: z.array(Kind).max(Kind.options.length).optional().describe('Kinds of finding that are exported.'),
  minimumSeverity: MinimumSeverity.nullable().optional(),
  exporters: ids('Ids of exporters.'),
  products: ids('Ids of products that choose it.'),
  productTypes: ids('Ids of product types that choose it.'),
}

const name = z.string().trim().min(1).max(100)

export const ScanProfileBody = z
  .strictObject({ name, ...facts })
  .meta({ examples: [{ name: 'Critical systems', minimumSeverity: 'high', exporters: ['con_1a'], products: ['prd_4'] }] })

export const ScanProfileChange = z
  .strictObject({ name: name.optional(), ...facts })
  .meta({ examples: [{ minimumSeverity: 'medium' }] })

/** A body as the use cases want it; what is left out stays out. */
export function profileInput({
  exporters,
  products,
  productTypes,
  ...body
}: z.output<typeof ScanProfileChange>): ScanProfileInput {
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.isDefault !== undefined && { isDefault: body.isDefault }),
    ...(body.propagate !== undefined && { propagate: body.propagate }),
    ...(body.schedule !== undefined && { schedule: body.schedule }),
    ...(body.rules !== undefined && { rules: body.rules }),
    ...(body.kinds !== undefined && { kinds: body.kinds }),
    ...(body.minimumSeverity !== undefined && { minimumSeverity: body.minimumSeverity }),
    ...(exporters !== undefined && { exporterIds: exporters.map((id) => databaseId('connection', id)) }),
    ...(products !== undefined && { productIds: products.map((id) => databaseId('product', id)) }),
    ...(productTypes !== undefined && { productTypeIds: productTypes.map((id) => databaseId('product type', id)) }),
  }
}
