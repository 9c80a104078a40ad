import { z } from 'zod'
import { databaseId } from '../../../domain/public-id.ts'
import { Time } from '../../../usecases/browse/resources/common.ts'
import { Decision, Justification } from '../../../usecases/browse/resources/vulnerability.ts'
import type { DecisionInput } from '../../../usecases/commands.ts'
import { Id } from '../../params.ts'

/** What a decision is made of. */
export const decision = {
  decision: Decision,
  reason: z.string().trim().min(1).max(2000).optional(),
  until: Time.optional().describe('Only with `risk-accepted`: until when.'),
  justification: Justification.optional().describe('Only with `not-affected`: why.'),
  duplicateOf: Id.optional().describe('With `duplicate`: id of the vulnerability it is one of.'),
}

/** A decision as the use cases want it. */
export function decisionInput({ duplicateOf, ...input }: z.output<z.ZodObject<typeof decision>>): DecisionInput {
  return { ...input, ...(duplicateOf !== undefined && { duplicateOf: databaseId('vulnerability', duplicateOf) }) }
}
