import type { DueBatch } from '../../store/priority/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import { applyPolicies } from './apply-policies.ts'
import { createAssess } from './assess.ts'

/** Vulnerabilities a transaction. */
const batch = 1000

/**
 * Assesses whatever lost its footing: facts came from a feed, weights or policies changed, a product became more critical. Batch
 * after batch, each in a transaction of its own, so a process that dies repeats one at most. Returns how many changed.
 */
export async function assessDue(
  { store, now }: { readonly store: Store; readonly now: () => Date },
  size = batch,
): Promise<number> {
  let changed = await store.transact(async (write) => {
    await write.priority.markPolicies(await write.policies.overdue(now()))
    return 0
  })
  for (;;) {
    const outcome = await store.transact(async (write) => {
      const due = await write.priority.due(size)
      if (due.assetIds.length === 0) return null
      const count = await assessBatch(write, due, now())
      await write.priority.settle(due)
      return count
    })
    if (outcome === null) return changed
    changed += outcome
  }
}

async function assessBatch(write: Writers, due: DueBatch, now: Date): Promise<number> {
  const anew = new Set(due.rows.filter((row) => row.anew).map((row) => row.id))
  return assessRows(
    write,
    due.rows.map((row) => row.id),
    (id) => anew.has(id),
    now,
  )
}

/** Assesses vulnerabilities as they are stored. `anew`: whose deadline is granted by the policies of today. */
export async function assessRows(
  write: Writers,
  ids: readonly number[],
  anew: (id: number) => boolean,
  now: Date,
): Promise<number> {
  const rows = await write.vulnerabilities.lock(ids)
  const assess = await createAssess(write, rows, now)
  const assessed = rows.map((row) => ({ row, ...assess(row, row, anew(row.id) ? { ...row, slaDays: null } : row) }))
  const changed = await write.priority.assess(
    assessed.map(({ row, assessment }) => ({ id: row.id, ...assessment })),
    now,
  )
  const ruled = assessed.map(({ row, verdict }) => {
    const aggregate = { openSightings: row.present ? 1 : 0, goneReason: row.goneReason }
    return { row, aggregate, verdict }
  })
  return changed + (await applyPolicies(write, ruled, now))
}
