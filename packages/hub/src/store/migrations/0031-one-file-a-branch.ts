import { type Kysely, sql } from 'kysely'

/**
 * Findings in code and in packages travel in one upload where a destination counts the uploads of a branch: the two scopes a branch
 * had become one, which keeps the slots that were spent. Its next upload is told as a change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Written for one of the two alone; the change they carried comes back below.
  `delete from upload u using export_scope s
    where s.id = u.scope_id and s.family in ('code', 'dependencies') and u.stage in ('writing', 'held')`,
  `delete from export_scope s where s.family = 'dependencies' and exists (
    select 1 from export_scope o where (o.connection_id, o.asset_id, o.slice, o.family) = (s.connection_id, s.asset_id, s.slice, 'code'))`,
  `update export_scope set name = replace(name, '-' || family || '-', '-findings-'), family = 'findings',
    changed_at = coalesce(changed_at, now()), to_plan = true where family in ('code', 'dependencies')`,
]
