import { z } from 'zod'
import { filterReasons } from '../../../domain/import-rules.ts'
import { ActorRef, ConnectionRef, Kind, ProductRef, Severity, Time } from './common.ts'
import { ImportRules, Schedule } from './connection.ts'

const whole = z.int().nonnegative()

export const ScanProfileRef = z
  .object({ id: z.string().meta({ examples: ['prof_1'] }), name: z.string() })
  .meta({ id: 'ScanProfileRef' })

export const MinimumSeverity = Severity.exclude(['unknown'])

/** When the records under a scan profile are read, as a connection has it. */
export const ProfileSchedule = Schedule.pick({ sync: true }).meta({
  id: 'ScanProfileSchedule',
  description: 'When the records under it are read, beside the schedules of their connections; null only by those.',
})

export const ProfileRules = ImportRules.partial().meta({
  id: 'ScanProfileRules',
  description: 'Import rules that count before those of connections. What is left out each connection says for itself.',
})

export const ScanProfile = z
  .object({
    id: z.string().meta({ examples: ['prof_1'] }),
    name: z.string(),
    isDefault: z.boolean(),
    propagate: z
      .boolean()
      .describe('Whether it reaches what did not choose it: the products of a type that did, or everything, for the default.'),
    schedule: ProfileSchedule,
    nextSyncAt: Time.nullable().describe('When its records are read next by its own schedule.'),
    rules: ProfileRules,
    kinds: z.array(Kind).describe('Kinds of finding that are exported.'),
    minimumSeverity: MinimumSeverity.nullable().describe('Of what is exported; those of unknown severity are whatever it is.'),
    exporters: z.array(ConnectionRef),
    products: z.array(ProductRef).describe('Products that chose it.'),
    productTypes: z.array(z.object({ id: z.string(), name: z.string() })).describe('Product types that chose it.'),
    createdBy: ActorRef.nullable(),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: 'ScanProfile' })
export type ScanProfile = z.output<typeof ScanProfile>

/** Of a product, or of the products of a type that chose none. */
export const ProfileChoice = z
  .object({
    chosen: ScanProfileRef.nullable(),
    inForce: z
      .object({
        ...ScanProfileRef.shape,
        from: z.enum(['product', 'product-type', 'default']).describe('Whose choice it is.'),
        nextSyncAt: Time.nullable().describe('When records are read next by its schedule.'),
      })
      .nullable()
      .describe('The nearest that reaches it; null when none does, so that connections decide alone and nothing is exported.'),
  })
  .meta({ id: 'ScanProfileChoice' })
export type ProfileChoice = z.output<typeof ProfileChoice>

export const ScanProfilePreview = z
  .object({
    records: whole.describe('Records that would be read by other import rules than now.'),
    products: whole.describe('Products they lead to.'),
    closes: z
      .partialRecord(z.enum(filterReasons), whole)
      .describe('Open findings that the next sync would close, by the rule that leaves them out.'),
    letsIn: whole.describe(
      'Findings known to be left out now that the next sync would bring. What was never asked of a vendor is not known.',
    ),
  })
  .meta({ id: 'ScanProfilePreview' })
