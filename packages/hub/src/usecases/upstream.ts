import type { Fault } from '@patchbay/sdk'
import { Problem } from '../domain/problem.ts'

/** What the vendor, or the way to it, said no to: the operator's to mend, or the vendor's. The field is named where the connector knows it. */
export function upstream(fault: Fault, address?: string): Problem {
  const setting = fault.details.field ?? (fault.kind === 'refused' ? address : undefined)
  const field = setting === undefined ? undefined : `config.${setting}`
  return new Problem(fault.policy.tells === 'operator' ? 'invalid' : 'upstream', fault.message, {
    code: `check-${fault.kind}`,
    ...(field !== undefined && { field, fields: [{ field, message: fault.message }] }),
    ...(fault.details.remedy !== undefined && { remedy: fault.details.remedy }),
  })
}
