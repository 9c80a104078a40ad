import { z } from 'zod'
import { Time } from '../../../usecases/browse/resources/common.ts'
import { ImportRules, Schedule } from '../../../usecases/browse/resources/connection.ts'
import { TicketSettings } from '../../../usecases/browse/resources/ticket-settings.ts'
import { byId } from '../../params.ts'

/** Path parameters of everything on one connection. */
export const oneConnection = byId('connection', 'con_1a')

export const label = z.string().trim().min(1).max(100).describe('What people call it; unique.')

export const config = z
  .record(z.string(), z.unknown())
  .describe("Settings and secrets together, as the connector's `configSchema` has them.")

/** What can be set when connecting and changed later. */
export const options = {
  autoMap: z.boolean().optional().describe('Create a product for a record that matches no repository.'),
  schedule: z.strictObject(Schedule.shape).partial().optional(),
  rules: z.strictObject(ImportRules.shape).partial().optional(),
  tickets: TicketSettings.nullable()
    .optional()
    .describe('What its tickets are like, in place of what was said before; null: as the settings of the hub have it.'),
  credentialsExpireAt: Time.nullable()
    .optional()
    .describe('When the credentials end, where the vendor does not tell. New secrets without it drop the old date.'),
}
