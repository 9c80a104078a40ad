import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import { normaliseIdentifier } from '../../domain/alias.ts'
import { packageKey } from '../../domain/package.ts'
import { openStatuses, statuses } from '../../domain/status.ts'
import { anyOf, contains } from '../page.ts'
import { assetInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

export interface VulnerabilityFilter {
  /** Ranks. */
  readonly severity?: readonly number[] | undefined
  readonly status?: readonly string[] | undefined
  readonly kind?: readonly string[] | undefined
  readonly repository?: readonly number[] | undefined
  readonly image?: readonly number[] | undefined
  readonly product?: readonly number[] | undefined
  readonly connection?: readonly number[] | undefined
  readonly decision?: readonly string[] | undefined
  readonly identifier?: string | undefined
  readonly package?: string | undefined
  readonly q?: string | undefined
  readonly detectedAfter?: string | undefined
  readonly detectedBefore?: string | undefined
  /** 0–100 */
  readonly minimumRisk?: number | undefined
  /** Open ones whose time was over then. */
  readonly overdueAt?: Date | undefined
  /** Decided or required by one of these policies. */
  readonly policy?: readonly number[] | undefined
  readonly sight?: Sight | undefined
}

/** What texts of a filter stand for. Null means that the filter does not ask. */
export interface Meaning {
  readonly groups: readonly number[] | null
  readonly packages: readonly number[] | null
  /** Words to find in an identifier, a package or, when neither knows them, a title. */
  readonly words:
    | { readonly groups: readonly number[]; readonly packages: readonly number[] }
    | { readonly groups: readonly number[]; readonly title: string }
    | null
}

/** So many identifiers or packages are looked at for one text; a text that fits more is not a search any more. */
const mostMeanings = 5000

/** Looks up what the texts of a filter stand for. */
export async function meaningOf(db: Kysely<Tables>, filter: VulnerabilityFilter): Promise<Meaning> {
  const [groups, packages, words] = await Promise.all([
    filter.identifier === undefined ? null : exactGroups(db, filter.identifier),
    filter.package === undefined ? null : packagesNamed(db, filter.package),
    filter.q === undefined ? null : wordsOf(db, filter.q),
  ])
  return { groups, packages, words }
}

async function wordsOf(db: Kysely<Tables>, q: string): Promise<Meaning['words']> {
  const [groups, packages] = await Promise.all([groupsStarting(db, q), packagesNamed(db, q)])
  if (groups.length + packages.length > 0) return { groups, packages }
  return { title: q, groups: await groupsTitled(db, q) }
}

async function exactGroups(db: Kysely<Tables>, identifier: string): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select group_id as id from alias where identifier = ${normaliseIdentifier(identifier)}
  `.execute(db)
  return rows.map((row) => row.id)
}

async function groupsStarting(db: Kysely<Tables>, text: string): Promise<readonly number[]> {
  const prefix = normaliseIdentifier(text)
  const { rows } = await sql<{ id: number }>`
    select distinct group_id as id from (
      select group_id from alias
      where identifier collate "C" >= ${prefix} and identifier collate "C" < ${`${prefix}\u{10FFFF}`} limit ${mostMeanings}
    ) as found
  `.execute(db)
  return rows.map((row) => row.id)
}

/** Groups of the advisories any scanner gave such a title. Advisories are few, vulnerabilities many. */
async function groupsTitled(db: Kysely<Tables>, text: string): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct a.group_id as id from detail d
    cross join unnest(d.identifiers) as own (identifier) join alias a on a.identifier = own.identifier
    where ${contains(sql`d.title`, text)} limit ${mostMeanings}
  `.execute(db)
  return rows.map((row) => row.id)
}

async function packagesNamed(db: Kysely<Tables>, text: string): Promise<readonly number[]> {
  const key = text.startsWith('pkg:') ? (packageKey(text)?.key ?? text) : null
  const condition = key === null ? contains(sql`name`, text) : sql`key = ${key}`
  const { rows } = await sql<{ id: number }>`select id from package where ${condition} limit ${mostMeanings}`.execute(db)
  return rows.map((row) => row.id)
}

