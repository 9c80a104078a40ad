import { syntheticTenant, takePage } from '@patchbay/sdk/testing'
import { expect, test } from 'vitest'
import { buildSyntheticEstate } from './emulator-synthetic.ts'

const now = new Date('2026-06-01T12:00:00Z')

test('it serves findings of a project and of everything in the same stable order', () => {
  const estate = buildSyntheticEstate(syntheticTenant({ projects: 5, findings: 103 }), 'acme', now)
  const { findings, projects } = estate.collections

  const all = [...findings.scan({})].map((finding) => finding.uuid)
  const byProject = [...projects.scan({})].flatMap((project) => [...findings.scan({ owner: project.uuid })])

  expect(all).toHaveLength(103)
  expect(all).toEqual([...all].sort())
  expect(byProject.map((finding) => finding.uuid).sort()).toEqual(all)
  expect([...findings.scan({ after: all[49] ?? '' })].map((finding) => finding.uuid)).toEqual(all.slice(50))
  expect(findings.get(all[7] ?? '')?.uuid).toBe(all[7])
  expect(findings.get('ffffffffffffffffffffffff')).toBeUndefined()
})

test('it makes only the page that is asked for, however many there are', () => {
  const tenant = syntheticTenant({ projects: 1000, findings: 50_000_000 })
  let made = 0
  const at = (position: number) => {
    made += 1
    return tenant.at(position)
  }
  const { findings } = buildSyntheticEstate({ ...tenant, at }, 'acme', now).collections

  const { items: page } = takePage(findings.scan({ after: '5ef100000000000002000000' }), 3)

  expect(page.map((finding) => finding.uuid)[0]).toBe('5ef100000000000002000001')
  expect(made).toBe(4)
})

test('it lets a round of changes show as one scan of every project', () => {
  const tenant = syntheticTenant({ projects: 4, findings: 400 })
  const { collections } = buildSyntheticEstate(tenant, 'acme', now)
  const before = [...collections.findings.scan({})]

  tenant.change(0.05, 1, '2026-06-02T02:00:00Z')

  const after = [...collections.findings.scan({})]
  const differs = (index: number) => JSON.stringify(before[index]?.['spec']) !== JSON.stringify(after[index]?.['spec'])
  expect(after.map((finding) => finding.uuid)).toEqual(before.map((finding) => finding.uuid))
  expect(after.every((finding) => finding.meta['update_time'] === '2026-06-02T02:00:00.000427077Z')).toBe(true)
  expect(after.every((finding, index) => finding.meta['create_time'] === before[index]?.meta['create_time'])).toBe(true)
  expect(before.some((_, index) => differs(index))).toBe(true)
  const scans = [...collections['scan-results'].scan({})]
  expect(scans.filter((scan) => scan.meta['create_time'] === '2026-06-02T02:00:00.000Z')).toHaveLength(4)
  expect(scans).toHaveLength(8)
})

test('it knows every package its findings hang on', () => {
  const tenant = syntheticTenant({ projects: 2, findings: 50_000 })
  const { collections } = buildSyntheticEstate(tenant, 'acme', now)
  const packages = new Set([...collections['package-versions'].scan({})].map((version) => version.uuid))

  const parents = new Set([...collections.findings.scan({})].map((finding) => String(finding.meta['parent_uuid'])))

  expect(packages).toEqual(parents)
})

test('it lists the findings of a scan when that field is read', () => {
  const tenant = syntheticTenant({ projects: 2, findings: 11 })
  const { collections } = buildSyntheticEstate(tenant, 'acme', now)

  const [scan] = [...collections['scan-results'].scan({})]
  const listed = JSON.parse(JSON.stringify(scan)).spec.findings

  const owner = String(scan?.meta['parent_uuid'])
  expect(listed).toEqual([...collections.findings.scan({ owner })].map((finding) => finding.uuid))
})
