import type { Held, TenantFinding, TenantRepository } from '@patchbay/sdk/testing'
import { appInfo } from './emulator-application.ts'
import type { Entry, Scan } from './emulator-book.ts'
import { applicationId, isBaseImage } from './emulator-kind.ts'
import { dependencyType, fileOf, occurrencesOf } from './emulator-occurrence.ts'
import { severities, toolSeverity, worst } from './emulator-severity.ts'
import { fixesOf, type NumberSpelling, vulnerabilitiesOf, vulnerabilityName, worstFirst } from './emulator-vulnerability.ts'

type Json = Readonly<Record<string, unknown>>

/** What an issue's fields are worked out from. */
export interface IssueSource {
  readonly entry: Entry
  readonly members: readonly Held[]
  readonly repository: TenantRepository
  readonly scan: Scan
  readonly spelling: NumberSpelling
  /** Which occurrences are wanted. */
  readonly occurrences: { readonly offset: number; readonly limit: number }
  /** A part of the service that is down for this issue: its vulnerabilities cannot be told. */
  readonly isBroken: boolean
}

/** The issue. Costly parts are functions, called only for documents that select them. */
export function toIssue(source: IssueSource): Json {
  const { entry, members, repository, scan } = source
  const findings = members.map(({ finding }) => finding).sort(worstFirst)
  const [finding] = findings
  if (!finding) return {}
  const severity = severities[entry.severity] ?? 'Info'
  const title = titleOf(findings)
  const files = [...new Set(findings.map(fileOf))]
  const fixes = findings.map(fixesOf)
  const isFixable = fixes.some(({ minor, major }) => minor !== '' || major !== '')
  return {
    issueId: entry.id,
    id: entry.id,
    scanId: scan.id,
    name: title,
    mainTitle: title,
    secondTitle: files[0] ?? '',
    description: `${finding.title}.`,
    recommendation: isFixable ? `Upgrade ${finding.package?.name ?? 'the package'}.` : 'Review the finding.',
    learnMore: [],
    ruleId: finding.rule?.id ?? null,
    policy: { ...entry.policy, detailedDescription: entry.policy.name },
    category: entry.category,
    sourceTools: ['OX'],
    severity,
    originalToolSeverity: worst(findings.map(toolSeverity)),
    originalSeverity: severities.indexOf(worst(findings.map(toolSeverity))),
    cwe: [...new Set(findings.flatMap(({ cwe }) => cwe))],
    cweList: [...new Set(findings.flatMap(({ cwe }) => cwe))].map((name) => ({ name, description: null, url: cweUrl(name) })),
    app: appInfo(repository),
    appName: repository.fullName,
    originBranchName: repository.defaultBranch,
    occurrences: new Set(findings.map(fileOf)).size,
    aggregations: () => aggregations(source),
    isFixAvailable: isFixable,
    scaFixType: fixType(fixes, isFixable),
    scaTriggerPkg: finding.package?.direct ? finding.package.name : null,
    scaVulnerabilities: () => vulnerabilities(source),
    sbom: finding.package ? toLibrary(repository, findings) : null,
    owners: [],
    ownerEmails: [],
    tags: [],
    issueOwners: [],
    isFalsePositive: members.every(({ triage }) => triage?.reason === 'false-positive'),
    excludedByAlert: false,
    createdAt: entry.createdAt,
    created: entry.createdAt,
    scanDate: scan.at.getTime(),
    issueUpdatedAt: Math.max(...members.map(({ updatedAt }) => Date.parse(updatedAt))),
    sla: { daysPastSLA: 0, status: 'Within' },
  }
}

function cweUrl(cwe: string): string {
  return `https://cwe.mitre.org/data/definitions/${cwe.slice(4)}.html`
}

/** Its words for packages and base images say how many vulnerabilities there are and which is the worst. */
export function titleOf(findings: readonly TenantFinding[]): string {
  const [finding] = findings
  if (!finding) return ''
  const { package: dependency, image, manifest } = finding
  if (finding.kind === 'malware') return `${dependency?.name}@${dependency?.version} is a malicious package`
  if (!finding.advisory || !dependency) return finding.title
  const count = new Set(findings.map(vulnerabilityName)).size
  const many = `${count} ${count === 1 ? 'vulnerability' : 'vulnerabilities'}`
  const score = finding.advisory.cvssScore === null ? '' : ` (CVSS:${finding.advisory.cvssScore})`
  const most = `${vulnerabilityName(finding)}${score} is the most severe vulnerability.`
  if (isBaseImage(finding)) return `${image?.name}@${image?.tag} is a base image defined in ${manifest} having ${many}. ${most}`
  return `${dependency.name}@${dependency.version} has ${many}. ${most}`
}

function fixType(fixes: readonly { readonly minor: string; readonly major: string }[], isFixable: boolean): string {
  if (!isFixable) return 'UNAVAILABLE'
  return fixes.some(({ major }) => major !== '') ? 'MAJOR' : 'MINOR'
}

function aggregations({ entry, members, occurrences }: IssueSource): Json {
  const { offset, limit } = occurrences
  return { type: entry.category.name, items: occurrencesOf(entry.id, members).slice(offset, offset + limit) }
}

function vulnerabilities({ entry, members, spelling, isBroken }: IssueSource): readonly Json[] {
  if (isBroken) throw new Error('Request to the vulnerability service timed out')
  return vulnerabilitiesOf(entry.id, members, spelling)
}

/** The package an issue is about, as the bill of materials has it. */
function toLibrary(repository: TenantRepository, findings: readonly TenantFinding[]): Json {
  const [finding] = findings
  const dependency = finding?.package
  if (!finding || !dependency) return {}
  const files = [...new Set(findings.map(fileOf))]
  const web = repository.cloneUrl?.replace(/\.git$/, '') ?? ''
  const { image } = finding
  return {
    id: `${applicationId(repository)}-${dependency.name}-${dependency.version}`,
    language: dependency.ecosystem,
    libraryName: dependency.name,
    libraryVersion: dependency.version,
    pkgName: dependency.name,
    packageManager: dependency.ecosystem,
    appId: applicationId(repository),
    appName: repository.fullName,
    license: finding.kind === 'license' ? (finding.rule?.id ?? null) : null,
    licenseIssue: finding.kind === 'license',
    malicious: finding.kind === 'malware',
    location: files[0] ?? null,
    locationLink: `${web}/blob/${repository.defaultBranch}/${files[0] ?? ''}`,
    dependencyType: dependencyType(finding),
    dependencyLevel: dependency.direct === false ? 2 : 1,
    references: files.map((fileName) => ({
      fileName,
      location: fileName,
      locationLink: `${web}/blob/${repository.defaultBranch}/${fileName}`,
      dependencyType: dependencyType(finding),
      dependencyLevel: dependency.direct === false ? 2 : 1,
    })),
    artifactInSbomLibs: image
      ? [{ image: image.name, tag: image.tag, sha: image.digest, registryName: image.name.split('/')[0], source: 'registry' }]
      : [],
  }
}
