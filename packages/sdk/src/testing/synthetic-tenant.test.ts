import { expect, test } from 'vitest'
import { isSynthetic, syntheticTenant } from './index.ts'

test('it deals findings out over all projects without a gap', () => {
  const tenant = syntheticTenant({ projects: 7, findings: 1000 })

  const spans = tenant.repositories.map((_, index) => tenant.span(index))

  expect(spans[0]?.start).toBe(0)
  expect(spans.at(-1)?.end).toBe(1000)
  for (const [index, span] of spans.entries()) {
    expect(span.end - span.start).toBeGreaterThanOrEqual(142)
    if (index > 0) expect(span.start).toBe(spans[index - 1]?.end)
  }
})

test('it makes the same finding every time, and others from another seed', () => {
  const size = { projects: 3, findings: 5000 }

  expect(syntheticTenant({ ...size, seed: 4 }).at(4321)).toEqual(syntheticTenant({ ...size, seed: 4 }).at(4321))
  expect(syntheticTenant({ ...size, seed: 5 }).at(4321)).not.toEqual(syntheticTenant({ ...size, seed: 4 }).at(4321))
})

test('it never repeats a problem of one package in one manifest', () => {
  const tenant = syntheticTenant({ projects: 2, findings: 90_000 })
  const seen = new Set<string>()

  const { start, end } = tenant.span(1)
  for (let position = start; position < end; position += 1) {
    const { manifest, package: dependency, advisory } = tenant.at(position)
    seen.add(`${manifest} ${dependency?.purl} ${advisory?.id}`)
  }

  expect(seen.size).toBe(end - start)
})

test('it changes about the share asked for, always the same rows, and nothing else', () => {
  const tenant = syntheticTenant({ projects: 10, findings: 20_000 })
  const before = Array.from({ length: tenant.size }, (_, position) => tenant.at(position))

  tenant.change(0.01, 1, '2026-06-01T00:00:00Z')

  const changed = before.filter((finding, position) => JSON.stringify(finding) !== JSON.stringify(tenant.at(position)))
  const [round] = tenant.rounds
  const expected = before.filter((_, position) => round && tenant.isChanged(position, round))
  expect(changed.map((finding) => finding.key)).toEqual(expected.map((finding) => finding.key))
  expect(changed.length).toBeGreaterThan(140)
  expect(changed.length).toBeLessThan(260)
})

test('it is told apart from tenants held in memory', () => {
  const tenant = syntheticTenant({ projects: 1, findings: 1 })

  expect(isSynthetic(tenant)).toBe(true)
  expect(isSynthetic({ repositories: [], size: 0, at: tenant.at, span: tenant.span })).toBe(false)
  expect(() => tenant.at(1)).toThrow('There is no finding 1')
})