/** Whether only facts are asked for that the counters know: asset, status, severity, kind. */
export function isCounted(filter: VulnerabilityFilter): boolean {
  const { connection, decision, identifier, image, q, detectedAfter, detectedBefore, minimumRisk, overdueAt, policy } = filter
  const others = [connection, decision, identifier, image, filter.package, q, detectedAfter, detectedBefore]
  return [...others, minimumRisk, overdueAt, policy].every((part) => part === undefined)
}

/** The conditions on facts the counters know. `table` is an alias of `vulnerability` or `vulnerability_count`. */
export function countedConditions(table: string, filter: VulnerabilityFilter): readonly RawBuilder<unknown>[] {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  const { product } = filter
  return [
    // Naming every status lets the indexes that begin with it serve a filter without one.
    ...anyOf(column('status'), 'text', filter.status ?? statuses),
    ...anyOf(column('severity'), 'smallint', filter.severity),
    ...anyOf(column('kind'), 'text', filter.kind),
    ...rareKinds(column('kind'), filter.kind),
    ...anyOf(column('asset_id'), 'bigint', filter.repository),
    ...assetInSight(column('asset_id'), filter.sight ?? null),
    ...(product === undefined
      ? []
      : [sql`${column('asset_id')} = any(array(select id from asset where product_id = any(${product}::bigint[])))`]),
  ]
}

/** Said twice for the planner: an index holds only the kinds that are not the common two. */
function rareKinds(column: RawBuilder<unknown>, kinds: readonly string[] | undefined): readonly RawBuilder<unknown>[] {
  if (kinds === undefined || kinds.some((kind) => kind === 'dependency' || kind === 'container')) return []
  return [sql`${column} not in ('dependency', 'container')`]
}

/** Every condition of the filter on `vulnerability v`. */
export function conditionsOf(filter: VulnerabilityFilter, meaning: Meaning): readonly RawBuilder<unknown>[] {
  const { connection, detectedAfter, detectedBefore, minimumRisk, overdueAt, policy } = filter
  const { groups, packages, words } = meaning
  return [
    ...countedConditions('v', filter),
    ...(connection === undefined ? [] : [sql`v.connections && ${connection}::bigint[]`]),
    // A record may be mapped as an image whose scanner names none in its findings.
    ...(filter.image === undefined
      ? []
      : [sql`(v.image_id = any(${filter.image}::bigint[]) or v.asset_id = any(${filter.image}::bigint[]))`]),
    ...decided(filter.decision),
    ...(detectedAfter === undefined ? [] : [sql`v.detected_at >= ${detectedAfter}::timestamptz`]),
    ...(detectedBefore === undefined ? [] : [sql`v.detected_at < ${detectedBefore}::timestamptz`]),
    ...(minimumRisk === undefined ? [] : [sql`v.risk_score >= ${minimumRisk}::smallint`]),
    ...(overdueAt === undefined
      ? []
      : [sql`v.due_at < ${overdueAt}::timestamptz`, sql`v.status = any(${openStatuses}::text[])`]),
    ...(policy === undefined
      ? []
      : [sql`(v.policy_id = any(${policy}::bigint[]) or v.required_by = any(${policy}::bigint[]))`]),
    ...(groups === null ? [] : [sql`v.alias_group_id = any(${groups}::bigint[])`]),
    ...(packages === null ? [] : [sql`v.package_id = any(${packages}::bigint[])`]),
    ...(words === null ? [] : [wordCondition(words)]),
  ]
}

function decided(decisions: readonly string[] | undefined): readonly RawBuilder<unknown>[] {
  if (decisions === undefined) return []
  const some = sql`v.decision = any(${decisions}::text[])`
  // Said twice for the planner: the index holds only what somebody decided on.
  return decisions.includes('none') ? [some] : [some, sql`v.decision <> 'none'`]
}

function wordCondition(words: NonNullable<Meaning['words']>): RawBuilder<unknown> {
  const { groups } = words
  if ('title' in words) {
    return sql`(v.alias_group_id = any(${groups}::bigint[]) or (v.alias_group_id is null and ${contains(sql`v.title`, words.title)}))`
  }
  const { packages } = words
  if (packages.length === 0) return sql`v.alias_group_id = any(${groups}::bigint[])`
  if (groups.length === 0) return sql`v.package_id = any(${packages}::bigint[])`
  return sql`(v.alias_group_id = any(${groups}::bigint[]) or v.package_id = any(${packages}::bigint[]))`
}
