import { type JsonObject, nextFixedVersion, type TenantFinding } from '@patchbay/sdk/testing'
import { findingMetadata } from './emulator-metadata.ts'
import { type EndorObject, metaOf, nanoseconds, uuidOf } from './emulator-object.ts'
import { dependencyName, ecosystemOf, packageVersionName } from './emulator-package.ts'
import { dependencyUuid, findingUuid, type Place, type Root, repositoryVersionUuid, rootOf } from './emulator-place.ts'

/** One finding as the service stores it: of one root package, one dependency and one problem, in one context. */
export function toFinding(place: Place, finding: TenantFinding, uuid = findingUuid(place, finding)): EndorObject {
  const root = rootOf(place, finding)
  const fixed = fixedVersion(finding)
  const tags = findingTags(finding, fixed)
  return {
    uuid,
    tenant_meta: { namespace: place.namespace },
    context: place.context,
    meta: metaOf({
      kind: 'Finding',
      name: findingType(finding),
      namespace: place.namespace,
      description: finding.advisory ? `${finding.advisory.id}: ${finding.title}` : finding.title,
      created: finding.detectedAt ?? place.scannedAt,
      updated: place.scannedAt,
      parent: root
        ? { kind: 'PackageVersion', uuid: root.uuid }
        : { kind: 'RepositoryVersion', uuid: repositoryVersionUuid(place) },
      indexed: tags.map((tag) => `spec.finding_tags=${tag}`),
    }),
    spec: {
      project_uuid: place.project.uuid,
      level: level(finding),
      finding_categories: categories(finding),
      finding_tags: tags,
      ecosystem: ecosystemOf(finding.package?.ecosystem ?? ''),
      method: `SYSTEM_EVALUATION_METHOD_DEFINITION_${methods[finding.kind]}`,
      explanation: `<p>${finding.title}. Severity as graded by the service: ${finding.severity}.</p>`,
      ...(root ? dependencyFields(root, finding, fixed) : ownCodeFields(finding)),
      ...locationFields(place, root, finding),
      ...decisionFields(finding, place.scannedAt),
      source_code_version: { ref: place.ref, sha: place.repository.commit, metadata: {} },
      approximation: false,
      call_graph_analysis_type: `CALL_GRAPH_ANALYSIS_TYPE_${finding.reachability === 'unknown' ? 'UNSPECIFIED' : 'FULL'}`,
      reachable_paths: [],
      code_owners: null,
      actions: { policy_uuids: [] },
      fixing_patch: { endor_patch_available: false },
      fixing_upgrades: { upgrade_list: [] },
      last_processed: nanoseconds(place.scannedAt),
      finding_metadata: findingMetadata(place, finding),
    },
  }
}

const methods = {
  dependency: 'VULNERABILITIES',
  container: 'VULNERABILITIES',
  malware: 'MALWARE',
  license: 'CONDITIONS',
  code: 'POLICIES',
  secret: 'POLICIES',
  infrastructure: 'POLICIES',
} as const

function level({ severity }: TenantFinding): string {
  if (severity === 'unknown') return 'FINDING_LEVEL_UNSPECIFIED'
  return `FINDING_LEVEL_${severity === 'info' ? 'LOW' : severity.toUpperCase()}`
}

const kindCategories: Readonly<Record<TenantFinding['kind'], readonly string[]>> = {
  dependency: ['SECURITY', 'VULNERABILITY', 'SCA'],
  container: ['SECURITY', 'VULNERABILITY', 'CONTAINER'],
  malware: ['SECURITY', 'SUPPLY_CHAIN', 'MALWARE'],
  license: ['OPERATIONAL', 'LICENSE_RISK'],
  code: ['SECURITY', 'SAST'],
  secret: ['SECURITY', 'SECRETS'],
  infrastructure: ['SECURITY', 'CICD'],
}

function categories({ kind }: TenantFinding): string[] {
  return kindCategories[kind].map((category) => `FINDING_CATEGORY_${category}`)
}

function findingType({ kind, severity }: TenantFinding): string {
  if (kind === 'malware') return 'dependency_with_malicious_package'
  if (kind === 'license') return 'bad_license'
  if (kind !== 'dependency' && kind !== 'container') return 'policy_finding'
  const grade = severity === 'unknown' || severity === 'info' ? 'low' : severity
  return grade === 'critical' ? 'dependency_with_critical_vulnerabilities' : `dependency_with_${grade}_severity_vulnerabilities`
}

const reachabilityTags: Readonly<Record<TenantFinding['reachability'], readonly string[]>> = {
  'reachable-function': ['REACHABLE_FUNCTION', 'REACHABLE_DEPENDENCY'],
  'reachable-dependency': ['POTENTIALLY_REACHABLE_DEPENDENCY', 'REACHABLE_DEPENDENCY'],
  'potentially-reachable': ['POTENTIALLY_REACHABLE_FUNCTION', 'REACHABLE_DEPENDENCY'],
  unreachable: ['UNREACHABLE_FUNCTION', 'UNREACHABLE_DEPENDENCY'],
  unknown: [],
}

