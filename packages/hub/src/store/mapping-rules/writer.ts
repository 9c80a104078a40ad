import { type Kysely, sql } from 'kysely'
import type { RuleConditions } from '../../domain/mapping-rule.ts'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

/** A rule: what a record must be like, and the product it belongs to then. */
export interface MappingRule extends RuleConditions {
  readonly id: number
  readonly productName: string
  readonly productTypeId: number | null
  /** Of the product, where it has none yet. */
  readonly owner: string | null
}

export type MappingRuleValues = Omit<MappingRule, 'id'>

export class MappingRuleWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** All rules in the order they are tried. */
  async all(): Promise<readonly MappingRule[]> {
    const { rows } = await sql<MappingRule>`select ${ruleColumns} from mapping_rule order by position, id`.execute(this.#tx)
    return rows
  }

  /** The same, held until the transaction ends: two people who put rules in order must not mix their orders. */
  async hold(): Promise<readonly MappingRule[]> {
    await sql`lock table mapping_rule in share row exclusive mode`.execute(this.#tx)
    return this.all()
  }

  /** Adds a rule after all others. */
  async insert(values: MappingRuleValues, by: string, at: Date): Promise<number> {
    const row = await this.#tx
      .insertInto('mapping_rule')
      .values({
        ...rowOf(values),
        position: sql<number>`(select coalesce(max(position), 0) + 1 from mapping_rule)`,
        created_by: by,
        created_at: at,
        updated_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  async update(id: number, values: MappingRuleValues, at: Date): Promise<void> {
    await this.#tx
      .updateTable('mapping_rule')
      .set({ ...rowOf(values), updated_at: at })
      .where('id', '=', id)
      .execute()
  }

  async delete(id: number): Promise<void> {
    await this.#tx.deleteFrom('mapping_rule').where('id', '=', id).execute()
  }

  /** Numbers the rules from 1 in this order. */
  async order(ids: readonly number[]): Promise<void> {
    const numbered = ids.map((id, index) => ({ id, position: index + 1 }))
    const columns = [
      column('id', 'bigint', numbered, (row) => row.id),
      column('position', 'integer', numbered, (row) => row.position),
    ]
    await sql`
      update mapping_rule r set position = n.position from ${unnest('n', columns)} where r.id = n.id and r.position <> n.position
    `.execute(this.#tx)
  }
}

export const ruleColumns = sql`id, connection_id as "connectionId", name_pattern as "namePattern", url_pattern as "urlPattern",
  tag_pattern as "tagPattern", attribute_name as "attributeName", attribute_pattern as "attributePattern",
  product_name as "productName", product_type_id as "productTypeId", owner`

function rowOf(values: MappingRuleValues) {
  return {
    connection_id: values.connectionId,
    name_pattern: values.namePattern,
    url_pattern: values.urlPattern,
    tag_pattern: values.tagPattern,
    attribute_name: values.attributeName,
    attribute_pattern: values.attributePattern,
    product_name: values.productName,
    product_type_id: values.productTypeId,
    owner: values.owner,
  }
}
