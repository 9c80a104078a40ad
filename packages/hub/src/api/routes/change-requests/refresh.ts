import { databaseId } from '../../../domain/public-id.ts'
import { ChangeRequest } from '../../../usecases/browse/resources/change-request.ts'
import { byId, itself } from '../../params.ts'
import { defineRoute, none } from '../../route.ts'

export const refreshChangeRequest = defineRoute({
  id: 'refreshChangeRequest',
  method: 'POST',
  path: '/change-requests/:id/refresh',
  summary: 'Ask now what became of a change request',
  description:
    'Without waiting for the next look; one that is still to be opened is tried at once, and one that failed stays as it is.',
  permission: 'writer',
  within: itself,
  audit: { event: 'change-request.refreshed', object: ({ params }) => params.id },
  params: byId('change request', 'chg_3'),
  query: none,
  body: none,
  status: 200,
  response: ChangeRequest,
  handle: async ({ params }, { commands, browse }) => {
    await browse.changeRequests.get(params.id)
    await commands.changeRequests.refresh(databaseId('change request', params.id))
    return browse.changeRequests.get(params.id)
  },
})
