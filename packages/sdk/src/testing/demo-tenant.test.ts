import { expect, test } from 'vitest'
import { demoTenant, findingsOf, nextFixedVersion, parsePurl } from './index.ts'

test('it holds every awkward case it promises', async () => {
  const tenant = await demoTenant()
  const findings = tenant.repositories.flatMap((_, index) => [...findingsOf(tenant, index)])
  const { repositories } = tenant

  expect(findings.length).toBeGreaterThanOrEqual(150)
  expect(new Set(repositories.map((repository) => repository.fullName.split('/')[0]))).toContain('northwind')
  expect(repositories.some((repository) => repository.archived)).toBe(true)
  expect(repositories.some((repository) => repository.formerNames.length > 0)).toBe(true)
  expect(repositories.some((repository) => repository.teams.length > 1)).toBe(true)
  expect(repositories.some((repository) => repository.cloneUrl === null)).toBe(true)
  expect(repositories.some((repository) => repository.knownTo === 'scanner' && repository.cloneUrl !== null)).toBe(true)
  const unscanned = repositories.findIndex((repository) => repository.knownTo === 'host')
  expect([...findingsOf(tenant, unscanned)]).toEqual([])
  expect(new Set(findings.map((finding) => finding.kind))).toEqual(
    new Set(['dependency', 'container', 'malware', 'license', 'code', 'secret', 'infrastructure']),
  )
  expect(findings.some((finding) => finding.advisory?.id.startsWith('CVE-'))).toBe(true)
  expect(findings.some((finding) => finding.advisory?.id.startsWith('GHSA-') && finding.advisory.cve === null)).toBe(true)
  expect(findings.some((finding) => finding.advisory?.cvssVector?.startsWith('CVSS:4'))).toBe(true)
  expect(findings.some((finding) => finding.triage !== null)).toBe(true)
})

test('it is consistent: package URLs agree with versions, fixes are newer, detection follows publication', async () => {
  const tenant = await demoTenant()

  for (let position = 0; position < tenant.size; position += 1) {
    const { package: dependency, advisory, detectedAt } = tenant.at(position)
    if (dependency) expect(parsePurl(dependency.purl)).toMatchObject({ version: dependency.version })
    if (!dependency || !advisory) continue
    if (advisory.fixedVersions.length > 0) {
      expect(nextFixedVersion(dependency.version, advisory.fixedVersions), advisory.id).not.toBeNull()
    }
    if (advisory.published) expect(Date.parse(detectedAt ?? '')).toBeGreaterThan(Date.parse(advisory.published))
  }
})
