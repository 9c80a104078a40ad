import { z } from 'zod'

// Settings of the whole hub, in groups. A group is stored under its name; what nobody changed has the default.

const Operations = z.strictObject({
  retentionDays: z
    .int()
    .min(0)
    .max(3650)
    .nullable()
    .describe('Days that finished operations are kept, with their logs and lists. 0 or null: for ever.'),
})

export const HubSettings = z
  .strictObject({ operations: Operations })
  .meta({ id: 'HubSettings', description: 'Settings of the whole hub.' })
export type HubSettings = z.output<typeof HubSettings>

export const HubSettingsChange = z
  .strictObject({ operations: Operations.partial().optional() })
  .meta({ examples: [{ operations: { retentionDays: 30 } }] })
export type HubSettingsChange = z.output<typeof HubSettingsChange>

export const defaultSettings: HubSettings = { operations: { retentionDays: 90 } }
