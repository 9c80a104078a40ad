import type { Held, TenantFinding } from '@patchbay/sdk/testing'
import type { Book, Entry } from './emulator-book.ts'
import { badInput } from './emulator-graphql.ts'
import { titleOf } from './emulator-issue.ts'
import { applicationId } from './emulator-kind.ts'
import { fileOf } from './emulator-occurrence.ts'
import { severities } from './emulator-severity.ts'
import { vulnerabilityName, worstFirst } from './emulator-vulnerability.ts'

type Maybe<T> = T | null | undefined

/** One documented filter. */
export interface ConditionalFilter {
  readonly condition?: Maybe<'AND' | 'OR' | 'NOT' | 'BETWEEN' | 'CONTAINS' | 'NOTCONTAINS' | 'STARTSWITH'>
  readonly fieldName?: Maybe<string>
  readonly values?: Maybe<readonly Maybe<string>[]>
  readonly greaterThan?: Maybe<number>
  readonly lessThan?: Maybe<number>
}

/** What narrows a list of issues down, as the schema's input has it. */
export interface IssueQuery {
  readonly conditionalFilters?: Maybe<readonly Maybe<ConditionalFilter>[]>
  /** The deprecated form: every field a list of which any has to fit. */
  readonly filters?: Maybe<Readonly<Record<string, unknown>>>
  readonly topLevelSearch?: Maybe<string>
  readonly dateRange?: Maybe<{ readonly from?: Maybe<number>; readonly to?: Maybe<number> }>
  readonly owners?: Maybe<readonly Maybe<string>[]>
  readonly tagIds?: Maybe<readonly Maybe<string>[]>
  readonly inventoryFilters?: Maybe<readonly Maybe<string>[]>
  readonly issueId?: Maybe<string>
}

export type Keeps = (entry: Entry) => boolean

/** Puts all parts of a query together. Parts nobody has set here, such as owners, find nothing. */
export function issueFilter(book: Book, query: IssueQuery): Keeps {
  const conditions = [...(query.conditionalFilters ?? []), ...deprecated(query.filters)].flatMap((filter) => filter ?? [])
  const tests = conditions.map((filter) => condition(book, filter))
  const search = query.topLevelSearch?.toLowerCase() ?? ''
  const { from, to } = query.dateRange ?? {}
  const asksUnset = [query.owners, query.tagIds, query.inventoryFilters].some((list) => (list?.length ?? 0) > 0)
  return (entry) => {
    if (asksUnset || (query.issueId && query.issueId !== entry.id)) return false
    if (entry.createdAt < (from ?? Number.NEGATIVE_INFINITY) || entry.createdAt > (to ?? Number.POSITIVE_INFINITY)) return false
    if (!tests.every((keeps) => keeps(entry))) return false
    return search === '' || searched(book, entry).some((text) => text.toLowerCase().includes(search))
  }
}

function deprecated(filters: IssueQuery['filters']): readonly ConditionalFilter[] {
  return Object.entries(filters ?? {}).flatMap(([fieldName, value]): ConditionalFilter[] => {
    if (Array.isArray(value)) return value.length === 0 ? [] : [{ condition: 'OR', fieldName, values: value.map(String) }]
    if (typeof value !== 'object' || value === null) return []
    const range = new Map(Object.entries(value))
    const [from, to] = [
      Number(range.get('from') ?? Number.NEGATIVE_INFINITY),
      Number(range.get('to') ?? Number.POSITIVE_INFINITY),
    ]
    return [{ condition: 'BETWEEN', fieldName, greaterThan: from, lessThan: to }]
  })
}

/** `topLevelSearch` matches name, CVE or application. */
function searched(book: Book, entry: Entry): readonly string[] {
  const findings = findingsOf(book, entry)
  return [titleOf(findings), book.repositoryOf(entry).fullName, ...findings.map(vulnerabilityName)]
}

function findingsOf(book: Book, entry: Entry): readonly TenantFinding[] {
  return book
    .read(entry)
    .map(({ finding }) => finding)
    .sort(worstFirst)
}

