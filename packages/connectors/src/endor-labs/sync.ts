import {
  type Context,
  type Coverage,
  Fault,
  type Harvest,
  type Kind,
  type Page,
  type Scope,
  type Sighting,
  type Target,
} from '@patchbay/sdk'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import { families, kindClauses } from './category.ts'
import { appAddress, type Config } from './config.ts'
import { count, type Listing, listPages } from './list.ts'
import { type Origin, toSighting } from './map.ts'
import { finding, findingMask } from './schema.ts'

/**
 * All findings of one project in its main context, that is, on its default branch. Always the full list: Endor Labs deletes
 * fixed findings without a trace in the list and touches every finding on each scan, so nothing less can close safely.
 */
export async function* sync(context: Context<Config>, scope: Scope<never>): Harvest<Sighting, Coverage<never>> {
  const [target] = scope.targets
  const offered = families.some((family) => scope.kinds.includes(family))
  if (target === undefined || !offered) return { kind: 'complete' }

  const origin = originOf(context.config, target)
  let held = await heldBack(context, target, scope)
  let unread = 0
  let isEmpty = held === 0 && scope.resume === undefined
  for await (const page of listPages(
    context.http,
    listingOf(context.config, target, kindClauses(scope.kinds).wanted),
    scope.resume,
  )) {
    const read = readPage(page.value, origin, scope.kinds)
    isEmpty &&= page.value.length === 0
    unread += read.unreadable.length
    held += read.otherKinds
    yield {
      items: read.items,
      unreadable: read.unreadable,
      oddities: read.oddities,
      ...(page.next !== undefined && { position: page.next }),
      ...(held > 0 && { filtered: { 'kind-not-selected': held } }),
    }
    held = 0
  }
  if (isEmpty && !(await isVisible(context, target)))
    return { kind: 'complete', gaps: [{ target: target.ref, reason: outOfSight }] }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `${unread} findings could not be read` }
}

function originOf(config: Config, target: Target): Origin {
  return {
    target: target.ref,
    namespace: target.attributes['namespace'] ?? config.namespace,
    app: appAddress(config.baseUrl),
  }
}

const outOfSight =
  'Endor Labs shows the project to this key no more: it was removed, moved to another namespace, or the key lost its role.'

/** A namespace that a key may not see, or that is gone, can look empty without an error; so a list without a finding is doubted. */
async function isVisible({ config, http }: Context<Config>, { ref, attributes }: Target): Promise<boolean> {
  const own = attributes['namespace']
  const filter = `uuid==${JSON.stringify(ref)}`
  const namespace = own ?? config.namespace
  return (await count(http, { resource: 'projects', namespace, traverse: own === undefined, filter })) > 0
}

/** Findings are stored in their project's own namespace; where that is not known, all namespaces below ours are searched. */
function listingOf(config: Config, target: Target, clause: string | undefined): Listing {
  const own = target.attributes['namespace']
  const filter = ['context.type==CONTEXT_TYPE_MAIN', `spec.project_uuid==${JSON.stringify(target.ref)}`, clause]
  return {
    resource: 'findings',
    namespace: own ?? config.namespace,
    traverse: own === undefined,
    filter: filter.filter((part) => part !== undefined).join(' and '),
    mask: findingMask,
  }
}

/**
 * How many findings the filter keeps away, so that "why is it not here" has an answer. One count; a run that resumes has already
 * said so. Failing to count is no reason to fail the run.
 */
async function heldBack({ config, http, log }: Context<Config>, target: Target, scope: Scope<never>): Promise<number> {
  const clause = kindClauses(scope.kinds).heldBack
  if (clause === undefined || scope.resume !== undefined) return 0
  try {
    return await count(http, listingOf(config, target, clause))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    log.warn('Findings of families that are not selected could not be counted.', { fault: error.message })
    return 0
  }
}

type ReadPage = Required<Pick<Page<Sighting>, 'items' | 'unreadable' | 'oddities'>> & { readonly otherKinds: number }

function readPage(rows: readonly unknown[], origin: Origin, kinds: readonly Kind[]): ReadPage {
  const { note, oddities } = collectOddities()
  const { items, unreadable } = readRows(finding, rows, idAt('uuid'), origin.target)
  const sightings = items.map((row) => toSighting(row, origin, note))
  const selected = sightings.filter((sighting) => kinds.includes(sighting.kind))
  return { items: selected, unreadable, oddities, otherKinds: sightings.length - selected.length }
}
