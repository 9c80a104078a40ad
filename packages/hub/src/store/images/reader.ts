import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { ImageName, SourceWay } from '../../domain/image.ts'
import type { Order } from '../order.ts'
import { anyOf, contains, listRows, type PageOf, type Rows } from '../page.ts'
import { productInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'
import { effectiveProduct } from './effective-product.ts'

export interface ImageView {
  readonly id: number
  readonly registry: string
  readonly name: string
  readonly firstSeenAt: Date
  readonly productId: number | null
  readonly productName: string | null
  readonly labelUrl: string | null
  readonly labelDockerfile: string | null
  readonly toldBy: string | null
  readonly sourceId: number | null
  readonly sourceName: string | null
  readonly sourceUrl: string | null
  readonly sourceDockerfile: string | null
  readonly sourceBy: SourceWay | null
  readonly sourceSince: Date | null
}

/** What is in an image. `open` by severity rank. */
export interface ImageExtent {
  readonly imageId: number
  readonly versions: number
  readonly open: Readonly<Record<string, number>>
}

interface ImageFilter {
  readonly registry?: readonly string[] | undefined
  readonly product?: readonly number[] | undefined
  /** Built in it, or with vulnerabilities that a scanner reports in it. */
  readonly repository?: readonly number[] | undefined
  readonly hasSource?: boolean | undefined
  readonly q?: string | undefined
  readonly sight?: Sight | undefined
}

interface ImageVersionView {
  readonly tag: string
  readonly digest: string
  readonly firstSeenAt: Date
}

/** A record whose scanner sees an image. */
interface ImageRecordView {
  readonly id: number
  readonly name: string
  readonly connectionId: number
  readonly connectionLabel: string
  readonly connector: string
  /** Whether it is the image itself, rather than something that holds it. */
  readonly isImage: boolean
}

export interface ImageRuleView {
  readonly id: number
  readonly position: number
  readonly registryPattern: string | null
  readonly namePattern: string | null
  readonly dockerfile: string | null
  readonly repositoryId: number
  readonly repositoryName: string
  readonly repositoryUrl: string
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Versions and records that are told of one image. */
const listed = 100

const columns = sql`i.asset_id as id, i.registry, i.name, i.first_seen_at as "firstSeenAt", p.id as "productId", p.name as "productName",
  i.label_url as "labelUrl", i.label_dockerfile as "labelDockerfile", i.told_by as "toldBy", s.asset_id as "sourceId",
  s.full_name as "sourceName", s.url as "sourceUrl", i.source_dockerfile as "sourceDockerfile", i.source_by as "sourceBy",
  i.source_since as "sourceSince"`
const from = sql`image i join asset a on a.id = i.asset_id left join repository s on s.asset_id = i.source_repository_id
  left join asset sa on sa.id = s.asset_id left join product p on p.id = ${effectiveProduct}`
const ruleColumns = sql`u.id, u.position, u.registry_pattern as "registryPattern", u.name_pattern as "namePattern", u.dockerfile,
  r.asset_id as "repositoryId", r.full_name as "repositoryName", r.url as "repositoryUrl", u.created_by as "createdBy",
  u.created_at as "createdAt", u.updated_at as "updatedAt"`
const ruleFrom = sql`image_rule u join repository r on r.asset_id = u.repository_id`

const byName: Order = {
  name: 'name',
  keys: [
    { expression: sql`(i.name collate "C")`, type: 'text', direction: 'asc' },
    { expression: sql`i.asset_id`, type: 'bigint', direction: 'asc' },
  ],
}
const inOrder: Order = {
  name: 'position',
  keys: [
    { expression: sql`u.position::bigint`, type: 'bigint', direction: 'asc' },
    { expression: sql`u.id`, type: 'bigint', direction: 'asc' },
  ],
}

export class ImageReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: ImageFilter, page: PageOf): Promise<Rows<ImageView>> {
    const where = [
      ...anyOf(sql`i.registry`, 'text', filter.registry),
      ...anyOf(sql`p.id`, 'bigint', filter.product),
      ...(filter.repository === undefined ? [] : [inRepository(filter.repository)]),
      ...(filter.hasSource === undefined ? [] : [sql`(i.source_repository_id is not null) = ${filter.hasSource}`]),
      ...productInSight(sql`p.product_type_id`, filter.sight ?? null),
      ...(filter.q === undefined ? [] : [contains(sql`(i.registry || '/' || i.name)`, filter.q)]),
    ]
    return listRows(this.#db, { columns, from, where, order: byName }, page)
  }

  /** Those of the names that are known. */
  async named(names: readonly ImageName[]): Promise<readonly ImageView[]> {
    const { rows } = await sql<ImageView>`
      select distinct ${columns} from ${from}
      join unnest(${names.map((image) => image.registry)}::text[], ${names.map((image) => image.name)}::text[]) as n (registry, name)
        on i.registry = n.registry and i.name = n.name
    `.execute(this.#db)
    return rows
  }

  async find(id: number): Promise<ImageView | undefined> {
    const { rows } = await sql<ImageView>`select ${columns} from ${from} where i.asset_id = ${id}`.execute(this.#db)
    return rows[0]
  }

  async extents(ids: readonly number[], openStatuses: readonly string[]): Promise<ReadonlyMap<number, ImageExtent>> {
    const { rows } = await sql<ImageExtent>`
      select i.id as "imageId", (select count(*) from image_version v where v.asset_id = i.id) as versions,
        coalesce((select json_object_agg(c.severity, c.n) from (
          select o.severity, count(*) as n from (
            select v.id, v.severity from vulnerability v where v.image_id = i.id and v.status = any(${openStatuses}::text[])
            union
            select v.id, v.severity from vulnerability v where v.asset_id = i.id and v.status = any(${openStatuses}::text[])
          ) o group by o.severity) c), '{}') as open
      from unnest(${ids}::bigint[]) as i (id)
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.imageId, row]))
  }

  /** Newest first, at most 100. */
  async versions(id: number): Promise<readonly ImageVersionView[]> {
    const { rows } = await sql<ImageVersionView>`
      select tag, digest, first_seen_at as "firstSeenAt" from image_version where asset_id = ${id}
      order by first_seen_at desc, tag desc, digest desc limit ${listed}
    `.execute(this.#db)
    return rows
  }

  /** At most 100. */
  async records(id: number): Promise<readonly ImageRecordView[]> {
    const { rows } = await sql<ImageRecordView>`
      select r.id, r.name, c.id as "connectionId", c.label as "connectionLabel", c.connector, bool_or(seen.is_image) as "isImage"
      from (
        select record_id, true as is_image from mapping where image_id = ${id} or asset_id = ${id}
        union all
        select f.record_id, false from vulnerability v join finding f on f.vulnerability_id = v.id and f.asset_id = v.asset_id
        where v.image_id = ${id}
      ) seen join record r on r.id = seen.record_id join connection c on c.id = r.connection_id and c.removed_at is null
      group by r.id, r.name, c.id, c.label, c.connector order by r.id limit ${listed}
    `.execute(this.#db)
    return rows
  }

  /** Base images that findings in it name, by the alphabet; at most 100. */
  async bases(id: number): Promise<readonly string[]> {
    const { rows } = await sql<{ reference: string }>`
      select distinct f.extra -> 'base' ->> 'reference' as reference
      from vulnerability v join finding f on f.vulnerability_id = v.id and f.asset_id = v.asset_id and f.present
      where (v.image_id = ${id} or v.asset_id = ${id}) and f.extra -> 'base' ->> 'reference' is not null
      order by reference limit ${listed}
    `.execute(this.#db)
    return rows.map((row) => row.reference)
  }

  listRules(page: PageOf): Promise<Rows<ImageRuleView>> {
    return listRows(this.#db, { columns: ruleColumns, from: ruleFrom, where: [], order: inOrder }, page)
  }

  async findRule(id: number): Promise<ImageRuleView | undefined> {
    const { rows } = await sql<ImageRuleView>`select ${ruleColumns} from ${ruleFrom} where u.id = ${id}`.execute(this.#db)
    return rows[0]
  }
}

function inRepository(ids: readonly number[]): RawBuilder<unknown> {
  return sql`(i.source_repository_id = any(${ids}::bigint[])
    or exists (select 1 from vulnerability v where v.image_id = i.asset_id and v.asset_id = any(${ids}::bigint[])))`
}
