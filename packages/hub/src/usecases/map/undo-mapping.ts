import { Problem } from '../../domain/problem.ts'
import type { MappingChange } from '../../store/records/mapping-writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { Actor } from '../commands.ts'
import { recompute } from '../lifecycle/recompute.ts'
import { moveRecord } from '../lifecycle/rekey.ts'

/** Why the newest change of a mapping cannot be taken back. */
export type Irrevocable = 'nothing' | 'automatic' | 'undone' | 'target-gone'

type LastChange = Pick<MappingChange, 'actor' | 'undoes' | 'formerExists'>

/**
 * Only what a person did last is taken back, once, and only while what was there before still exists: a mapping the hub made by
 * itself would only be made again.
 */
export function irrevocable(change: LastChange | undefined): Irrevocable | null {
  if (change === undefined) return 'nothing'
  if (change.undoes !== null) return 'undone'
  if (change.actor === null) return 'automatic'
  return change.formerExists ? null : 'target-gone'
}

/**
 * Takes the newest change of a record's mapping back: the former mapping holds again as it was, and the findings are where they
 * were. Answers `unmapped` when there was none before; then the findings are still to be closed.
 */
export async function undoMapping(
  write: Writers,
  record: RecordFacts,
  actor: Actor,
  now: Date,
): Promise<'mapped' | 'unmapped'> {
  const change = await write.mappings.lastChange(record.id)
  const reason = irrevocable(change)
  if (change === undefined || reason !== null) throw refusal(record, reason ?? 'nothing')
  const by = { by: actor.id, undoes: change.id }
  const { former } = change
  if (former === null) {
    await write.mappings.remove(record.id, now, by)
    return 'unmapped'
  }

  if (former.assetId === null) throw refusal(record, 'target-gone')
  const { productId, assetId, branch, imageId = null, method, evidence, createdBy, createdAt } = former
  const mapping = { productId, assetId, branch, imageId, method, evidence, by: createdBy, at: new Date(createdAt) }
  await write.mappings.write(record.id, mapping, now, by)
  if (record.mapping === null) {
    const reopened = await write.findings.reopen(record.id, 'unmapped', change.at, now)
    await recompute(write, reopened, now)
  }
  await moveRecord(write, record.id, assetId, now)
  return 'mapped'
}

function refusal(record: RecordFacts, reason: Irrevocable): Problem {
  const remedy = 'Map it where it belongs instead.'
  switch (reason) {
    case 'nothing':
      return new Problem('conflict', `Nobody has mapped "${record.name}" yet.`, { code: 'undo-nothing' })
    case 'automatic':
      return new Problem('conflict', `"${record.name}" was mapped automatically last; that is not undone.`, {
        code: 'undo-automatic',
        remedy,
      })
    case 'undone':
      return new Problem('conflict', `The last mapping of "${record.name}" was taken back already.`, {
        code: 'undo-done',
        remedy,
      })
    case 'target-gone':
      return new Problem('conflict', `What "${record.name}" was mapped to before no longer exists.`, {
        code: 'undo-target-gone',
        remedy,
      })
  }
}
