import { z } from 'zod'
import { Account } from '../../../usecases/browse/resources/connection.ts'
import { defineRoute, none } from '../../route.ts'
import { config } from './settings.ts'

export const checkDraft = defineRoute({
  id: 'checkConnectionDraft',
  method: 'POST',
  path: '/connections/check',
  summary: 'Try settings',
  description: 'Tries settings without saving anything, and answers what they can see or which of them is wrong.',
  permission: 'maintainer',
  audit: { event: 'connection.draft-checked', object: () => null },
  params: none,
  query: none,
  body: z.strictObject({ connector: z.string().min(1).max(100), config }),
  status: 200,
  response: Account,
  handle: ({ body }, { commands }) => commands.connections.checkDraft(body.connector, body.config).then(account),
})

function account(outcome: Omit<Account, 'warnings'> & { readonly warnings: readonly string[] }): Account {
  return { ...outcome, warnings: [...outcome.warnings] }
}
