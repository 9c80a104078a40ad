import { z } from 'zod'
import { Severity, Time } from '../../../usecases/browse/resources/common.ts'
import type { RemediationPatch, RemediationWait } from '../../../usecases/remediate/inputs.ts'
import { Id } from '../../params.ts'

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

/** At most as many as one transaction locks in short time. */
export const remediationIds = z.array(Id).min(1).max(1000).describe('At most 1,000.')

/** What a remediation waits for. */
export const Wait = z
  .strictObject({
    reason: z.string().trim().min(1).max(2000),
    until: Time.nullable().optional().describe('When the clocks run again by themselves.'),
  })
  .meta({ examples: [{ reason: 'Acme has announced a fix.', until: '2027-01-31T00:00:00.000Z' }] })

export function waitedBy({ reason, until = null }: z.output<typeof Wait>): RemediationWait {
  return { reason, until }
}
