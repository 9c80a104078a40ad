import type { JsonObject, JsonValue, TenantAdvisory, TenantFinding } from '@patchbay/sdk/testing'
import { uuidOf } from './emulator-object.ts'
import { dependencyName, ecosystemOf } from './emulator-package.ts'
import type { Place } from './emulator-place.ts'

const nothing = {
  vulnerability: null,
  cvss_version: 'CVSS_VERSION_UNSPECIFIED',
  malware: null,
  custom: null,
  ai_sast_data: null,
  source_policy_info: null,
  container_data: null,
  security_review_data: null,
  dependency_package_version_metadata: null,
  root_package_version_metadata: null,
} satisfies JsonObject

/** `spec.finding_metadata`: what is known beyond the common fields, in the block of its kind. */
export function findingMetadata(place: Place, finding: TenantFinding): JsonObject {
  if (finding.kind === 'code' || finding.kind === 'infrastructure') return { ...nothing, ...ruleBlocks(finding) }
  if (finding.kind === 'secret') return { ...nothing, source_policy_info: secretPolicy(place, finding) }
  if (finding.kind === 'license') return { ...nothing, dependency_package_version_metadata: licenseMetadata(finding) }
  if (finding.kind === 'malware') return { ...nothing, malware: malwareBlock(finding) }
  return {
    ...nothing,
    vulnerability: vulnerabilityBlock(finding),
    cvss_version: `CVSS_VERSION_${isVersion4(finding.advisory) ? 'V4' : 'V3'}`,
    container_data: finding.image ? containerData(finding.image) : null,
  }
}

function containerData({ base, digest }: NonNullable<TenantFinding['image']>): JsonObject {
  return {
    base_image: base === undefined ? null : { name: base.reference, digest: null },
    has_base_layer: base?.brings ?? false,
    layer_digests: digest === null ? [] : [digest],
  }
}

function vulnerabilityBlock({ advisory, title, severity, cwe, package: dependency }: TenantFinding): JsonObject | null {
  if (advisory === null || dependency === null) return null
  return {
    uuid: uuidOf('vulnerability', advisory.id),
    tenant_meta: { namespace: 'oss' },
    meta: { name: advisory.id, kind: 'Vulnerability', description: title },
    spec: {
      aliases: [...advisory.aliases],
      summary: title,
      published: advisory.published,
      modified: advisory.modified,
      withdrawn: null,
      references: references(advisory),
      related: [],
      ...ratings(advisory, severity),
      epss_score: advisory.epss ? { probability_score: advisory.epss.score, percentile_score: advisory.epss.percentile } : null,
      affected: [
        {
          package: {
            ecosystem: ecosystemOf(dependency.ecosystem),
            name: dependencyName(dependency),
            purl: dependency.purl.replace(/@[^@/]+$/, ''),
          },
          ranges: affectedRanges(advisory.affectedRange),
          versions: singleVersions(advisory.affectedRange),
          fix_commits: [],
          has_been_fixed: advisory.fixedVersions.length > 0,
          source: 'SOURCE_OSV',
        },
      ],
      database_specific: { cwe_ids: [...cwe], severity: severity.toUpperCase() },
      disputed: false,
      malicious: false,
      deepdive: false,
      raw: rawRecords(advisory),
    },
  }
}

function isVersion4(advisory: TenantAdvisory | null): boolean {
  return advisory?.cvssVector?.startsWith('CVSS:4') ?? false
}

function ratings(advisory: TenantAdvisory, severity: string): JsonObject {
  const level = severity === 'unknown' || severity === 'info' ? 'UNSPECIFIED' : severity.toUpperCase()
  const { cvssVector: vector, cvssScore: score } = advisory
  if (isVersion4(advisory)) {
    return { cvss_v3_severity: null, cvss_v4_severity: { base_level: `V4_LEVEL_${level}`, base_score: score, vector } }
  }
  if (vector === null && score === null) return { cvss_v3_severity: null, cvss_v4_severity: null }
  return { cvss_v3_severity: { level: `LEVEL_${level}`, score, vector }, cvss_v4_severity: null }
}

function references(advisory: TenantAdvisory): JsonValue[] {
  return [advisory.id, ...advisory.aliases].flatMap((id) => {
    if (id.startsWith('CVE-')) return [{ type: 'REFERENCE_TYPE_ADVISORY', url: `https://nvd.nist.gov/vuln/detail/${id}` }]
    if (id.startsWith('GHSA-')) return [{ type: 'REFERENCE_TYPE_WEB', url: `https://github.com/advisories/${id}` }]
    return []
  })
}

