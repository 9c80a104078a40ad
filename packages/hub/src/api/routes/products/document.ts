import { byId, itself } from '../../params.ts'
import { defineDownload } from '../../route.ts'
import { documentQuery, documentTypes, requestOf } from '../document-query.ts'

export const downloadProductDocument = defineDownload({
  id: 'downloadProductDocument',
  method: 'GET',
  path: '/products/:id/document',
  summary: 'Download a standard document of a product',
  description:
    'What scanners see now in the default branches of its repositories and in its images, with what people decided. Repositories that are archived or gone are not in it.',
  permission: 'reader',
  within: itself,
  audit: { event: 'product.downloaded', object: ({ params }) => params.id, after: ({ query }) => query },
  params: byId('product', 'prd_4'),
  query: documentQuery,
  types: documentTypes,
  file: ({ params, query }, { browse }) => browse.documents.product(params.id, requestOf(query)),
  content: (_call, _services, file) => file.content(),
})
