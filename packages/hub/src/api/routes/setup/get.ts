import { z } from 'zod'
import { defineRoute, none } from '../../route.ts'

export const getSetup = defineRoute({
  id: 'getSetup',
  method: 'GET',
  path: '/setup',
  summary: 'Show how to get in',
  description: 'Whether the first owner is still to be created, and the ways to sign in.',
  permission: 'public',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: z
    .object({
      needed: z.boolean().describe('Whether the first owner is still to be created.'),
      password: z.enum(['everybody', 'owners']).describe('Who may sign in with a password. `owners`: for emergencies.'),
      oidc: z.object({ name: z.string() }).nullable().describe('The sign-in of the organisation; null without one.'),
    })
    .meta({ id: 'Setup' }),
  handle: async (_call, { people }) => {
    const { password, oidc } = people.signIn
    return { needed: await people.users.setupNeeded(), password, oidc }
  },
})
