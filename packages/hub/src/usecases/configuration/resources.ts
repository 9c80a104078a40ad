import { z } from 'zod'

const FieldChange = z
  .object({
    field: z.string().meta({ examples: ['config.namespace'] }),
    secret: z.boolean().describe('Whether it is a secret: its values are never said, only that it changes.'),
    before: z.unknown().describe('Null where there was nothing.'),
    after: z.unknown().describe('Null where nothing will be.'),
  })
  .meta({ id: 'ConfigurationFieldChange' })
export type FieldChange = z.output<typeof FieldChange>

export const ConfigurationChange = z
  .object({
    section: z.string().meta({ examples: ['products'] }),
    name: z.string().meta({ examples: ['Online services / Web shop'] }),
    action: z
      .enum(['create', 'change', 'remove', 'unchanged', 'left-alone'])
      .describe('`left-alone`: the hub has it and the file does not; it stays as it is.'),
    fields: z.array(FieldChange),
  })
  .meta({ id: 'ConfigurationChange', description: 'What a configuration file means for one thing.' })
export type ConfigurationChange = z.output<typeof ConfigurationChange>

const SecretUse = z
  .object({
    connection: z.string().describe('Label of the connection.'),
    setting: z.string(),
    reference: z.string().meta({ description: 'Where whoever applies the file finds it.', examples: ['env:ENDOR_KEY'] }),
    state: z
      .enum(['given', 'saved', 'missing'])
      .describe(
        '`saved`: no value came along, so the one the hub has stays. `missing`: it has none; the file cannot be applied.',
      ),
  })
  .meta({ id: 'ConfigurationSecret', description: 'A secret that a configuration file refers to.' })
export type SecretUse = z.output<typeof SecretUse>

export const ConfigurationPlan = z
  .object({
    digest: z.string().describe('Give it back as `planDigest` to apply this plan and no other.'),
    writes: z.int().nonnegative().describe('How many things are created, changed or removed.'),
    changes: z.array(ConfigurationChange),
    secrets: z.array(SecretUse),
  })
  .meta({ id: 'ConfigurationPlan' })
export type ConfigurationPlan = z.output<typeof ConfigurationPlan>

const AppliedChange = ConfigurationChange.extend({
  outcome: z
    .enum(['done', 'failed', 'not-done'])
    .nullable()
    .describe('`not-done`: an earlier one failed first. Null where nothing was to be done.'),
  problem: z.object({ message: z.string(), remedy: z.string().nullable() }).nullable().describe('Why it failed.'),
}).meta({ id: 'AppliedConfigurationChange' })
export type AppliedChange = z.output<typeof AppliedChange>

export const AppliedConfiguration = z
  .object({
    outcome: z.enum(['done', 'stopped']).describe('`stopped`: something failed; applying the file again goes on from there.'),
    digest: z.string(),
    changes: z.array(AppliedChange),
  })
  .meta({ id: 'AppliedConfiguration' })
export type AppliedConfiguration = z.output<typeof AppliedConfiguration>
