import { z } from 'zod'
import { GlobalRole, ServiceAccount } from '../../../usecases/browse/resources/people.ts'
import { defineRoute, none } from '../../route.ts'
import { oneServiceAccount } from './input.ts'

export const updateServiceAccount = defineRoute({
  id: 'updateServiceAccount',
  method: 'PATCH',
  path: '/service-accounts/:id',
  summary: 'Change a service account',
  description: 'A lower role holds for its tokens at once; so does disabling it.',
  permission: 'owner',
  audit: {
    event: 'service-account.updated',
    object: ({ params }) => params.id,
    before: ({ params }, { people }) => people.serviceAccounts.get(params.id),
  },
  params: oneServiceAccount,
  query: none,
  body: z.strictObject({ role: GlobalRole.optional(), disabled: z.boolean().optional() }),
  status: 200,
  response: ServiceAccount,
  handle: ({ params, body }, { people }) => people.serviceAccounts.update(params.id, body),
})
