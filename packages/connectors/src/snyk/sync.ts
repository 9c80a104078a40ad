import type { Context, Coverage, Harvest, Kind, Page, Scope, Sighting, Target } from '@patchbay/sdk'
import { collectOddities, idAt, looseEnum, type Note, readRows, textOrNull } from '@patchbay/sdk/shape'
import { appAddress, type Config } from './config.ts'
import { type FixDetails, fixDetailsOf } from './fix-details.ts'
import { familiesOf, kindOf } from './kind.ts'
import { listPages } from './list.ts'
import { type Setting, toSighting } from './map.ts'
import { type Issue, issue, project } from './schema.ts'
import { projectFacts } from './target.ts'

/**
 * All issues of one project, open and resolved. Always the full list: an issue of a project that was removed or deactivated
 * vanishes without a change of its own, and changes by policy may not touch `updated_at`, so nothing less can close safely.
 */
export async function* sync(context: Context<Config>, scope: Scope<never>): Harvest<Sighting, Coverage<never>> {
  const [target] = scope.targets
  const facts = target === undefined ? null : projectFacts(target)
  if (target === undefined || facts === null)
    return { kind: 'partial', missing: 'the project’s organization is not known yet; run discover' }
  if (target.archived === true) return skipped(target, 'The project is inactive in Snyk, which then shows none of its issues.')
  if (!familiesOf(facts).some((family) => scope.kinds.includes(family))) return { kind: 'complete' }

  const setting = { target: target.ref, project: facts, app: appAddress(context.config.baseUrl) }
  const details = fixDetailsOf(context, facts.organization, target.ref)
  let unread = 0
  let seen = scope.resume === undefined ? 0 : 1
  for await (const page of listPages(context, listingOf(target, facts.organization), scope.resume)) {
    const read = await readPage(page.value, setting, scope.kinds, details)
    seen += page.value.length
    unread += read.unreadable?.length ?? 0
    yield { ...read, ...(page.next !== undefined && { position: page.next }) }
  }
  if (seen === 0) {
    const doubt = await whyEmpty(context, target, facts.organization)
    if (doubt !== null) return skipped(target, doubt)
  }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `${unread} issues could not be read` }
}

function listingOf(target: Target, organization: string) {
  return {
    path: `/orgs/${organization}/issues`,
    query: { 'scan_item.id': target.ref, 'scan_item.type': 'project', status: 'open,resolved' },
    what: `issues of ${target.name}`,
  }
}

function skipped(target: Target, reason: string): Coverage<never> {
  return { kind: 'complete', gaps: [{ target: target.ref, reason }] }
}

/** A project that was removed or deactivated since the last discover shows no issue either; `null` when it has none. */
async function whyEmpty(context: Context<Config>, target: Target, organization: string): Promise<string | null> {
  const listing = { path: `/orgs/${organization}/projects`, query: { ids: target.ref }, what: `projects named ${target.name}` }
  for await (const page of listPages(context, listing)) {
    const own = readRows(project, page.value, idAt('id')).items.find(({ id }) => id === target.ref)
    if (own === undefined) continue
    return own.attributes.status === 'inactive' ? 'The project is inactive in Snyk, which then shows none of its issues.' : null
  }
  return 'The project is no longer in Snyk.'
}

async function readPage(
  rows: readonly unknown[],
  setting: Setting,
  kinds: readonly Kind[],
  details: FixDetails,
): Promise<Page<Sighting>> {
  const { note, oddities } = collectOddities()
  const { items: read, unreadable } = readRows(issue, rows, idAt('id'), setting.target)
  const own = read.filter((row) => isOf(setting.target, row, note))
  const present = own.filter((row) => !isResolved(row, note))
  const wanted = present.filter(({ attributes }) => kinds.includes(kindOf(attributes.type, setting.project, note)))
  const fixes = await details.of(
    wanted.flatMap(({ attributes }) => (attributes.type === 'package_vulnerability' ? [attributes.key] : [])),
  )
  return {
    items: wanted.map((row) => toSighting(row, setting, fixes.get(row.attributes.key), note)),
    unreadable,
    oddities,
    filtered: counts({
      'of-another-record': read.length - own.length,
      'already-resolved': own.length - present.length,
      'kind-not-selected': present.length - wanted.length,
    }),
  }
}

/** Should Snyk ever not heed the filter by project: what is somebody else's is not this project's. */
function isOf(target: string, { relationships }: Issue, note: Note): boolean {
  const owner = textOrNull(relationships?.scan_item?.data?.id, 300)
  if (owner === null || owner === target) return true
  note('relationships.scan_item.data.id', owner)
  return false
}

const resolution = looseEnum<boolean>('attributes.status', { open: false, resolved: true }, false)

/** A resolved issue is not there any more: absence from the list of the open ones is what closes it. */
function isResolved({ attributes }: Issue, note: Note): boolean {
  return resolution(attributes.status, note)
}

function counts(given: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(given).filter(([, count]) => count > 0))
}
