import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeOnDatabases } from '../../../test/database/index.ts'
import { justAfter } from '../../domain/vulnerability-change.ts'
import type { Database } from '../database.ts'
import { createStore, type Store } from '../store.ts'

await describeOnDatabases('the log of transitions', (open, { name }) => {
  let database: Database
  let store: Store
  let end = 0

  beforeAll(async () => {
    database = await open()
    store = createStore(database.kysely)
  })

  beforeEach(async () => {
    await sql`delete from vulnerability_transition`.execute(database.kysely)
    end = await store.transact((write) => write.transitions.number())
  })

  const wanted = { kinds: ['opened', 'resolved'], productTypeIds: null, productIds: null, minimumSeverity: null } as const

  /** What happened to these vulnerabilities, in the transaction or one of its own. */
  async function happen(ids: readonly number[], db: Pick<Database['kysely'], 'getExecutor'> = database.kysely): Promise<void> {
    await sql`
      insert into vulnerability_transition (asset_id, at, kind, after, severity, vulnerability_ids)
      values (1, now(), 'opened', 'Open', 4, ${ids}::bigint[])
    `.execute(db)
  }

  /** Reads on from where it stopped, as receivers are told. */
  function createReceiver() {
    let cursor = justAfter(end)
    return async (limit = 100) => {
      const rows = await store.transact(async (write) => {
        const last = await write.transitions.number()
        const read = await write.transitions.read({ ...wanted, after: cursor, end: last }, limit)
        cursor = read.length < limit ? justAfter(last) : (read.at(-1) ?? cursor)
        return read
      })
      return rows.map(({ vulnerabilityId }) => vulnerabilityId)
    }
  }

  it('is read in order, on from any vulnerability in a row, each once', async () => {
    const read = createReceiver()
    await happen([1, 2, 3])
    await happen([4])

    const first = await read(2)
    await happen([5])

    expect([first, await read(2), await read(2), await read(2)]).toEqual([[1, 2], [3, 4], [5], []])
  })

  it('does not pass over what commits late, though it was written first', async () => {
    // The embedded database runs one transaction after the other: nothing can commit late there.
    if (name === 'embedded') return
    const read = createReceiver()
    const late = await database.pool.connect()
    try {
      await late.query('begin')
      await late.query(`insert into vulnerability_transition (asset_id, at, kind, after, severity, vulnerability_ids)
        values (1, now(), 'opened', 'Open', 4, '{1}')`)
      await happen([2])
      expect(await read()).toEqual([2])
      await late.query('commit')
    } finally {
      late.release()
    }
    await happen([3])

    expect(await read()).toEqual([1, 3])
    const { rows } = await sql<{ id: number; position: number }>`
      select id, position from vulnerability_transition order by position
    `.execute(database.kysely)
    expect(
      rows.map(({ id }) => id),
      'the late one has the smallest id',
    ).not.toEqual(rows.map(({ id }) => id).toSorted())
  })

  it('gives no position that readers could pass while it is not committed', async () => {
    if (name === 'embedded') return
    const read = createReceiver()
    await happen([1])
    const slow = await database.pool.connect()
    try {
      await slow.query('begin')
      await slow.query(`select pg_advisory_xact_lock(hashtext('patchbay.transition'))`)
      await slow.query(
        `update vulnerability_transition set position = nextval('vulnerability_transition_position') where position is null`,
      )
      await happen([2])
      const reading = read()
      await slow.query('commit')

      expect(await reading).toEqual([1, 2])
    } finally {
      slow.release()
    }
  })

  it('goes on after everything was deleted', async () => {
    const read = createReceiver()
    await happen([1])
    await read()
    await sql`delete from vulnerability_transition`.execute(database.kysely)
    await happen([2])

    expect(await read()).toEqual([2])
  })
})
