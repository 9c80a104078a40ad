import { hash } from 'node:crypto'
import { deriveNumber, type Held, type TenantFinding, type TenantRepository } from '@patchbay/sdk/testing'
import { isBaseImage } from './emulator-kind.ts'
import { prioritised, toolSeverity } from './emulator-severity.ts'
import { fixesOf, vulnerabilityName, worstFirst } from './emulator-vulnerability.ts'

type Json = Readonly<Record<string, unknown>>

/** Where an issue occurs: files that bring a package in, images that hold it, places in code. */
export function occurrencesOf(id: string, members: readonly Held[]): readonly Json[] {
  const byPlace = new Map<string, Held[]>()
  for (const held of members) {
    const place = placeOf(held.finding)
    byPlace.set(place, [...(byPlace.get(place) ?? []), held])
  }
  return [...byPlace].map(([place, rows]) => {
    const aggId = hash('sha1', `${id} ${place}`, 'hex')
    return { aggId, hashAggId: aggId.slice(0, 16), _id: aggId.slice(0, 24), aggStatus: 'Active', ...toOccurrence(rows) }
  })
}

function placeOf({ image, location, manifest }: TenantFinding): string {
  if (image) return `${image.name}:${image.tag}`
  return location ? `${location.path}:${location.startLine}` : (manifest ?? '')
}

/** The file an issue is shown with. */
export function fileOf({ location, manifest, image }: TenantFinding): string {
  return location?.path ?? manifest ?? (image ? `${image.name}:${image.tag}` : '')
}

function toOccurrence(rows: readonly Held[]): Json {
  const [first] = rows
  if (!first) return {}
  const { repository } = first
  const findings = rows.map((row) => row.finding).sort(worstFirst)
  const [finding = first.finding] = findings
  const graded = { originalSeverity: toolSeverity(finding), oxSeverity: prioritised(finding) }
  if (finding.image) return { ...graded, ...imageFields(repository, finding), ...packageFields(findings) }
  if (finding.location) return { ...graded, ...codeFields(repository, finding) }
  return { ...graded, ...fileFields(repository, finding), ...packageFields(findings) }
}

function packageFields(findings: readonly TenantFinding[]): Json {
  const [finding] = findings
  const dependency = finding?.package
  if (!finding || !dependency) return {}
  const fixes = findings.map(fixesOf).map(({ minor, major }) => minor || major)
  return {
    pkgName: dependency.name,
    installedVersion: dependency.version,
    fixedVersion: fixes.find((version) => version !== '') ?? '',
    nameAndVer: `${dependency.name}@${dependency.version}`,
    dependencyType: dependencyType(finding),
    isFixAvailable: fixes.some((version) => version !== ''),
    cvss: finding.advisory?.cvssScore ?? null,
    value: vulnerabilityName(finding),
  }
}

export function dependencyType({ package: dependency }: TenantFinding): string | null {
  if (!dependency || dependency.direct === null) return null
  return dependency.direct ? 'Direct' : 'Indirect'
}

function fileFields(repository: TenantRepository, finding: TenantFinding): Json {
  const file = finding.manifest ?? ''
  const line = deriveNumber({ from: 5, below: 900 }, 'ox-line', file, finding.package?.name ?? '')
  return {
    fileName: file,
    filePath: file,
    lockfile: file,
    startLine: line,
    endLine: line,
    ...linkFields(repository, file, line),
  }
}

function codeFields(repository: TenantRepository, finding: TenantFinding): Json {
  const { location, kind, rule } = finding
  if (!location) return {}
  const secret = kind === 'secret' && {
    secretType: rule?.id ?? '',
    secretTypeDescription: rule?.name ?? '',
    secretStatus: 'Active',
  }
  return {
    fileName: location.path,
    filePath: location.path,
    startLine: location.startLine,
    endLine: location.endLine,
    snippet: location.snippet,
    snippetLineNumber: location.startLine,
    ...secret,
    ...linkFields(repository, location.path, location.startLine),
  }
}

/** The platform's page of the file, with the line. */
function linkFields(repository: TenantRepository, file: string, line: number): Json {
  const web = repository.cloneUrl?.replace(/\.git$/, '') ?? ''
  return {
    link: `${web}/blob/${repository.defaultBranch}/${file}#L${line}`,
    commitLink: `${web}/commit/${repository.commit}`,
    branch: repository.defaultBranch,
    repo: repository.fullName,
    sha: repository.commit,
    commitBy: 'Dana Dev dana@acme.test',
  }
}

function imageFields(repository: TenantRepository, finding: TenantFinding): Json {
  const { image } = finding
  if (!image) return {}
  const registry = image.name.split('/')[0] ?? image.name
  const shared = {
    image: image.name,
    tag: image.tag,
    sha256: image.digest,
    imageLink: `https://${image.name}`,
    registryName: registry,
    os: finding.package?.ecosystem ?? null,
    baseImage: image.base?.reference ?? null,
    layer: image.digest && hash('sha256', `layer ${image.digest}`, 'hex'),
  }
  if (!isBaseImage(finding)) return shared
  const file = finding.manifest ?? 'Dockerfile'
  return {
    ...shared,
    baseImage: `${image.name}:${image.tag}`,
    fileName: file,
    filePath: file,
    ...linkFields(repository, file, 1),
  }
}
