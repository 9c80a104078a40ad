import { z } from 'zod'
import { vexFormats } from '../../../domain/vex/vex.ts'
import { vexOutcomes } from '../../priority/inputs.ts'

export const VexReport = z
  .object({
    format: z.enum(vexFormats),
    document: z.string().describe('Id of the document.'),
    author: z.string().nullable(),
    applied: z.boolean().describe('False for a preview.'),
    decides: z.int().nonnegative().describe('How many vulnerabilities it decides, or would.'),
    statements: z.array(
      z.object({
        id: z.string().describe('Id or place of the statement.'),
        identifiers: z.array(z.string()),
        purls: z.array(z.string()),
        status: z.enum(['not_affected', 'false_positive', 'affected', 'fixed', 'under_investigation']),
        outcome: z
          .enum(vexOutcomes)
          .describe(
            '`decides`; `unchanged`: it says what is decided; `kept`: a person decided otherwise; `no-decision`: it decides nothing; `contradicted`: another statement says the opposite; the others: nothing here is what it is about.',
          ),
        vulnerability: z.object({ id: z.string(), name: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'VexReport', description: 'What became of each statement of a VEX document.' })
