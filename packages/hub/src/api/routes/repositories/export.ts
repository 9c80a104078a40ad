import { z } from 'zod'
import { databaseId, publicId } from '../../../domain/public-id.ts'
import { ExportOutcome } from '../../../usecases/browse/resources/export.ts'
import { actorOf } from '../../caller.ts'
import { byId, Id, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const exportRepository = defineRoute({
  id: 'exportRepository',
  method: 'POST',
  path: '/repositories/:id/export',
  summary: 'Export a repository now',
  description:
    'Its default branch, to all its exporters or one, as far as their budgets go. A preview is only written: download its document, then confirm it within a day, or let it be.',
  permission: 'maintainer',
  within: itself,
  audit: { event: 'repository.exported', object: ({ params }) => params.id, after: ({ body }) => body },
  params: byId('repository', 'repo_7'),
  query: none,
  body: z
    .strictObject({
      exporter: Id.optional().describe('Id of the only exporter to send to.'),
      preview: z.boolean().default(false),
    })
    .meta({ examples: [{ preview: true }] }),
  status: 202,
  response: z.object({ outcomes: z.array(ExportOutcome) }).meta({ id: 'ExportOutcomes' }),
  handle: async (call, { commands }) => {
    const { exporter, preview } = call.body
    const exporterId = exporter === undefined ? null : databaseId('connection', exporter)
    const repositoryId = databaseId('repository', call.params.id)
    const outcomes = await commands.uploads.exportRepository(repositoryId, { exporterId, preview }, actorOf(call))
    return {
      outcomes: outcomes.map(({ exporterId: id, uploadId, at, ...outcome }) => ({
        ...outcome,
        exporter: publicId('connection', id),
        upload: uploadId === null ? null : publicId('upload', uploadId),
        at: outcome.outcome === 'no-slot' && at !== null ? at.toISOString() : null,
      })),
    }
  },
})
