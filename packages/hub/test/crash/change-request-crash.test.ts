import type { FaultRule } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { testDatabases } from '../database/index.ts'
import { connectForge, gitHubForge } from '../spine/forge.ts'
import { createWorld, freshKeys } from '../spine/world.ts'
import { killAtEach, openPlace } from './harness.ts'
import type { Job } from './job.ts'

/** Moments at which a process is killed, told by what has just reached the platform. */
const moments: readonly Omit<FaultRule, 'action'>[] = [
  // The branch is there, but no request.
  { method: 'POST', path: '/repos/{owner}/{repo}/git/refs' },
  // So is the request, and nobody heard of it.
  { method: 'POST', path: '/repos/{owner}/{repo}/pulls' },
]

for (const flavour of await testDatabases()) {
  describe.skipIf(flavour.missing !== undefined)(
    `processes that are killed while they propose a change, on ${flavour.name}`,
    () => {
      it('leave behind what the next one goes on with, and one request in the end', async () => {
        const forge = await gitHubForge()
        const keys = freshKeys('crash')
        const place = await flavour.place()
        await fill(place, keys, forge)

        await killAtEach({ place, keys, mode: 'change', config: {} }, moments, (moment, kill) =>
          forge.emulator.faults.add({ ...moment, action: { kind: 'meanwhile', run: kill } }),
        )

        const held = forge.controls.held()
        expect(held).toMatchObject([{ state: 'open', commits: 1 }])
        await using database = await openPlace(place)
        const rows = await database.kysely
          .selectFrom('change_request as q')
          .innerJoin('remediation as r', 'r.id', 'q.remediation_id')
          .select(['q.standing', 'q.external_id', 'q.proposal', 'r.state as remediation'])
          .execute()
        expect(rows).toMatchObject([{ standing: 'opened', external_id: held[0]?.id, proposal: null, remediation: 'in-review' }])
      }, 240_000)
    },
  )
}

/** A remediation whose repository is on the forge; nothing is proposed yet. */
async function fill(place: Job['place'], keys: string, forge: Parameters<typeof connectForge>[1]): Promise<void> {
  await using database = await openPlace(place)
  const { world } = await connectForge((vendors = []) => {
    const plugins = vendors.map((vendor) => ('plugin' in vendor ? vendor.plugin : vendor))
    return createWorld(database, { keys, plugins: new Map(plugins.map((plugin) => [plugin.manifest.id, plugin])) })
  }, forge)
  await world.close()
}