function fixedVersion({ package: dependency, advisory }: TenantFinding): string | null {
  return dependency && advisory ? nextFixedVersion(dependency.version, advisory.fixedVersions) : null
}

function findingTags(finding: TenantFinding, fixed: string | null): string[] {
  const tags: string[] = []
  const { package: dependency, advisory } = finding
  if (dependency) {
    if (dependency.direct !== null) tags.push(dependency.direct ? 'DIRECT' : 'TRANSITIVE')
    tags.push(dependency.scope === 'dev' ? 'TEST' : 'NORMAL')
    tags.push(...reachabilityTags[finding.reachability])
  } else {
    tags.push('SELF', 'POLICY')
  }
  if (dependency && advisory) tags.push(fixed === null ? 'UNFIXABLE' : 'FIX_AVAILABLE')
  if (advisory?.kev) tags.push('EXPLOITED')
  if (finding.kind === 'malware') tags.push('MALWARE')
  if (finding.kind === 'secret') tags.push('VALID_SECRET')
  if (finding.triage) tags.push(isSnooze(finding) ? 'SNOOZED' : 'EXCEPTION')
  return tags.map((tag) => `FINDING_TAGS_${tag}`)
}

function isSnooze({ triage }: TenantFinding): boolean {
  return triage?.reason === 'snoozed'
}

function dependencyFields(root: Root, finding: TenantFinding, fixed: string | null): JsonObject {
  const { package: dependency, advisory, rule } = finding
  if (dependency === null) return {}
  const name = dependencyName(dependency)
  const current = `${name}@${dependency.version}`
  const parent = root.name.replace(/^[^:]+:\/\//, '')
  const relation = dependency.direct === false ? 'transitive' : 'direct'
  const relationship = `${current} is a ${relation} dependency of ${parent}.`
  return {
    summary: advisory
      ? `${current} has a ${finding.severity} vulnerability identified by ${advisory.id}: ${finding.title}. ${
          fixed ? `This vulnerability was fixed in version ${fixed}.` : 'There is no known fix.'
        } ${relationship}`
      : `${current} is distributed under ${rule?.id ?? 'an unknown licence'}. ${relationship}`,
    remediation: fixed
      ? `Update ${parent} to use ${name} version ${fixed} (current: ${dependency.version}, latest: ${fixed}).`
      : 'No patch upgrades available to fix the issue.',
    remediation_action: `FINDING_REMEDIATION_${fixed ? 'UPGRADE' : 'REVIEW'}`,
    proposed_version: fixed,
    latest_version: fixed,
    relationship,
    target_uuid: dependencyUuid(root, finding),
    target_dependency_name: name,
    target_dependency_version: dependency.version,
    target_dependency_package_name: packageVersionName(dependency),
    target_dependency_native_scope: null,
    extra_key: advisory?.id ?? rule?.id ?? '',
    dependency_file_paths: root.manifest === null ? [] : [root.manifest],
  }
}

function ownCodeFields(finding: TenantFinding): JsonObject {
  const { rule, location } = finding
  const place = location ? `${location.path}:${location.startLine}` : ''
  return {
    summary: `${finding.title} in ${place}.`,
    remediation: 'Review the finding and change the code.',
    remediation_action: 'FINDING_REMEDIATION_REVIEW',
    proposed_version: null,
    latest_version: null,
    relationship: null,
    target_uuid: uuidOf('target', finding.key),
    target_dependency_name: null,
    target_dependency_version: null,
    target_dependency_package_name: null,
    target_dependency_native_scope: null,
    extra_key: `${rule?.id ?? ''}:${place}`,
    dependency_file_paths: location ? [location.path] : [],
  }
}

function locationFields(place: Place, root: Root | null, { location }: TenantFinding): JsonObject {
  const path = location?.path ?? root?.manifest
  if (place.webUrl === null || !path) return { location_urls: {} }
  const anchor = location ? `#L${location.startLine}` : ''
  return { location_urls: { [path]: `${place.webUrl}/blob/${place.ref}/${path}${anchor}` } }
}

function decisionFields(finding: TenantFinding, moment: string): JsonObject {
  if (finding.triage === null) {
    return { exceptions: { policy_uuids: [], tags: [] }, dismiss: false, snooze: null, ignore: null }
  }
  if (isSnooze(finding)) {
    const snooze = {
      reason: 'EXCEPTION_REASON_RISK_ACCEPTED',
      comments: 'Accepted until the next quarter.',
      expiration_time: null,
      expire_if_fix_available: true,
      update_time: moment,
      updated_by: 'security@acme.test',
    }
    return { exceptions: { policy_uuids: [], tags: [] }, dismiss: true, snooze, ignore: null }
  }
  const policy = uuidOf('exception-policy', finding.triage.reason)
  return { exceptions: { policy_uuids: [policy], tags: [finding.triage.reason] }, dismiss: true, snooze: null, ignore: null }
}
