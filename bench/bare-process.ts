import { z } from 'zod'
import { openDatabase } from '../packages/hub/src/store/database.ts'
import { answer } from './answer.ts'
import { ownUsage } from './child.ts'
import { Place } from './place.ts'

/**
 * The bare limit: the finding rows of the sync that was just measured, through one plain upsert a batch into a table with
 * the same columns and indexes. Rows are read and prepared before the clock starts, a few batches at a time.
 */
const place = Place.parse(JSON.parse(process.argv[2] ?? '{}'))
const database = await openDatabase({ ...place, applicationName: 'bench', poolSize: 1 })
const { pool } = database

const columns = [
  ['asset_id', 'bigint'],
  ['record_id', 'bigint'],
  ['vulnerability_id', 'bigint'],
  ['detail_id', 'bigint'],
  ['wording_id', 'bigint'],
  ['identity', 'uuid'],
  ['evidence', 'uuid'],
  ['content', 'uuid'],
  ['external_id', 'text'],
  ['kind', 'text'],
  ['severity', 'smallint'],
  ['reachability', 'smallint'],
  ['direct', 'boolean'],
  ['detected_at', 'timestamptz'],
  ['purl', 'text'],
  ['fixed_version', 'text'],
  ['path', 'text'],
  ['extra', 'jsonb'],
  ['first_seen_at', 'timestamptz'],
  ['changed_at', 'timestamptz'],
] as const
const names = columns.map(([name]) => name).join(', ')
const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')
const updates = columns.map(([name]) => `${name} = excluded.${name}`).join(', ')
const upsert = `
  insert into bare_finding (${names}) select ${names} from unnest(${arrays}) as page (${names})
  on conflict (record_id, identity, asset_id) do update set ${updates}`

const batchesAtOnce = 20

/** One parameter a column, in the form in which the hub hands them to the driver. */
async function capture(after: number, rows: number): Promise<{ readonly last: number; readonly parameters: unknown[][] }> {
  const read = columns.map(([name, type]) => (type === 'timestamptz' || type === 'jsonb' ? `${name}::text` : name)).join(', ')
  const answer = await pool.query({
    text: `select ${read}, id from finding where id > $1 order by id limit $2`,
    values: [after, rows],
    rowMode: 'array',
  })
  const last = answer.rows.at(-1)?.[columns.length]
  return {
    last: last === undefined ? after : z.number().parse(last),
    parameters: columns.map((_, index) => answer.rows.map((row) => row[index])),
  }
}

async function run(batchRows: number): Promise<{ readonly rows: number; readonly seconds: number }> {
  await pool.query('drop table if exists bare_finding')
  await pool.query('create table bare_finding (like finding including all)')
  let [after, rows, milliseconds] = [0, 0, 0]
  for (;;) {
    const batches: unknown[][][] = []
    for (let index = 0; index < batchesAtOnce; index += 1) {
      const { last, parameters } = await capture(after, batchRows)
      if (last === after) break
      after = last
      batches.push(parameters)
      rows += parameters[0]?.length ?? 0
    }
    if (batches.length === 0) break
    const started = performance.now()
    for (const parameters of batches) await pool.query(upsert, parameters)
    milliseconds += performance.now() - started
  }
  await pool.query('drop table bare_finding')
  return { rows, seconds: milliseconds / 1000 }
}

answer({ run: (input) => run(z.number().parse(input)), usage: ownUsage }, () => database.close())
