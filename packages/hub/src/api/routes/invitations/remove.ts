import { byId } from '../../params.ts'
import { defineRoute, none, nothing } from '../../route.ts'

export const revokeInvitation = defineRoute({
  id: 'revokeInvitation',
  method: 'DELETE',
  path: '/invitations/:id',
  summary: 'Take an invitation back',
  description: 'Its link stops working.',
  permission: 'owner',
  audit: { event: 'invitation.revoked', object: ({ params }) => params.id },
  params: byId('invitation', 'inv_3'),
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: ({ params }, { people }) => people.invitations.revoke(params.id),
})
