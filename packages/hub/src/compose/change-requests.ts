import { Fault } from '@patchbay/sdk'
import { renovateSettings } from '../domain/renovate.ts'
import { openConnection } from '../runtime/open.ts'
import { runRenovate } from '../runtime/renovate/run-renovate.ts'
import type { Store } from '../store/store.ts'
import type { ChangeRequestDeps } from '../usecases/change-requests/change-request-deps.ts'
import { deliverDeps, type EngineOptions, unseal } from './deps.ts'

/** What it takes to propose changes; the same for the queue's workers and for tests. */
export function changeRequestDeps(options: EngineOptions, store: Store): ChangeRequestDeps {
  const { renovate: program, sealer, outbound, log } = options
  const deps = deliverDeps(options, store)
  if (program === undefined) return deps
  return {
    ...deps,
    renovate: async ({ id, config, secrets: sealed }, plugin, job, signal) => {
      const entries = Object.entries(sealed).map(([field, text]) => [field, unseal(sealer, id, field, text)])
      const { connector, bearer, mask } = openConnection({
        plugin,
        config,
        secrets: Object.fromEntries(entries),
        outbound,
        signal,
        log,
      })
      const address = connector.changeRequests?.renovate?.()
      if (address === undefined) throw new Fault('config', 'Renovate does not know this platform.')
      const settings = (folder: string) => renovateSettings({ ...job, ...address }, folder)
      const { exitCode, log: said } = await runRenovate({ ...program, settings, token: await bearer(), mask, signal })
      return { succeeded: exitCode === 0, log: said }
    },
  }
}