function alternatives(range: string | null): readonly (readonly string[])[] {
  return range === null ? [] : range.split('||').map((alternative) => alternative.trim().split(/\s+/))
}

/** `=1.2.3` names one version and is no range. */
function singleVersions(range: string | null): string[] {
  return alternatives(range).flatMap((comparators) =>
    comparators.filter((comparator) => comparator.startsWith('=')).map((comparator) => comparator.replace(/^=+/, '')),
  )
}

function affectedRanges(range: string | null): JsonValue[] {
  return alternatives(range).flatMap((comparators) => {
    if (comparators.every((comparator) => comparator.startsWith('='))) return []
    const after = (symbol: string) =>
      comparators.find((comparator) => comparator.startsWith(symbol) && /\d|[a-z]/i.test(comparator[symbol.length] ?? ''))
    const introduced = after('>=') ?? after('>')
    return {
      type: 'RANGE_TYPE_ECOSYSTEM',
      introduced: introduced?.replace(/^[>=]+/, '') ?? '0',
      fixed: after('<')?.slice(1) ?? null,
      last_affected: after('<=')?.slice(2) ?? null,
      repo: null,
    }
  })
}

function rawRecords(advisory: TenantAdvisory): JsonObject {
  return {
    kev_record: advisory.kev
      ? { cve_id: advisory.cve, date_added: null, due_date: null, known_ransomware_campaign_use: 'Unknown' }
      : null,
    epss_record: advisory.epss
      ? { cve_id: advisory.cve, probability: advisory.epss.score, percentile: advisory.epss.percentile }
      : null,
    endor_vulnerability: null,
    nvd_vulnerability: null,
    osv_vulnerability: null,
  }
}

function malwareBlock({ advisory, title, cwe, package: dependency }: TenantFinding): JsonObject | null {
  if (advisory === null || dependency === null) return null
  return {
    uuid: uuidOf('malware', advisory.id),
    tenant_meta: { namespace: 'oss' },
    meta: { name: advisory.id, kind: 'Malware', description: title },
    spec: {
      package_name: dependencyName(dependency),
      ecosystem: ecosystemOf(dependency.ecosystem),
      aliases: [...advisory.aliases],
      summary: title,
      reasons: [],
      references: references(advisory),
      source: 'MALWARE_SOURCE_OSV',
      purl: dependency.purl,
      cwe_id: cwe[0] ?? 'CWE-506',
      version: { osv_id: advisory.id, version: dependency.version },
      malware_detected_on: advisory.published,
      advisory_published: advisory.published,
      contested: false,
      iocs: [],
    },
  }
}

function ruleBlocks({ rule, location, cwe, title, key }: TenantFinding): JsonObject {
  if (rule === null || location === null) return {}
  return {
    custom: {
      cwes: [...cwe],
      languages: [languageOf(location.path)],
      location: `${location.path}:${location.startLine}`,
      path: location.path,
      start: { line: location.startLine, col: 1 },
      end: { line: location.endLine, col: 1 },
      code_snippet: location.snippet,
      message: title,
      explanation: `${title}. Review the flow of untrusted data into this call.`,
      sast_rule_id: rule.id,
      rule_uuid: uuidOf('rule', rule.id),
    },
    source_policy_info: {
      uuid: uuidOf('policy', rule.id),
      name: rule.name ?? rule.id,
      finding_name: title,
      description: null,
      tags: [],
      results: [{ fields: { File: location.path, Line: String(location.startLine), Fingerprint: uuidOf('fingerprint', key) } }],
      total_num_results: 1,
    },
  }
}

const languages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescript',
  js: 'javascript',
  py: 'python',
  java: 'java',
  go: 'go',
  rb: 'ruby',
  cs: 'csharp',
  tf: 'terraform',
}

function languageOf(path: string): string {
  return languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'generic'
}

function secretPolicy(place: Place, { rule, location, title }: TenantFinding): JsonObject | null {
  if (rule === null || location === null) return null
  const secretLocation = `${place.webUrl ?? place.scannedName}/blob/${place.repository.commit}/${location.path}#L${location.startLine}`
  return {
    uuid: uuidOf('policy', rule.id),
    name: rule.name ?? rule.id,
    finding_name: title,
    description: null,
    tags: ['secrets'],
    results: [{ fields: { 'Secret Location': secretLocation, 'Secret Type': rule.name ?? rule.id } }],
    total_num_results: 1,
  }
}

function licenseMetadata({ rule, package: dependency }: TenantFinding): JsonObject | null {
  if (rule === null || dependency === null) return null
  return { name: dependencyName(dependency), licenses: [{ name: rule.id, type: 'LICENSE_TYPE_RESTRICTED' }] }
}
