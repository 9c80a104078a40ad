import { defineRoute, none, nothing } from '../../route.ts'
import { oneUser } from './input.ts'

export const signOutUser = defineRoute({
  id: 'signOutUser',
  method: 'POST',
  path: '/users/:id/sign-out',
  summary: 'End all sessions of a user',
  permission: 'owner',
  audit: { event: 'user.sessions-revoked', object: ({ params }) => params.id },
  params: oneUser,
  query: none,
  body: none,
  status: 204,
  response: nothing,
  handle: async ({ params }, { people }) => {
    const { id } = await people.users.get(params.id)
    await people.sessions.revokeAll(id)
  },
})
