import { expect, test } from 'vitest'
import { FilterProblem, parseFilter } from './emulator-filter.ts'
import { compileFilter, pinsOf } from './emulator-match.ts'
import { resources } from './emulator-shape.ts'

const now = new Date('2026-05-10T12:00:00Z')

const finding = {
  uuid: '64d3defd7a977a2134b62800',
  tenant_meta: { namespace: 'acme.web' },
  context: { type: 'CONTEXT_TYPE_MAIN', id: 'default' },
  meta: { name: 'n', create_time: '2026-05-01T10:00:00.123Z', tags: ['pci', 'edge'], description: 'GHSA-1: Bad "thing"' },
  spec: {
    level: 'FINDING_LEVEL_HIGH',
    finding_categories: ['FINDING_CATEGORY_SECURITY', 'FINDING_CATEGORY_VULNERABILITY'],
    finding_tags: ['FINDING_TAGS_DIRECT'],
    target_dependency_name: 'lodash',
    dismiss: false,
    proposed_version: null,
    finding_metadata: {
      vulnerability: {
        spec: { aliases: ['CVE-2021-23337'], epss_score: { probability_score: 0.02, percentile_score: 0.5 } },
      },
    },
  },
}

function matches(filter: string): boolean {
  return compileFilter(parseFilter(filter, now), resources.findings.shape)(finding)
}

test.each([
  'context.type==CONTEXT_TYPE_MAIN and spec.finding_categories contains [FINDING_CATEGORY_VULNERABILITY]',
  'context.type == "CONTEXT_TYPE_MAIN" AND spec.finding_categories Contains FINDING_CATEGORY_VULNERABILITY',
  "spec.level in [FINDING_LEVEL_CRITICAL, 'FINDING_LEVEL_HIGH']",
  'spec.level not in ["FINDING_LEVEL_LOW"]',
  'spec.level != FINDING_LEVEL_LOW',
  'spec.finding_tags not contains [FINDING_TAGS_EXCEPTION]',
  'meta.tags contains [nothing, pci]',
  'spec.dismiss==false',
  'spec.finding_metadata.vulnerability.spec.aliases == CVE-2021-23337',
  'spec.finding_metadata.vulnerability.spec.aliases contains CVE-2021-23337',
  'spec.finding_metadata.vulnerability.spec.epss_score.probability_score >= 0.01',
  'meta.create_time >= date(2026-05-01)',
  'meta.create_time >= date("2026-05-01T10:00:00.123Z") and meta.create_time < date(2026-05-01T10:00:00.124Z)',
  'meta.create_time > now(-2160h)',
  'meta.create_time < now(-72h)',
  'spec.target_dependency_name matches "^lod"',
  'spec.target_dependency_name matches "(?i)LODASH"',
  'meta.description matches "Bad \\"thing\\""',
  'spec.target_dependency_name exists and spec.proposed_version not exists',
  'spec.level==FINDING_LEVEL_LOW or spec.level==FINDING_LEVEL_HIGH and context.id==default',
  '(spec.level==FINDING_LEVEL_LOW or spec.level==FINDING_LEVEL_HIGH) and context.id==default',
  'uuid in ["a","64d3defd7a977a2134b62800"]',
])('it finds by %s', (filter) => {
  expect(matches(filter)).toBe(true)
})

test.each([
  'context.type==CONTEXT_TYPE_REF',
  'spec.finding_categories contains [FINDING_CATEGORY_SAST]',
  'spec.finding_categories not contains [FINDING_CATEGORY_SECURITY, FINDING_CATEGORY_SAST]',
  'spec.target_dependency_name contains lod',
  'spec.target_dependency_name contains lodash',
  'spec.target_dependency_name matches "LODASH"',
  'meta.create_time >= "2026-05-01T00:00:00Z"',
  'meta.create_time > now(-72h)',
  'spec.level==finding_level_high',
  'spec.level==FINDING_LEVEL_HIGH and (context.id==x or uuid==y)',
  'spec.proposed_version exists',
  'spec.dismiss==true',
])('it does not find by %s', (filter) => {
  expect(matches(filter)).toBe(false)
})

test.each([
  ['an unknown path', 'spec.projekt_uuid==x', /invalid path "spec.projekt_uuid"/],
  ['a path below a scalar', 'spec.level.name==x', /invalid path/],
  ['a missing operator', 'spec.level FINDING_LEVEL_HIGH', /expected an operator/],
  ['not matches', 'meta.name not matches x', /expected an operator/],
  ['a missing value', 'spec.level ==', /expected a value/],
  ['an open parenthesis', '(spec.level==x', /expected "\)"/],
  ['an open list', 'spec.level in [a b]', /expected "," or "\]"/],
  ['something left over', 'spec.level==x spec.level==y', /unexpected input/],
  ['a bad date', 'meta.create_time > date(soon)', /invalid date "soon"/],
  ['a bad duration', 'meta.create_time > now(-3y)', /invalid duration/],
  ['a bad expression', 'meta.name matches "("', /invalid regular expression/],
])('it refuses %s', (_, filter, message) => {
  expect(() => matches(filter)).toThrow(FilterProblem)
  expect(() => matches(filter)).toThrow(message)
})

test('it lets free JSON have any path and keeps finding logs from having a project', () => {
  expect(matches('spec.finding_metadata.custom.anything.at_all not exists')).toBe(true)
  const filter = parseFilter('spec.project_uuid==x', now)
  expect(() => compileFilter(filter, resources['finding-logs'].shape)).toThrow(FilterProblem)
})

test('it tells which single project or object a filter asks for', () => {
  const pins = (filter: string) => pinsOf(parseFilter(filter, now))

  expect(pins('context.id==default and spec.project_uuid=="p"')).toEqual({ owner: 'p' })
  expect(pins('uuid==u')).toEqual({ uuid: 'u' })
  expect(pins('spec.project_uuid==p or spec.level==x')).toEqual({})
  expect(pins('spec.project_uuid!=p')).toEqual({})
})
