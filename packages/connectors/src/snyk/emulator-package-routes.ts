import { type Answer, type Call, EarlyAnswer, parsePurl, type Route, type TenantFinding } from '@patchbay/sdk/testing'
import { mediaType, problem, reject } from './emulator-error.ts'
import type { SnykEstate } from './emulator-estate.ts'
import { level, severities } from './emulator-issue.ts'
import { allowOnly } from './emulator-query.ts'
import type { Service } from './emulator-service.ts'
import { issueTitle, otherIds, vulnerabilityId } from './emulator-vulnerability.ts'

/** What the vendor's database knows about one version of a package: the fixed versions, which issues do not carry. */
export function packageRoutes({ estate, access }: Service): readonly Route[] {
  const database = createDatabase(estate)
  return [
    {
      method: 'GET',
      pattern: '/rest/orgs/{org_id}/packages/{purl}/issues',
      handle: (call) => {
        access.enterOrganization(call, call.params['org_id'] ?? '', 'org.read')
        allowOnly(call, ['offset', 'limit'])
        return packageIssues(call, database)
      },
    },
  ]
}

/** Advisories by package URL without qualifiers, gathered when first asked for. */
function createDatabase(estate: SnykEstate): (purl: string) => readonly TenantFinding[] {
  let byPurl: Map<string, Map<string, TenantFinding>> | undefined

  function gather(): Map<string, Map<string, TenantFinding>> {
    const gathered = new Map<string, Map<string, TenantFinding>>()
    for (const { held } of estate.places().flatMap((place) => estate.share(place).issues)) {
      for (const { finding } of held) {
        if (!finding.package || !finding.advisory) continue
        const purl = bare(finding.package.purl)
        const known = gathered.get(purl) ?? new Map<string, TenantFinding>()
        gathered.set(purl, known.set(vulnerabilityId(finding), finding))
      }
    }
    return gathered
  }

  return (purl) => {
    byPurl ??= gather()
    return [...(byPurl.get(bare(purl))?.values() ?? [])]
  }
}

function bare(purl: string): string {
  return purl.replace(/[?#].*$/, '')
}

function packageIssues(call: Call, database: (purl: string) => readonly TenantFinding[]): Answer {
  const dependency = readPurl(call.params['purl'] ?? '')
  const offset = readNumber(call, 'offset', 0, Number.MAX_SAFE_INTEGER)
  const limit = readNumber(call, 'limit', 1000, 1000)
  const all = database(dependency.purl)
  const { name, namespace, type, version, purl } = dependency
  const end = offset + limit
  const link = (start: number) => `${call.path}?version=${call.query.get('version')}&limit=${limit}&offset=${start}`
  const body = {
    jsonapi: { version: '1.0' },
    data: all.slice(offset, end).map(toPackageIssue),
    links: { ...(end < all.length && { next: link(end) }), ...(offset > 0 && { prev: link(Math.max(0, offset - limit)) }) },
    meta: { package: { name, ...(namespace !== undefined && { namespace }), type, url: purl, version } },
  }
  return { status: 200, headers: { 'content-type': mediaType }, body }
}

function readPurl(text: string): ReturnType<typeof parsePurl> {
  try {
    const parsed = parsePurl(text)
    if (parsed.version !== undefined) return parsed
  } catch {
    // Falls through to the refusal.
  }
  throw new EarlyAnswer(problem(400, 'purl must be a package URL with a version', 'purl'))
}

function readNumber(call: Call, name: string, fallback: number, most: number): number {
  const text = call.query.get(name)
  const number = text === null ? fallback : Number(text)
  if (!Number.isInteger(number) || number < 0 || number > most) reject(name, `must be an integer between 0 and ${most}`)
  return number
}

function toPackageIssue(finding: TenantFinding): unknown {
  const { advisory, cwe } = finding
  const key = vulnerabilityId(finding)
  const upgrade = advisory?.fixedVersions.join(',') ?? ''
  const remedy = {
    type: 'indeterminate',
    description: `Upgrade the package version to ${upgrade} to fix this vulnerability`,
    details: { upgrade_package: upgrade },
  }
  return {
    id: key,
    type: 'issue',
    attributes: {
      key,
      title: issueTitle(finding),
      type: 'package_vulnerability',
      created_at: advisory?.published ?? '2024-01-01T00:00:00.000Z',
      updated_at: advisory?.modified ?? '2024-01-01T00:00:00.000Z',
      problems: [...otherIds(finding), ...cwe].map((id) => ({ id, source: id.slice(0, id.indexOf('-')) })),
      coordinates: [{ remedies: upgrade === '' ? [] : [remedy], representation: rangesOf(finding) }],
      severities: severities(finding),
      effective_severity_level: level(finding),
      slots: { references: [{ url: `https://security.snyk.io/vuln/${key}`, title: 'Snyk Vulnerability Database' }] },
    },
  }
}

function rangesOf({ advisory }: TenantFinding): readonly string[] {
  return (advisory?.affectedRange ?? '>=0').split('||').map((range) => range.trim())
}
