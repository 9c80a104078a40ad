import { z } from 'zod'
import { byId, itself } from '../../params.ts'
import { defineDownload, none } from '../../route.ts'

export const downloadUpload = defineDownload({
  id: 'downloadUpload',
  method: 'GET',
  path: '/uploads/:id/document',
  summary: 'Download the document of an upload',
  description: 'Exactly as it was sent, or as it will be. The documents of the last few uploads of each branch are kept.',
  permission: 'reader',
  within: itself,
  audit: { event: 'upload.downloaded', object: ({ params }) => params.id },
  params: byId('upload', 'up_1z'),
  query: none,
  types: { 'application/octet-stream': z.string() },
  file: ({ params }, { browse }) => browse.uploads.document(params.id),
  content: ({ params }, { browse }) => browse.uploads.content(params.id),
})
