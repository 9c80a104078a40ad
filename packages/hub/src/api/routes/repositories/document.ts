import { byId, itself } from '../../params.ts'
import { defineDownload } from '../../route.ts'
import { documentQuery, documentTypes, requestOf } from '../document-query.ts'

export const downloadRepositoryDocument = defineDownload({
  id: 'downloadRepositoryDocument',
  method: 'GET',
  path: '/repositories/:id/document',
  summary: 'Download a standard document of a repository',
  description:
    'What scanners see now in its default branch, with what people decided: SARIF, VEX in three formats, OCSF or CSV. What a format has no words for is not in it.',
  permission: 'reader',
  within: itself,
  audit: { event: 'repository.downloaded', object: ({ params }) => params.id, after: ({ query }) => query },
  params: byId('repository', 'repo_7'),
  query: documentQuery,
  types: documentTypes,
  file: ({ params, query }, { browse }) => browse.documents.repository(params.id, requestOf(query)),
  content: (_call, _services, file) => file.content(),
})
