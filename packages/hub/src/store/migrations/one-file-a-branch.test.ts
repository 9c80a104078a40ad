import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnDatabases } from '../../../test/database/index.ts'
import { migrate } from '../migrate.ts'
import { up } from './0031-one-file-a-branch.ts'
import { migrations } from './index.ts'

await describeOnDatabases('the migration to one file a branch', (open) => {
  it('joins the scopes of code and packages, keeps what was sent, and tells the whole state again', async () => {
    const database = await open()
    const { kysely } = database
    await sql`insert into connection (connector, label, config, schedule, rules, state)
      values ('cloud', 'Cloud', '{}', '{}', '{}', 'connected')`.execute(kysely)
    await sql`insert into exporter (connection_id) select id from connection`.execute(kysely)
    const scope = (asset: number, family: string) => sql`
      insert into export_scope (connection_id, asset_id, name, family, slice, slices, branch, about, kinds, seen_event_id, to_plan, created_at)
      select id, ${asset}::bigint, ${`abc${asset}-${family}-1`}, ${family}, 1, 1, 'main', '{}', '{}', 0, false, now() from connection`
    for (const [asset, family] of [
      [1, 'code'],
      [1, 'dependencies'],
      [2, 'dependencies'],
      [3, 'sarif'],
    ] as const)
      await scope(asset, family).execute(kysely)
    for (const stage of ['ended', 'writing'])
      await sql`insert into upload (scope_id, connection_id, reason, stage, branch, scope, began_at, ended_at)
        select id, connection_id, 'first', ${stage}, 'main', '{}', now(), case when ${stage} = 'ended' then now() end
        from export_scope where asset_id = 1 and family = 'code'`.execute(kysely)

    await migrate(database, { ...migrations, '9999-over-what-there-was': { up } })

    const scopes = await kysely
      .selectFrom('export_scope')
      .select(['asset_id', 'family', 'name', 'to_plan', 'changed_at'])
      .orderBy('asset_id')
      .execute()
    const told = { family: 'findings', to_plan: true, changed_at: expect.any(Date) }
    expect(scopes).toEqual([
      { asset_id: 1, name: 'abc1-findings-1', ...told },
      { asset_id: 2, name: 'abc2-findings-1', ...told },
      { asset_id: 3, name: 'abc3-sarif-1', family: 'sarif', to_plan: false, changed_at: null },
    ])
    expect(await kysely.selectFrom('upload').select('stage').execute()).toEqual([{ stage: 'ended' }])
  })
})
