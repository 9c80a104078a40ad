import { type Kysely, sql } from 'kysely'
import { type RuleSubject, ruleProductKey } from '../../domain/mapping-rule.ts'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import { type MappingRule, ruleColumns } from './writer.ts'

export interface MappingRuleView extends MappingRule {
  readonly position: number
  readonly connectionLabel: string | null
  readonly connector: string | null
  readonly productTypeName: string | null
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** A record that rules may map, and what it leads to so far. */
export interface RuledRecord extends RuleSubject {
  readonly id: number
  readonly state: Tables['record']['state']
  readonly connectionLabel: string
  readonly connector: string
  readonly productId: number | null
  readonly productName: string | null
}

const columns = sql`m.id, m.position, m.connection_id as "connectionId", m.name_pattern as "namePattern", m.url_pattern as "urlPattern",
  m.tag_pattern as "tagPattern", m.attribute_name as "attributeName", m.attribute_pattern as "attributePattern",
  m.product_name as "productName", m.product_type_id as "productTypeId", m.owner, c.label as "connectionLabel", c.connector,
  t.name as "productTypeName", m.created_by as "createdBy", m.created_at as "createdAt", m.updated_at as "updatedAt"`
const from = sql`mapping_rule m left join connection c on c.id = m.connection_id left join product_type t on t.id = m.product_type_id`

const inOrder: Order = {
  name: 'position',
  keys: [
    { expression: sql`m.position::bigint`, type: 'bigint', direction: 'asc' },
    { expression: sql`m.id`, type: 'bigint', direction: 'asc' },
  ],
}

export class MappingRuleReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(page: PageOf): Promise<Rows<MappingRuleView>> {
    return listRows(this.#db, { columns, from, where: [], order: inOrder }, page)
  }

  async find(id: number): Promise<MappingRuleView | undefined> {
    const { rows } = await sql<MappingRuleView>`select ${columns} from ${from} where m.id = ${id}`.execute(this.#db)
    return rows[0]
  }

  /** All rules in the order they are tried. */
  async all(): Promise<readonly MappingRule[]> {
    const { rows } = await sql<MappingRule>`select ${ruleColumns} from mapping_rule order by position, id`.execute(this.#db)
    return rows
  }

  /** Records that rules may map: unmapped ones, and where `automatic` those with a product of their own, by ascending id. */
  async ruled(after: number, limit: number, automatic: boolean): Promise<readonly RuledRecord[]> {
    const { rows } = await sql<RuledRecord>`
      select r.id, r.state, r.connection_id as "connectionId", r.name, r.url, r.tags, r.attributes, r.clue,
        c.label as "connectionLabel", c.connector, p.id as "productId", p.name as "productName"
      from record r join connection c on c.id = r.connection_id left join mapping m on m.record_id = r.id
      left join product p on p.id = m.product_id
      where r.id > ${after} and r.present and r.ignored_at is null and c.removed_at is null
        and (m.record_id is null or (${automatic} and m.method = 'auto-product'))
      order by r.id limit ${limit}
    `.execute(this.#db)
    return rows
  }

  /** Which of the products exist, by `ruleProductKey`; a type of `null` is the general one. */
  async existing(
    products: readonly { readonly productTypeId: number | null; readonly productName: string }[],
    generalType: string,
  ): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ typeId: number | null; name: string }>`
      select n.type_id as "typeId", n.name
      from unnest(${products.map((each) => each.productTypeId)}::bigint[], ${products.map((each) => each.productName)}::text[])
        as n (type_id, name)
      where exists (select 1 from product p join product_type t on t.id = p.product_type_id
        where p.name = n.name and (t.id = n.type_id or (n.type_id is null and t.name = ${generalType})))
    `.execute(this.#db)
    return new Set(rows.map((row) => ruleProductKey({ productTypeId: row.typeId, productName: row.name })))
  }
}
