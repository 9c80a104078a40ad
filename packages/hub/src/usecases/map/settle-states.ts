import { type RecordCause, recordState } from '../../domain/record-state.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Writers } from '../../store/store.ts'
import { tellOfRecords } from '../notify/happenings.ts'

/** Why a record that is NEW is not mapped. */
export interface Explanation {
  readonly cause: RecordCause
  /** Sentence for people. */
  readonly reason: string
}

export interface Settling {
  /** Whether a complete discover of the connection has ended: until then nothing can be missing. */
  readonly discovered: (connectionId: number) => boolean
  /** The person whose doing it is; `null` for what the hub does by itself. */
  readonly by: string | null
  readonly now: Date
  readonly explanations?: ReadonlyMap<number, Explanation>
}

/** Brings records' states in line with their facts, and writes what changed into their history. Returns those that became GOOD. */
export async function settleStates(write: Writers, ids: readonly number[], settling: Settling): Promise<readonly number[]> {
  const facts = await write.records.facts(ids)
  const states = facts.map((record) => {
    const settled = recordState({
      seenInLastCompleteDiscover: record.present || (settling.discovered(record.connectionId) ? false : 'never-discovered'),
      mapped: record.mapping !== null,
      targetExists: targetExists(record),
      ignored: record.ignored,
      fault: record.fault,
    })
    const explained = settled.state === 'NEW' ? settling.explanations?.get(record.id) : undefined
    return { id: record.id, ...settled, ...explained, was: record.state }
  })
  await write.records.setStates(states, settling.by, settling.now)
  await tellOfRecords(write, states, settling.now)
  return states.filter((record) => record.state === 'GOOD' && record.was !== 'GOOD').map((record) => record.id)
}

function targetExists({ mapping }: RecordFacts): boolean {
  if (mapping?.assetId == null || !mapping.assetPresent) return false
  return mapping.productId !== null || !mapping.hadProduct
}
