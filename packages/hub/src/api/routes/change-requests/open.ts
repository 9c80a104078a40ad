import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { ChangeRequest } from '../../../usecases/browse/resources/change-request.ts'
import { actorOf } from '../../caller.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const openChangeRequest = defineRoute({
  id: 'openChangeRequest',
  method: 'POST',
  path: '/remediations/:id/change-request',
  summary: 'Open a pull or merge request for a remediation',
  description:
    'Pushes what the preview shows as one commit on a branch of its own, and opens the request; the remediation goes in review. Asking again ' +
    'finds the same request and never opens a second one; once it is merged, the remediation awaits verification.',
  permission: 'writer',
  within: itself,
  audit: { event: 'change-request.opened', object: ({ params }) => params.id },
  params: byId('remediation', 'rem_8'),
  query: none,
  body: z
    .strictObject({
      connectionId: z.string().max(100).describe('A connection to the platform the repository is on.'),
      commit: z.string().max(64).optional().describe('Of the preview: refused when something was pushed since.'),
    })
    .meta({ examples: [{ connectionId: 'con_1a' }] }),
  status: 200,
  response: ChangeRequest,
  handle: async (call, { commands }) => {
    const { connectionId, commit } = call.body
    const { key, url, state, mergeCommit } = await commands.changeRequests.open(
      databaseId('remediation', call.params.id),
      { connectionId: databaseId('connection', connectionId), ...(commit !== undefined && { commit }) },
      actorOf(call),
    )
    return { key, url, state, mergeCommit }
  },
})
