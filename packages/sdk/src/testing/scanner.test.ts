import { beforeAll, expect, test } from 'vitest'
import {
  createClock,
  createScanner,
  demoTenant,
  deriveFraction,
  deriveNumber,
  deriveUuid,
  type Held,
  type Scanner,
  seenFrom,
  syntheticTenant,
  type Tenant,
  type Vantage,
} from './index.ts'

const vantage: Vantage = { scanner: 'tester', shares: { dependency: 0.8, code: 1 }, delay: 24 }
let tenant: Tenant

beforeAll(async () => {
  tenant = await demoTenant()
})

test('it derives the same from the same parts and keeps parts apart', () => {
  expect(deriveUuid('a', 'b')).toBe(deriveUuid('a', 'b'))
  expect(deriveUuid('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(deriveUuid('ab', '')).not.toBe(deriveUuid('a', 'b'))
  expect(deriveFraction('ab', '')).not.toBe(deriveFraction('a', 'b'))
  expect(deriveNumber({ from: 10, below: 20 }, 'x')).toBeGreaterThanOrEqual(10)
  expect(deriveNumber({ from: 10, below: 20 }, 'x')).toBeLessThan(20)
})

test('it spreads fractions evenly', () => {
  const fractions = Array.from({ length: 4000 }, (_, index) => deriveFraction('even', `key-${index}`))

  const quarters = [0, 1, 2, 3].map((quarter) => fractions.filter((value) => Math.floor(value * 4) === quarter).length)

  for (const count of quarters) expect(Math.abs(count - 1000)).toBeLessThan(120)
})

test('it sees its share of each family, later than the tenant, and the same every time', () => {
  const seen = [...seenFrom(vantage, tenant)]
  const families = (kind: string) => seen.filter(({ finding }) => finding.kind === kind).length

  expect(seen).toEqual([...seenFrom(vantage, tenant)])
  expect(families('code')).toBe(7)
  expect(families('secret')).toBe(0)
  expect(families('dependency')).toBeGreaterThan(130)
  expect(families('dependency')).toBeLessThan(170)
  for (const { finding, detectedAt } of seen) {
    const hours = (Date.parse(detectedAt) - Date.parse(finding.detectedAt ?? '')) / 3_600_000
    expect(hours).toBeGreaterThanOrEqual(1)
    expect(hours).toBeLessThanOrEqual(24)
  }
})

test('it looks at other findings than another scanner does', () => {
  const keys = (scanner: string) => [...seenFrom({ ...vantage, scanner }, tenant)].map(({ finding }) => finding.key)

  expect(keys('first')).not.toEqual(keys('second'))
})

test('it leaves out what it does not cover or cannot know', () => {
  const seen = [
    ...seenFrom(
      {
        ...vantage,
        covers: (repository) => repository.fullName === 'acme/web-shop',
        knows: (finding) => finding.kind === 'code',
      },
      tenant,
    ),
  ]

  expect(seen.map(({ repository, finding }) => [repository.fullName, finding.kind])).toEqual([
    ['acme/web-shop', 'code'],
    ['acme/web-shop', 'code'],
  ])
})

test('it remembers what was fixed, decided, changed and found since', () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  const scanner = createScanner({ tenant, vantage, clock })
  const place = scanner.places[0] ?? 0
  const [first, second, third] = [...scanner.held(place)]
  if (!first || !second || !third) throw new Error('the first repository has too few findings')
  const before = scanner.version
  clock.advance(60_000)

  scanner.fix(first.finding.key)
  scanner.triage(second.finding.key, 'risk-accepted')
  scanner.change(third.finding.key, { severity: 'low' })
  scanner.add(first.repository.fullName, { ...first.finding, key: 'fresh' })

  const now = '2026-12-01T12:01:00.000Z'
  expect(byKey(scanner, place, first.finding.key)).toMatchObject({ fixedAt: now, updatedAt: now, detectedAt: first.detectedAt })
  expect(byKey(scanner, place, second.finding.key)).toMatchObject({
    triage: { reason: 'risk-accepted', at: now },
    fixedAt: null,
  })
  expect(byKey(scanner, place, third.finding.key)).toMatchObject({ finding: { severity: 'low', key: third.finding.key } })
  expect([...scanner.held(place)].at(-1)).toMatchObject({ finding: { key: 'fresh' }, detectedAt: now })
  expect(scanner.version).toBe(before + 4)
  scanner.reopen(first.finding.key)
  scanner.triage(second.finding.key, null)
  expect(byKey(scanner, place, first.finding.key)).toMatchObject({ fixedAt: null, reappearedAt: now })
  expect(scanner.get(place, first.index)).toEqual(byKey(scanner, place, first.finding.key))
  expect(byKey(scanner, place, second.finding.key)?.triage).toBeNull()
})

test('it refuses keys and repositories it does not have', () => {
  const scanner = createScanner({ tenant, vantage, clock: createClock('2026-12-01T12:00:00Z') })

  expect(() => scanner.fix('nobody')).toThrow('tester holds no finding "nobody"')
  expect(() => scanner.fixHeld(['nobody'])).not.toThrow()
  expect(() => scanner.add('acme/brand-assets', tenant.at(0))).toThrow('tester covers no repository "acme/brand-assets"')
})

test('it passes the rounds of a synthetic tenant on', () => {
  const synthetic = syntheticTenant({ projects: 2, findings: 40 })
  const scanner = createScanner({ tenant: synthetic, vantage: { ...vantage, shares: { dependency: 1 } }, clock: createClock() })
  const before = [...scanner.held(0)]

  synthetic.change(1, 1, '2026-12-02T00:00:00Z')

  const after = [...scanner.held(0)]
  expect(scanner.version).toBe(1)
  expect(after).toHaveLength(20)
  expect(after[0]?.updatedAt).toBe('2026-12-02T00:00:00.000Z')
  expect(after[0]?.finding.severity).not.toBe(before[0]?.finding.severity)
})

function byKey(scanner: Scanner, place: number, key: string): Held | undefined {
  return [...scanner.held(place)].find(({ finding }) => finding.key === key)
}
