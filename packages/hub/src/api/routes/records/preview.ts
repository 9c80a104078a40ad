import { z } from 'zod'
import { MapPreview } from '../../../usecases/browse/resources/record-history.ts'
import { many } from '../../lists.ts'
import { Id } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

const yes = z
  .literal('true')
  .transform((): true => true)
  .optional()

export const previewRecords = defineRoute({
  id: 'previewRecords',
  method: 'GET',
  path: '/records/preview',
  summary: 'Preview a mapping',
  description:
    'What mapping, remapping or unmapping these records together would do to their findings and vulnerabilities. Nothing is changed.',
  permission: 'reader',
  audit: { none: 'Only reads.' },
  params: none,
  query: z.strictObject({
    id: many(Id).unwrap().describe('Ids of the records, at most 100.'),
    repository: Id.optional().describe('Id of the repository they would lead to.'),
    product: Id.optional().describe('Id of the product they would lead to.'),
    newProduct: z.string().trim().min(1).max(200).optional().describe('Name of a product that would be created for them.'),
    productType: Id.optional().describe('Id of the new product’s type.'),
    suggested: yes.describe('Each to the repository that is suggested for it.'),
    image: yes.describe('Each as the container image it is.'),
    unmap: yes.describe('They would be unmapped.'),
  }),
  body: none,
  status: 200,
  response: z.object({ items: z.array(MapPreview) }).meta({ id: 'MapPreviews' }),
  handle: async ({ query: { id, ...request } }, { browse }) => ({ items: await browse.records.preview(id, request) }),
})
