import { z } from 'zod'
import { Severity, Time } from '../../../usecases/browse/resources/common.ts'
import type { RemediationPatch } from '../../../usecases/commands.ts'

/** What people say about a remediation. */
export const told = {
  title: z.string().trim().min(1).max(300).optional(),
  owner: z.string().trim().min(1).max(200).nullable().optional().describe('Whoever does it: a person or a team.'),
  priority: Severity.exclude(['unknown'])
    .nullable()
    .optional()
    .describe('`null` goes back to what follows from its vulnerabilities.'),
  dueAt: Time.nullable().optional().describe('`null` goes back to when its vulnerabilities are due.'),
}

/** The same as the use cases want it; what is left out stays out. */
export function toldBy({ title, owner, priority, dueAt }: z.output<z.ZodObject<typeof told>>): RemediationPatch {
  return {
    ...(title !== undefined && { title }),
    ...(owner !== undefined && { owner }),
    ...(priority !== undefined && { priority }),
    ...(dueAt !== undefined && { dueAt }),
  }
}
