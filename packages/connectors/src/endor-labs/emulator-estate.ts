import { createHash } from 'node:crypto'
import { findingsOf, type JsonObject, type Tenant, type TenantFinding, type TenantRepository } from '@patchbay/sdk/testing'
import { type Collection, createMemoryCollection, type Owner } from './emulator-collection.ts'
import { toFinding } from './emulator-finding.ts'
import { type EndorObject, metaOf, uuidOf } from './emulator-object.ts'
import { findingUuid, type Place, pullRequestContext, refContext, rootOf } from './emulator-place.ts'
import { buildProject, toPackageVersion, toRepositoryVersion } from './emulator-project.ts'
import { specOf, toFindingLog, toScanResult } from './emulator-scan.ts'
import type { ResourceName } from './emulator-shape.ts'

/** Everything the service stores for one tenant. */
export interface Estate {
  /** Full names of the namespaces below the root. */
  readonly children: readonly string[]
  readonly collections: Readonly<Record<ResourceName, Collection>>
  /** The default branch of every project, by the project's uuid. */
  readonly places: Map<string, Place>
}

export const byProject: Owner = (object) => String(specOf(object)['project_uuid'] ?? '')
export const byParent: Owner = (object) => String(object.meta['parent_uuid'] ?? '')

/** Children that exist in every tenant, whether or not a repository asks for them. */
const usualTeams = ['platform', 'web']

export function childNamespaces(tenant: Tenant, root: string): readonly string[] {
  const teams = new Set([...usualTeams, ...tenant.repositories.flatMap((repository) => repository.teams)])
  // A nested team brings the namespaces on the way with it.
  const withAncestors = [...teams].flatMap((team) => team.split('.').map((_, i, names) => names.slice(0, i + 1).join('.')))
  return [...new Set(withAncestors)].sort().map((team) => `${root}.${team}`)
}

/** Namespaces a repository is scanned in; one that names no team goes to the root or a child, always the same. */
export function namespacesOf(repository: TenantRepository, root: string): readonly string[] {
  if (repository.teams.length > 0) return repository.teams.map((team) => `${root}.${team}`)
  const choices = [root, ...usualTeams.map((team) => `${root}.${team}`)]
  const hash = createHash('sha256').update(repository.fullName.toLowerCase()).digest()
  return [choices[(hash[0] ?? 0) % choices.length] ?? root]
}

/** Scans run every night between two and three, UTC. */
export function lastScan(repository: TenantRepository, now: Date): string {
  const scan = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 2, repository.id % 60)
  return new Date(scan > now.getTime() ? scan - 86_400_000 : scan).toISOString()
}

/** Builds the service's view of a tenant that fits in memory. */
export function buildEstate(tenant: Tenant, root: string, now: Date): Estate {
  const children = childNamespaces(tenant, root)
  const places = new Map<string, Place>()
  const objects: Record<Exclude<ResourceName, 'api-keys'>, EndorObject[]> = {
    projects: [],
    repositories: [],
    'repository-versions': [],
    'package-versions': [],
    findings: [],
    'finding-logs': [],
    'scan-results': [],
    namespaces: children.map((name) => toNamespace(name, now)),
  }

  for (const [index, repository] of tenant.repositories.entries()) {
    if (repository.knownTo === 'host') continue
    for (const namespace of namespacesOf(repository, root)) {
      const parts = buildProject(repository, namespace, lastScan(repository, now))
      places.set(parts.project.uuid, parts.main)
      objects.projects.push(parts.project)
      if (parts.repository) objects.repositories.push(parts.repository)
      for (const { place, findings } of refsOf(parts.main, [...findingsOf(tenant, index)])) addRef(objects, place, findings)
    }
  }
  return { children, places, collections: toCollections(objects) }
}

type Objects = Readonly<Record<Exclude<ResourceName, 'api-keys'>, EndorObject[]>>

function toCollections(objects: Objects): Estate['collections'] {
  return {
    projects: createMemoryCollection(objects.projects, (project) => project.uuid),
    repositories: createMemoryCollection(objects.repositories, byParent),
    'repository-versions': createMemoryCollection(objects['repository-versions'], byParent),
    'package-versions': createMemoryCollection(objects['package-versions'], byProject),
    findings: createMemoryCollection(objects.findings, byProject),
    'finding-logs': createMemoryCollection(objects['finding-logs'], byParent),
    'scan-results': createMemoryCollection(objects['scan-results'], byParent),
    namespaces: createMemoryCollection(objects.namespaces, byParent),
    'api-keys': createMemoryCollection([], byParent),
  }
}

/** The default branch with everything, other branches with most of it, and a pull request with the newest two. */
function* refsOf(
  main: Place,
  findings: readonly TenantFinding[],
): Generator<{ place: Place; findings: readonly TenantFinding[] }> {
  yield { place: main, findings }
  for (const branch of main.repository.branches) {
    const most = findings.filter((_, position) => position % 3 !== 2)
    yield { place: { ...main, ref: branch, context: refContext(branch) }, findings: most }
    const run = uuidOf('ci-run', main.project.uuid, branch)
    yield { place: { ...main, ref: `refs/pull/1/merge`, context: pullRequestContext(run) }, findings: findings.slice(-2) }
  }
}

function addRef(objects: Objects, place: Place, findings: readonly TenantFinding[]): void {
  objects['repository-versions'].push(toRepositoryVersion(place))
  const roots = new Map<string, EndorObject>()
  for (const finding of findings) {
    const root = rootOf(place, finding)
    if (root && !roots.has(root.uuid)) roots.set(root.uuid, toPackageVersion(place, root))
    const object = toFinding(place, finding)
    objects.findings.push(object)
    objects['finding-logs'].push(toFindingLog(place, object, 'CREATE', String(object.meta['create_time'])))
  }
  objects['package-versions'].push(...roots.values())
  const uuids = findings.map((finding) => findingUuid(place, finding))
  const outcome = { status: 'SUCCESS', exitCode: 'SUCCESS', findings: uuids, deleted: [] } as const
  objects['scan-results'].push(toScanResult(place, outcome, place.scannedAt, uuidOf('scan-result', ...idsOf(place))))
}

function idsOf(place: Place): readonly string[] {
  return [place.project.uuid, place.context.type, place.context.id, 'first']
}

export function toNamespace(fullName: string, now: Date): EndorObject {
  const parent = fullName.slice(0, fullName.lastIndexOf('.'))
  const created = '2018-01-01T08:00:00.000Z'
  return {
    uuid: uuidOf('namespace', fullName),
    tenant_meta: { namespace: parent },
    meta: metaOf({
      kind: 'Namespace',
      name: fullName.slice(parent.length + 1),
      namespace: parent,
      created,
      updated: new Date(Math.min(now.getTime(), Date.parse(created))).toISOString(),
    }),
    spec: { full_name: fullName, managed: false },
  }
}

/** What changes between two scans of a project's default branch. */
export interface RescanChanges {
  /** Uuids of findings the scan no longer sees. */
  readonly fixed?: readonly string[]
  readonly added?: readonly TenantFinding[]
  /** Fields of `spec` that come out differently, by finding uuid. */
  readonly changed?: Readonly<Record<string, JsonObject>>
  /** A failed scan changes nothing but the list of scan results. Default `success`. */
  readonly outcome?: 'success' | 'partial' | 'failure'
  /** Without the prefix `ENDORCTL_RC_`. */
  readonly exitCode?: string
}
