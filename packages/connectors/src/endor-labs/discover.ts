import { type Context, type Coverage, Fault, type Harvest, type Target } from '@patchbay/sdk'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { appAddress, type Config } from './config.ts'
import { type Listing, listPages } from './list.ts'
import { project, projectMask, repository, repositoryMask, repositoryVersion, repositoryVersionMask } from './schema.ts'
import { branchOf, type Known, nativeIdOf, toTarget } from './target.ts'

type Facts = Map<string, Known>

/** Every project in the namespace and below it, a page at a time; only a few words per repository are held meanwhile. */
export async function* discover(context: Context<Config>): Harvest<Target, Coverage<never>> {
  const { config, http } = context
  const app = appAddress(config.baseUrl)
  const facts = new Map<string, Known>()
  await learn(context, () => learnRepositories(context, facts))
  await learn(context, () => learnDefaultBranches(context, facts))

  let seen = 0
  let unread = 0
  for await (const page of listPages(http, everywhere(config, { resource: 'projects', mask: projectMask }))) {
    const { note, oddities } = collectOddities()
    seen += page.value.length
    const { items, unreadable } = readRows(project, page.value, idAt('uuid'))
    unread += unreadable.length
    yield { items: items.map((row) => toTarget(row, facts.get(row.uuid) ?? {}, app, note)), unreadable, oddities }
  }
  // What a key may not see can look empty without an error: that is no reason to take every project for gone.
  if (seen === 0) return { kind: 'partial', missing: `no project is visible in the namespace ${config.namespace}` }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `${unread} projects could not be read` }
}

function everywhere(config: Config, listing: Omit<Listing, 'namespace' | 'traverse'>): Listing {
  return { ...listing, namespace: config.namespace, traverse: true }
}

/** Facts about repositories make matching better, but a key that may not read them still sees every project. */
async function learn({ log }: Context<Config>, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    const bearable = error instanceof Fault && ['permission', 'missing', 'contract', 'config'].includes(error.kind)
    if (!bearable) throw error
    log.warn('Some facts about repositories could not be read; matching goes by address alone.', { fault: error.message })
  }
}

async function learnRepositories({ config, http }: Context<Config>, facts: Facts): Promise<void> {
  // Each row carries the platform's own answer about the repository, several kilobytes of it: smaller pages.
  const listing = everywhere(config, { resource: 'repositories', mask: repositoryMask, pageSize: 100 })
  for await (const page of listPages(http, listing)) {
    for (const row of readRows(repository, page.value, idAt('uuid')).items) {
      facts.set(row.meta.parent_uuid, { nativeId: nativeIdOf(row), defaultBranch: branchOf(row.spec.default_branch) })
    }
  }
}

/** The branch Endor Labs itself takes for the default one: the version in the main context, the last scanned if there are several. */
async function learnDefaultBranches({ config, http }: Context<Config>, facts: Facts): Promise<void> {
  const scannedAt = new Map<string, string>()
  const listing = everywhere(config, {
    resource: 'repository-versions',
    mask: repositoryVersionMask,
    filter: 'context.type==CONTEXT_TYPE_MAIN',
  })
  for await (const page of listPages(http, listing)) {
    for (const row of readRows(repositoryVersion, page.value, idAt('uuid')).items) {
      const owner = row.meta.parent_uuid
      const defaultBranch = branchOf(row.spec?.version?.ref) ?? branchOf(row.meta.name)
      const scanTime = row.scan_object?.scan_time ?? ''
      if (defaultBranch === undefined || scanTime < (scannedAt.get(owner) ?? '')) continue
      scannedAt.set(owner, scanTime)
      facts.set(owner, { ...facts.get(owner), defaultBranch })
    }
  }
}
