import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { ChangePreview } from '../../../usecases/browse/resources/change-request.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { changeInput } from './input.ts'

export const previewChangeRequest = defineRoute({
  id: 'previewChangeRequest',
  method: 'POST',
  path: '/remediations/:id/change-request/preview',
  summary: 'Preview the change of a remediation',
  description:
    'Reads the manifests of the repository and shows what an upgrade would change of them, as a diff. Nothing is pushed.',
  permission: 'writer',
  within: itself,
  // The repository's files are read with the hub's credentials, so it leaves a trace.
  audit: { event: 'change-request.previewed', object: ({ params }) => params.id },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: z.strictObject(changeInput).meta({ examples: [{ connectionId: 'con_1a' }] }),
  status: 200,
  response: ChangePreview,
  handle: ({ params, body }, { commands }) =>
    commands.changeRequests.preview(databaseId('remediation', params.id), {
      connectionId: databaseId('connection', body.connectionId),
      by: body.by,
      overrides: body.overrides,
    }),
})
