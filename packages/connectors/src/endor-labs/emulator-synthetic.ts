import type { JsonObject, SyntheticTenant } from '@patchbay/sdk/testing'
import { type Collection, createGeneratedCollection, createMemoryCollection, generatedUuid } from './emulator-collection.ts'
import { byParent, byProject, childNamespaces, type Estate, lastScan, namespacesOf, toNamespace } from './emulator-estate.ts'
import { toFinding } from './emulator-finding.ts'
import type { EndorObject } from './emulator-object.ts'
import { type Place, rootOf } from './emulator-place.ts'
import { buildProject, toPackageVersion, toRepositoryVersion } from './emulator-project.ts'
import { specOf, toFindingLog, toScanResult } from './emulator-scan.ts'

const findingMark = 'f1'
const logMark = 'f2'

/**
 * The service's view of a synthetic tenant. Projects are few and held in memory; findings and log lines are made when a page
 * asks for them. Each round of changes counts as one scan of every project.
 */
export function buildSyntheticEstate(tenant: SyntheticTenant, root: string, now: Date): Estate {
  const places = tenant.repositories.map((repository) => {
    const [namespace = root] = namespacesOf(repository, root)
    return buildProject(repository, namespace, lastScan(repository, now))
  })
  const indexes = new Map(places.map(({ project }, index) => [project.uuid, index]))
  const span = (project: string) => {
    const index = indexes.get(project)
    return index === undefined ? undefined : tenant.span(index)
  }

  let current: { readonly rounds: number; readonly places: readonly Place[] } = { rounds: -1, places: [] }

  /** The places as of the newest scan. */
  function everyPlace(): readonly Place[] {
    if (current.rounds !== tenant.rounds.length) {
      const scannedAt = tenant.rounds.at(-1)?.moment
      const moved = places.map(({ main }) => (scannedAt === undefined ? main : { ...main, scannedAt }))
      current = { rounds: tenant.rounds.length, places: moved }
    }
    return current.places
  }

  function placeOf(position: number): Place {
    const place = everyPlace()[indexAt(starts, position)]
    if (!place) throw new RangeError(`There is no finding ${position}.`)
    return place
  }

  const starts = places.map((_, index) => tenant.span(index).start)
  function findingAt(position: number): EndorObject {
    return toFinding(placeOf(position), tenant.at(position), generatedUuid(findingMark, position))
  }

  const findings = createGeneratedCollection({ size: tenant.size, mark: findingMark, span, at: findingAt })
  const logs = createGeneratedCollection({
    size: tenant.size,
    mark: logMark,
    span,
    at: (position) => {
      const finding = findingAt(position)
      const created = String(finding.meta['create_time'])
      const log = toFindingLog(placeOf(position), finding, 'CREATE', created)
      return { ...log, uuid: generatedUuid(logMark, position) }
    },
  })
  const perRound = (build: () => Collection) => refreshed(() => tenant.rounds.length, build)
  const children = childNamespaces(tenant, root)
  const inventory = (place: Place) => buildProject(place.repository, place.namespace, place.scannedAt, place.project.uuid)

  return {
    children,
    places: new Map(places.map(({ main, project }) => [project.uuid, main])),
    collections: {
      findings,
      'finding-logs': logs,
      projects: perRound(() =>
        createMemoryCollection(
          everyPlace().map((place) => inventory(place).project),
          (row) => row.uuid,
        ),
      ),
      repositories: perRound(() =>
        createMemoryCollection(
          everyPlace().flatMap((place) => inventory(place).repository ?? []),
          byParent,
        ),
      ),
      'repository-versions': perRound(() => createMemoryCollection(everyPlace().map(toRepositoryVersion), byParent)),
      'package-versions': perRound(() => createMemoryCollection(packageVersions(tenant, everyPlace()), byProject)),
      'scan-results': perRound(() => createMemoryCollection(scanResults(tenant, everyPlace()), byParent)),
      namespaces: createMemoryCollection(
        children.map((name) => toNamespace(name, now)),
        byParent,
      ),
      'api-keys': createMemoryCollection([], byParent),
    },
  }
}

/** Index of the project a position falls into. */
function indexAt(starts: readonly number[], position: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((starts[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low
}

/** A collection that is built again whenever the version moves. */
function refreshed(version: () => number, build: () => Collection): Collection {
  let built = -1
  let collection = createMemoryCollection([], byParent)
  const current = () => {
    if (built !== version()) {
      built = version()
      collection = build()
    }
    return collection
  }
  return {
    scan: (from) => current().scan(from),
    get: (uuid) => current().get(uuid),
    put: (object) => current().put(object),
    remove: (uuid) => current().remove(uuid),
  }
}

/** Neighbouring findings cover every package manager; each lap through the problems has manifests of its own. */
const neighbours = 4

function* packageVersions(tenant: SyntheticTenant, places: readonly Place[]): Generator<EndorObject> {
  for (const [index, place] of places.entries()) {
    const { start, end } = tenant.span(index)
    for (let lap = start; lap < end; lap += tenant.lap) {
      for (let position = lap; position < Math.min(end, lap + neighbours); position += 1) {
        const root = rootOf(place, tenant.at(position))
        if (root) yield toPackageVersion(place, root)
      }
    }
  }
}

function* scanResults(tenant: SyntheticTenant, places: readonly Place[]): Generator<EndorObject> {
  const moments = tenant.rounds.map((round) => round.moment)
  for (const [index, place] of places.entries()) {
    for (const moment of [lastScanOf(place, moments), ...moments]) yield scanResult(tenant, place, index, moment)
  }
}

/** The first scan came before every round. */
function lastScanOf(place: Place, moments: readonly string[]): string {
  const [first] = moments
  return first === undefined ? place.scannedAt : new Date(Date.parse(first) - 86_400_000).toISOString()
}

/** Lists its findings only when somebody reads that field. */
function scanResult(tenant: SyntheticTenant, place: Place, index: number, moment: string): EndorObject {
  const result = toScanResult(place, { status: 'SUCCESS', exitCode: 'SUCCESS', findings: [], deleted: [] }, moment)
  const spec: JsonObject = Object.defineProperty({ ...specOf(result) }, 'findings', {
    enumerable: true,
    get: () => {
      const { start, end } = tenant.span(index)
      return Array.from({ length: end - start }, (_, offset) => generatedUuid(findingMark, start + offset))
    },
  })
  return { ...result, spec }
}
