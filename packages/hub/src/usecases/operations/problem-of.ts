import { Fault } from '@patchbay/sdk'
import { storable } from '../../domain/storable.ts'
import type { OperationProblem } from '../../store/operations/writer.ts'

/** A fault in the words for the operation page; a bug says so and points at the log. */
export function problemOf(error: unknown): OperationProblem {
  if (error instanceof Fault) {
    return {
      kind: error.kind,
      message: storable(error.message),
      field: error.details.field ?? null,
      remedy: error.details.remedy ?? null,
    }
  }
  return {
    kind: 'bug',
    message: 'Patchbay itself failed. Nothing was closed and nothing that was written is lost.',
    field: null,
    remedy: 'Please report it with the log lines of this operation.',
  }
}
