import { type RawBuilder, sql } from 'kysely'

/**
 * Records whose findings are exported with a repository: mapped to it and its default branch, of a connection that is there. A
 * mapping keeps the branch it was made with; a scanner that tells none, or tells the default one now, follows the repository.
 */
export function exportedRecords(assetId: RawBuilder<unknown>, branch: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select x.* from mapping m join record x on x.id = m.record_id join connection xc on xc.id = x.connection_id
    where m.asset_id = ${assetId} and (m.branch is null or m.branch = ${branch}
        or coalesce(x.clue ->> 'defaultBranch', case when m.method <> 'manual' then ${branch} end) = ${branch}) and x.state in ('GOOD', 'MISSING', 'ERROR')
      and xc.removed_at is null
  `
}

/** The same of several assets, of any kind: a repository's default branch, and all that is mapped to an image or an application. */
export function recordsOfAssets(assetIds: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select y.id from repository r cross join lateral (${exportedRecords(sql`r.asset_id`, sql`r.default_branch`)}) y
    where r.asset_id = any(${assetIds})
    union all
    select x.id from asset a join mapping m on m.asset_id = a.id join record x on x.id = m.record_id
    join connection xc on xc.id = x.connection_id
    where a.id = any(${assetIds}) and a.kind <> 'repository' and x.state in ('GOOD', 'MISSING', 'ERROR') and xc.removed_at is null
  `
}

/** Whether a sync of one of these records was begun and not finished since its last complete one, so that they are neither old nor new. */
export function isIncomplete(assetId: RawBuilder<unknown>, branch: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from (${exportedRecords(assetId, branch)}) x
    where (x.state = 'GOOD' and x.last_complete_operation_id is null) or exists (
      select 1 from operation o join sync_scope y on y.operation_id = o.id
      where o.connection_id = x.connection_id and o.kind = 'sync' and o.id > coalesce(x.last_complete_operation_id, 0)
        and x.id = any(y.record_ids) and y.pages > 0 and y.state not in ('complete', 'changes')
    )
  )`
}
