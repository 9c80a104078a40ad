import { z } from 'zod'
import { defineRoute, none } from '../../route.ts'

export const getSetup = defineRoute({
  id: 'getSetup',
  method: 'GET',
  path: '/setup',
  summary: 'Show whether the first owner is still to be created',
  permission: 'public',
  audit: { none: 'Only reads.' },
  params: none,
  query: none,
  body: none,
  status: 200,
  response: z.object({ needed: z.boolean() }).meta({ id: 'Setup' }),
  handle: async (_call, { people }) => ({ needed: await people.users.setupNeeded() }),
})
