import { z } from 'zod'
import { Time } from '../../../usecases/browse/resources/common.ts'
import { Decision } from '../../../usecases/browse/resources/vulnerability.ts'

/** What a decision is made of. */
export const decision = {
  decision: Decision,
  reason: z.string().trim().min(1).max(2000).optional(),
  until: Time.optional().describe('Only with `risk-accepted`: until when.'),
}
