import { z } from 'zod'
import { databaseId, publicId } from '../../../domain/public-id.ts'
import { ChangeRequest } from '../../../usecases/browse/resources/change-request.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'
import { changeInput } from './input.ts'

export const openChangeRequest = defineRoute({
  id: 'openChangeRequest',
  method: 'POST',
  path: '/remediations/:id/change-request',
  summary: 'Open a pull or merge request for a remediation',
  description:
    'Pushes what the preview shows as one commit on a branch of its own, and opens the request; the remediation goes in review. When the ' +
    'platform does not answer, it is tried again by itself. Asking again finds the same request and never opens a second one. The hub follows ' +
    'it from then on: once it is merged, the remediation awaits verification; closed without, it is open again.',
  permission: 'writer',
  within: itself,
  audit: { event: 'change-request.opened', object: ({ params }) => params.id },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: z
    .strictObject({
      ...changeInput,
      commit: z.string().max(64).optional().describe('Of the preview: refused when something was pushed since.'),
    })
    .meta({ examples: [{ connectionId: 'con_1a' }] }),
  status: 200,
  response: ChangeRequest,
  handle: async (call, { commands, browse }) => {
    const { connectionId, commit, overrides, by } = call.body
    const id = await commands.changeRequests.open(
      databaseId('remediation', call.params.id),
      { connectionId: databaseId('connection', connectionId), overrides, by, ...(commit !== undefined && { commit }) },
      actorOf(call),
    )
    return browse.changeRequests.get(publicId('change request', id))
  },
})