function condition(book: Book, filter: ConditionalFilter): Keeps {
  const { fieldName } = filter
  if (!fieldName) throw badInput('A conditional filter needs a fieldName.')
  const readText = texts[fieldName]
  const readNumbers = numbers[fieldName]
  if (!readText && !readNumbers) throw badInput(`Filtering by "${fieldName}" is not supported.`)
  if (filter.condition === 'BETWEEN' || !readText) {
    const [from, to] = [filter.greaterThan ?? Number.NEGATIVE_INFINITY, filter.lessThan ?? Number.POSITIVE_INFINITY]
    return (entry) => readNumbers?.(book, entry).some((number) => number >= from && number <= to) ?? false
  }
  const wanted = (filter.values ?? []).map((value) => plain(value ?? ''))
  return (entry) => fits(filter.condition ?? 'OR', wanted, readText(book, entry).map(plain))
}

/** Spellings differ between pages of the documentation by case and by blanks around slashes. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s*\/\s*/g, '/')
}

function fits(word: string, wanted: readonly string[], values: readonly string[]): boolean {
  const any = (test: (value: string, want: string) => boolean) =>
    wanted.some((want) => values.some((value) => test(value, want)))
  switch (word) {
    case 'AND':
      return wanted.every((want) => values.includes(want))
    case 'NOT':
      return !wanted.some((want) => values.includes(want))
    case 'CONTAINS':
      return any((value, want) => value.includes(want))
    case 'NOTCONTAINS':
      return !any((value, want) => value.includes(want))
    case 'STARTSWITH':
      return any((value, want) => value.startsWith(want))
    default:
      return wanted.some((want) => values.includes(want))
  }
}

type Read<T> = (book: Book, entry: Entry) => readonly T[]

function ofFindings(read: (finding: TenantFinding) => readonly (string | null | undefined)[]): Read<string> {
  return (book, entry) =>
    findingsOf(book, entry)
      .flatMap(read)
      .flatMap((text) => text ?? [])
}

function ofMembers(read: (held: Held) => number): Read<number> {
  return (book, entry) => book.read(entry).map(read)
}

const packageNames = ofFindings(({ package: dependency }) => [dependency?.name])

/** What an issue can be filtered by, with its values. */
const texts: Readonly<Record<string, Read<string>>> = {
  categories: (_book, entry) => [entry.category.name],
  policies: (_book, entry) => [entry.policy.name, entry.policy.id],
  criticality: (_book, entry) => [severities[entry.severity] ?? ''],
  issueIds: (_book, entry) => [entry.id],
  apps: (book, entry) => [book.repositoryOf(entry).fullName],
  appId: (book, entry) => [applicationId(book.repositoryOf(entry))],
  appIds: (book, entry) => [applicationId(book.repositoryOf(entry))],
  originBranchName: (book, entry) => [book.repositoryOf(entry).defaultBranch],
  sourceTools: () => ['OX'],
  tags: () => [],
  issueOwners: () => [],
  issueNames: (book, entry) => [titleOf(findingsOf(book, entry))],
  cve: ofFindings((finding) => [vulnerabilityName(finding)]),
  cwe: ofFindings(({ cwe }) => cwe),
  ruleId: ofFindings(({ rule }) => [rule?.id]),
  uniqueLibs: packageNames,
  libraryNames: packageNames,
  languages: ofFindings(({ package: dependency }) => [dependency?.ecosystem]),
  filePaths: ofFindings((finding) => [fileOf(finding)]),
  image: ofFindings(({ image }) => [image?.name]),
  artifactSha: ofFindings(({ image }) => [image?.digest]),
  registryName: ofFindings(({ image }) => [image?.name.split('/')[0]]),
}

/** Moments are milliseconds since the epoch. */
const numbers: Readonly<Record<string, Read<number>>> = {
  firstSeen: (_book, entry) => [entry.createdAt],
  issueUpdatedAt: ofMembers(({ updatedAt }) => Date.parse(updatedAt)),
  epssScore: ofMembers(({ finding }) => finding.advisory?.epss?.score ?? 0),
  epssPercentile: ofMembers(({ finding }) => finding.advisory?.epss?.percentile ?? 0),
  cvss: ofMembers(({ finding }) => finding.advisory?.cvssScore ?? 0),
}

/** Filters the service offers by itself, with the words it takes back and how often each fits. */
export function offeredFilters(book: Book, entries: readonly Entry[]): readonly Readonly<Record<string, unknown>>[] {
  return ['categories', 'criticality', 'apps', 'policies', 'sourceTools'].map((type) => {
    const counts = new Map<string, number>()
    for (const label of entries.flatMap((entry) => texts[type]?.(book, entry)[0] ?? [])) {
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
    const items = [...counts].map(([label, count]) => ({
      id: label,
      filterId: label,
      label,
      count,
      percent: Math.round((count / entries.length) * 100),
    }))
    return { type, items }
  })
}
