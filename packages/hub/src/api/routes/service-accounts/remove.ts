import { defineRoute, none, nothing } from '../../route.ts'
import { oneServiceAccount } from './input.ts'

export const removeServiceAccount = defineRoute({
  id: 'removeServiceAccount',
  method: 'DELETE',
  path: '/service-accounts/:id',
  summary: 'Remove a service account',
  description: 'Revokes its tokens.',
  permission: 'owner',
  audit: {
    event: 'service-account.removed',
    object: ({ params }) => params.id,
    before: ({ params }, { people }) => people.serviceAccounts.get(params.id),
  },
  params: oneServiceAccount,
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: ({ params }, { people }) => people.serviceAccounts.remove(params.id),
})
