import type { Plugin } from '@patchbay/sdk'
import { nextAfter } from '../../domain/schedule.ts'
import type { Store } from '../../store/store.ts'
import { canRun } from '../operations/can-run.ts'
import { parseProfileSchedule } from '../settings.ts'

interface Deps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  /** 0–1; moves the next one. */
  readonly random: () => number
}

/** Asks for a sync of the records of each scan profile that is due, and plans its next one. */
export async function requestProfileSyncs({ store, plugins, now, random }: Deps): Promise<void> {
  const at = now()
  await store.transact(async (write) => {
    for (const profile of await write.scanProfiles.due(at)) {
      for (const { connectionId, label, connector, recordIds } of await write.scanProfiles.dueRecords(profile.id)) {
        if (!canRun(plugins.get(connector), 'sync')) continue
        const request = { connectionId, label, kind: 'sync', trigger: 'schedule', requestedBy: null } as const
        await write.operations.request({ ...request, records: recordIds })
      }
      await write.scanProfiles.planSync(profile.id, nextAfter(parseProfileSchedule(profile.schedule).sync, at, random()))
    }
  })
}
