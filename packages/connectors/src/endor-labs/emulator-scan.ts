import type { JsonObject } from '@patchbay/sdk/testing'
import { type EndorObject, metaOf, nanoseconds, uuidOf } from './emulator-object.ts'
import type { Place } from './emulator-place.ts'

type Fields = { readonly [field: string]: JsonObject[string] }

/** The ledger's line for a finding that came or went. */
export function toFindingLog(place: Place, finding: EndorObject, event: 'CREATE' | 'DELETE', moment: string): EndorObject {
  const spec = specOf(finding)
  const introduced = String(finding.meta['create_time'])
  const days = Math.max(0, Math.floor((Date.parse(moment) - Date.parse(introduced)) / 86_400_000))
  return {
    uuid: uuidOf('finding-log', event, finding.uuid, event === 'DELETE' ? moment : ''),
    tenant_meta: { namespace: place.namespace },
    context: place.context,
    meta: metaOf({
      kind: 'FindingLog',
      name: String(finding.meta['name']),
      namespace: place.namespace,
      description: String(finding.meta['description']),
      created: moment,
      updated: moment,
      parent: { kind: 'Project', uuid: place.project.uuid },
    }),
    spec: {
      finding_uuid: finding.uuid,
      finding_parent_kind: finding.meta['parent_kind'],
      finding_parent_uuid: finding.meta['parent_uuid'],
      finding_parent_name: place.scannedName,
      operation: `OPERATION_${event}`,
      introduced_at: introduced,
      resolved_at: event === 'DELETE' ? moment : null,
      days_unresolved: event === 'DELETE' ? String(days) : null,
      level: spec['level'],
      method: spec['method'],
      finding_categories: spec['finding_categories'],
      finding_tags: spec['finding_tags'],
      ecosystem: spec['ecosystem'],
      target_dependency_package_name: spec['target_dependency_package_name'],
      target_uuid: spec['target_uuid'],
      location: spec['dependency_file_paths'],
      snooze: spec['snooze'],
      approximation: false,
    },
  }
}

/** What a scan did. */
export interface ScanOutcome {
  readonly status: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILURE'
  /** Without the prefix `ENDORCTL_RC_`. */
  readonly exitCode: string
  readonly findings: readonly string[]
  readonly deleted: readonly EndorObject[]
}

export function toScanResult(place: Place, outcome: ScanOutcome, moment: string, uuid?: string): EndorObject {
  const started = new Date(Date.parse(moment) - 90_000).toISOString()
  return {
    uuid: uuid ?? uuidOf('scan-result', place.project.uuid, moment),
    tenant_meta: { namespace: place.namespace },
    context: place.context,
    meta: metaOf({
      kind: 'ScanResult',
      name: `scan-${moment}`,
      namespace: place.namespace,
      created: moment,
      updated: moment,
      parent: { kind: 'Project', uuid: place.project.uuid },
    }),
    spec: {
      status: `STATUS_${outcome.status}`,
      type: 'TYPE_ALL_SCANS',
      start_time: started,
      end_time: nanoseconds(moment),
      refs: [place.ref],
      versions: [{ ref: place.ref, sha: place.repository.commit, metadata: {} }],
      components_executed: ['SCAN_COMPONENT_SCA', 'SCAN_COMPONENT_SAST', 'SCAN_COMPONENT_SECRETS'],
      findings: [...outcome.findings],
      blocking_findings: [],
      warning_findings: [],
      deleted_findings: Object.fromEntries(outcome.deleted.map((finding) => [finding.uuid, deletedFinding(finding)])),
      exit_code: `ENDORCTL_RC_${outcome.exitCode}`,
      logs: [],
      policies_triggered: [],
      environment: { config: { RunBySystem: true }, endorctl_version: 'v1.6.322', os: 'linux', arch: 'amd64' },
      languages_detected: [],
      stats: null,
      runtimes: null,
      ecosystem_pkg_counts: null,
      ecosystem_dep_counts: null,
      has_panic: false,
      provisioning_result: null,
    },
  }
}

function deletedFinding(finding: EndorObject): JsonObject {
  const spec = specOf(finding)
  return {
    uuid: finding.uuid,
    name: finding.meta['name'],
    description: finding.meta['description'],
    level: spec['level'],
    categories: spec['finding_categories'],
    tags: spec['finding_tags'],
    create_time: finding.meta['create_time'],
    target_dependency_package_name: spec['target_dependency_package_name'],
    approximation: false,
  }
}

export function specOf(object: EndorObject): Fields {
  const spec = object['spec']
  return typeof spec === 'object' && spec !== null && !Array.isArray(spec) ? spec : {}
}

/** The object as the next scan leaves it: times of writing move, everything else stays. */
export function touched(object: EndorObject, moment: string, changes: JsonObject = {}): EndorObject {
  const time = nanoseconds(moment)
  return {
    ...object,
    meta: { ...object.meta, update_time: time, upsert_time: time },
    spec: { ...specOf(object), last_processed: time, ...changes },
  }
}
