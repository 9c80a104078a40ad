import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { VendorRecord } from '../../../usecases/browse/resources/record.ts'
import { actorOf } from '../../caller.ts'
import { byId } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

const MapBody = z
  .strictObject({
    repositoryId: z.string().optional(),
    productId: z.string().optional(),
    newProduct: z
      .strictObject({ name: z.string().trim().min(1).max(200), productTypeId: z.string().optional() })
      .optional()
      .describe('Creates a product and maps to it.'),
    branch: z.string().trim().min(1).max(255).optional().describe('Only with a repository.'),
  })
  .refine(
    (body) => [body.repositoryId, body.productId, body.newProduct].filter((target) => target !== undefined).length === 1,
    {
      message: 'Give exactly one of repositoryId, productId and newProduct.',
    },
  )
  .meta({ examples: [{ repositoryId: 'repo_7' }] })

export const mapRecord = defineRoute({
  id: 'mapRecord',
  method: 'POST',
  path: '/records/:id/map',
  summary: 'Map a record',
  description: 'To a repository, a product, or a new product. Its findings move with it.',
  permission: 'writer',
  audit: {
    event: 'record.mapped',
    object: ({ params }) => params.id,
    before: ({ params }, { browse }) => browse.records.get(params.id),
  },
  params: byId('record', 'rec_2f'),
  query: none,
  body: MapBody,
  status: 200,
  response: VendorRecord,
  handle: async (call, { commands, browse }) => {
    const { repositoryId, productId, newProduct, branch } = call.body
    const target = {
      ...(repositoryId !== undefined && { repositoryId: databaseId('repository', repositoryId) }),
      ...(productId !== undefined && { productId: databaseId('product', productId) }),
      ...(newProduct !== undefined && { newProduct: withType(newProduct) }),
      ...(branch !== undefined && { branch }),
    }
    await commands.records.map(databaseId('record', call.params.id), target, actorOf(call))
    return browse.records.get(call.params.id)
  },
})

function withType({ name, productTypeId }: { readonly name: string; readonly productTypeId?: string | undefined }) {
  return { name, ...(productTypeId !== undefined && { productTypeId: databaseId('product type', productTypeId) }) }
}
