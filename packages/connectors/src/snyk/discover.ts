import { type Context, type Coverage, Fault, type Harvest, type Target } from '@patchbay/sdk'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { appAddress, type Config } from './config.ts'
import { explain } from './explain.ts'
import { listPages } from './list.ts'
import { listOrganizations, type OrganizationFacts } from './organizations.ts'
import { project } from './schema.ts'
import { toTarget } from './target.ts'

/** Every project of the chosen organizations with its repository. An organization that may not be read makes it partial. */
export async function* discover(context: Context<Config>): Harvest<Target, Coverage<never>> {
  const missing: string[] = []
  let unread = 0
  try {
    for (const organization of await listOrganizations(context)) {
      const end = yield* projectsOf(context, organization)
      unread += end.unread
      if (end.refused !== null) missing.push(`projects of ${organization.name} (${end.refused})`)
    }
  } catch (error) {
    throw explain(error, context.config)
  }
  if (unread > 0) missing.push(`${unread} projects that could not be read`)
  return missing.length === 0 ? { kind: 'complete' } : { kind: 'partial', missing: missing.join('; ') }
}

interface End {
  readonly unread: number
  /** Why the organization's list was refused, in the vendor's words. */
  readonly refused: string | null
}

async function* projectsOf(context: Context<Config>, organization: OrganizationFacts): Harvest<Target, End> {
  const app = appAddress(context.config.baseUrl)
  let unread = 0
  try {
    for await (const page of listPages(context, {
      path: `/orgs/${organization.id}/projects`,
      query: { expand: 'target' },
      what: `projects of ${organization.name}`,
    })) {
      const { note, oddities } = collectOddities()
      const { items, unreadable } = readRows(project, page.value, idAt('id'))
      unread += unreadable.length
      yield { items: items.map((row) => toTarget(row, organization, app, note)), unreadable, oddities }
    }
    return { unread, refused: null }
  } catch (error) {
    const isRefusal = error instanceof Fault && (error.kind === 'permission' || error.kind === 'missing')
    // Of the one organization the settings name, a refusal is the whole answer.
    if (!isRefusal || context.config.organizationId !== undefined) throw error
    context.log.warn('An organization may not be read; its projects are left as they are.', {
      organization: organization.name,
      fault: error.message,
    })
    return { unread, refused: error.message }
  }
}
