import type { Context, Coverage, Harvest, Target } from '@patchbay/sdk'
import { idAt, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { applicationPages } from './lists.ts'
import { application } from './schema.ts'
import { toTarget } from './target.ts'

/** Every application OX scans. Demo applications are none of the customer's. */
export async function* discover(context: Context<Config>): Harvest<Target, Coverage<never>> {
  const listing = applicationPages(context)
  let unread = 0
  for (;;) {
    const step = await listing.next()
    if (step.done) {
      const missing = [
        ...(unread > 0 ? [`${unread} applications that could not be read`] : []),
        ...(step.value === null ? [] : [step.value]),
      ]
      return missing.length === 0 ? { kind: 'complete' } : { kind: 'partial', missing: missing.join('; ') }
    }
    const { items, unreadable } = readRows(application, step.value.rows, idAt('appId'))
    const own = items.filter(({ fakeApp }) => fakeApp !== true)
    unread += unreadable.length
    const demo = items.length - own.length
    yield { items: own.map(toTarget), unreadable, ...(demo > 0 && { filtered: { 'demo-application': demo } }) }
  }
}
