import type { Context, Coverage, Harvest, Target } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { listRepositories } from './repositories.ts'
import { toTarget } from './target.ts'

/** Every repository the credentials see, as something whose alerts can be read; none while alerts are switched off. */
export async function* discover(context: Context<Config>): Harvest<Target, Coverage<never>> {
  if (!context.config.alerts) return { kind: 'complete' }
  return yield* listRepositories(context, toTarget)
}
