import type { VendorRecord } from '../../api/types.ts'
import type { RecordChange } from './queries.ts'

/** What accepting the suggestions of these records means; records without one are passed over. */
export function acceptSteps(records: readonly VendorRecord[]): readonly RecordChange[] {
  return records.flatMap(({ id, suggestion, state }): readonly RecordChange[] =>
    suggestion === null || state === 'IGNORED' ? [] : [{ kind: 'map', id, target: { suggested: true } }],
  )
}
