import { findingsOf, type JsonObject, type Tenant } from '@patchbay/sdk/testing'
import type { Estate, RescanChanges } from './emulator-estate.ts'
import { toFinding } from './emulator-finding.ts'
import { type EndorObject, nanoseconds } from './emulator-object.ts'
import { findingUuid, type Place, repositoryVersionUuid, rootOf } from './emulator-place.ts'
import { toPackageVersion } from './emulator-project.ts'
import { specOf, toFindingLog, toScanResult, touched } from './emulator-scan.ts'

/**
 * Scans a project's default branch again: every finding still seen gets new times of writing and keeps uuid and detection time,
 * fixed ones are deleted and leave a log line, new ones appear. Returns the uuid of the scan result.
 */
export function rescan(estate: Estate, project: string, changes: RescanChanges, now: Date): string {
  const place = estate.places.get(project)
  if (!place) throw new RangeError(`There is no project "${project}".`)
  const moment = now.toISOString()
  const outcome = changes.outcome ?? 'success'
  if (outcome === 'failure') return writeResult(estate, place, moment, changes, { kept: [], deleted: [] })

  const deleted = removeFixed(estate, place, changes.fixed ?? [], moment)
  for (const finding of mainFindings(estate, project)) {
    estate.collections.findings.put(touched(finding, moment, changes.changed?.[finding.uuid]))
  }
  addNew(estate, { ...place, scannedAt: moment }, changes)
  touchInventory(estate, place, moment)
  const kept = mainFindings(estate, project).map((finding) => finding.uuid)
  return writeResult(estate, place, moment, changes, { kept, deleted })
}

/** Scans again whatever has findings that are fixed, by the tenant's keys; what no scan has seen is left alone. */
export function rescanFixed(estate: Estate, tenant: Tenant, keys: ReadonlySet<string>, now: Date): void {
  for (const place of estate.places.values()) {
    const index = tenant.repositories.findIndex(({ id }) => id === place.repository.id)
    const fixed = [...findingsOf(tenant, index)]
      .filter(({ key }) => keys.has(key))
      .map((finding) => findingUuid(place, finding))
      .filter((uuid) => estate.collections.findings.get(uuid) !== undefined)
    if (fixed.length > 0) rescan(estate, place.project.uuid, { fixed }, now)
  }
}

function mainFindings(estate: Estate, project: string): readonly EndorObject[] {
  return [...estate.collections.findings.scan({ owner: project })].filter((finding) => {
    const context = finding['context']
    return typeof context === 'object' && context !== null && !Array.isArray(context) && context['type'] === 'CONTEXT_TYPE_MAIN'
  })
}

function removeFixed(estate: Estate, place: Place, fixed: readonly string[], moment: string): readonly EndorObject[] {
  return fixed.map((uuid) => {
    const finding = estate.collections.findings.get(uuid)
    if (!finding || specOf(finding)['project_uuid'] !== place.project.uuid) {
      throw new RangeError(`Project "${place.project.uuid}" has no finding "${uuid}".`)
    }
    estate.collections.findings.remove(uuid)
    estate.collections['finding-logs'].put(toFindingLog(place, finding, 'DELETE', moment))
    return finding
  })
}

function addNew(estate: Estate, place: Place, changes: RescanChanges): void {
  for (const finding of changes.added ?? []) {
    const root = rootOf(place, finding)
    if (root && !estate.collections['package-versions'].get(root.uuid)) {
      estate.collections['package-versions'].put(toPackageVersion(place, root))
    }
    const object = toFinding(place, { ...finding, detectedAt: place.scannedAt })
    estate.collections.findings.put(object)
    estate.collections['finding-logs'].put(toFindingLog(place, object, 'CREATE', place.scannedAt))
  }
}

function touchInventory(estate: Estate, place: Place, moment: string): void {
  const project = estate.collections.projects.get(place.project.uuid)
  if (project) {
    const status: JsonObject = { ...objectOf(project['processing_status']), scan_time: nanoseconds(moment) }
    estate.collections.projects.put({ ...withTimes(project, moment), processing_status: status })
  }
  const version = estate.collections['repository-versions'].get(repositoryVersionUuid(place))
  if (version) {
    const scan: JsonObject = { ...objectOf(version['scan_object']), scan_time: nanoseconds(moment) }
    estate.collections['repository-versions'].put({ ...withTimes(version, moment), scan_object: scan })
  }
}

function withTimes(object: EndorObject, moment: string): EndorObject {
  const time = nanoseconds(moment)
  return { ...object, meta: { ...object.meta, update_time: time, upsert_time: time } }
}

function objectOf(value: JsonObject[string]): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function writeResult(
  estate: Estate,
  place: Place,
  moment: string,
  changes: RescanChanges,
  seen: { readonly kept: readonly string[]; readonly deleted: readonly EndorObject[] },
): string {
  const status = ({ success: 'SUCCESS', partial: 'PARTIAL_SUCCESS', failure: 'FAILURE' } as const)[changes.outcome ?? 'success']
  const exitCode = changes.exitCode ?? (status === 'FAILURE' ? 'ERROR' : 'SUCCESS')
  const result = toScanResult(place, { status, exitCode, findings: seen.kept, deleted: seen.deleted }, moment)
  estate.collections['scan-results'].put(result)
  return result.uuid
}
