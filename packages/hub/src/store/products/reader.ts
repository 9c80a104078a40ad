import { type Kysely, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { Order } from '../order.ts'
import { anyOf, contains, listRows, type PageOf, type Rows } from '../page.ts'
import { profileFrom, profileInForce } from '../scan-profiles/in-force.ts'
import { productInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

/** The scan profile that was chosen, and the one in force with where it comes from. */
export interface ProfileView {
  readonly chosenProfileId: number | null
  readonly chosenProfileName: string | null
  readonly profileId: number | null
  readonly profileName: string | null
  readonly profileFrom: 'product' | 'product-type' | 'default' | null
  readonly profileNextSyncAt: Date | null
}

export interface ProductView extends ProfileView {
  readonly id: number
  readonly name: string
  readonly typeId: number
  readonly typeName: string
  readonly description: string | null
  readonly owner: string | null
  readonly criticality: string
  readonly environment: string | null
  readonly tags: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** The scan profile in force is that of its products which chose none. */
export interface ProductTypeView extends ProfileView {
  readonly id: number
  readonly name: string
  readonly description: string | null
  readonly products: number
  readonly createdAt: Date
}

export interface ProductFilter {
  readonly productType?: readonly number[] | undefined
  readonly criticality?: readonly string[] | undefined
  readonly environment?: readonly string[] | undefined
  readonly tag?: readonly string[] | undefined
  readonly q?: string | undefined
  readonly sight?: Sight | undefined
}

const profileColumns = sql`chosen.id as "chosenProfileId", chosen.name as "chosenProfileName", profile.id as "profileId",
  profile.name as "profileName", ${profileFrom} as "profileFrom", profile.next_sync_at as "profileNextSyncAt"`
const columns = sql`p.id, p.name, t.id as "typeId", t.name as "typeName", p.description, p.owner, p.criticality, p.environment, p.tags,
  p.created_at as "createdAt", p.updated_at as "updatedAt", ${profileColumns}`
const from = sql`product p join product_type t on t.id = p.product_type_id ${profileInForce}
  left join scan_profile chosen on chosen.id = p.scan_profile_id`
const typeColumns = sql`t.id, t.name, t.description, t.created_at as "createdAt",
  (select count(*) from product p where p.product_type_id = t.id) as products, ${profileColumns}`
// As for a product of the type that chose nothing.
const typesFrom = sql`product_type t left join product p on false ${profileInForce}
  left join scan_profile chosen on chosen.id = t.scan_profile_id`

const byName: Order = {
  name: 'name',
  keys: [
    { expression: sql`(lower(p.name) collate "C")`, type: 'text', direction: 'asc' },
    { expression: sql`p.id`, type: 'bigint', direction: 'asc' },
  ],
}
const typesByName: Order = {
  name: 'name',
  keys: [
    { expression: sql`(lower(t.name) collate "C")`, type: 'text', direction: 'asc' },
    { expression: sql`t.id`, type: 'bigint', direction: 'asc' },
  ],
}

export class ProductReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: ProductFilter, page: PageOf): Promise<Rows<ProductView>> {
    const where = [
      ...anyOf(sql`p.product_type_id`, 'bigint', filter.productType),
      ...anyOf(sql`p.criticality`, 'text', filter.criticality),
      ...anyOf(sql`p.environment`, 'text', filter.environment),
      ...(filter.tag === undefined ? [] : [sql`p.tags && ${filter.tag}::text[]`]),
      ...productInSight(sql`p.product_type_id`, filter.sight ?? null),
      ...(filter.q === undefined ? [] : [contains(sql`p.name`, filter.q)]),
    ]
    return listRows(this.#db, { columns, from, where, order: byName }, page)
  }

  async find(id: number): Promise<ProductView | undefined> {
    const { rows } = await sql<ProductView>`select ${columns} from ${from} where p.id = ${id}`.execute(this.#db)
    return rows[0]
  }

  listTypes(page: PageOf, sight: Sight = null): Promise<Rows<ProductTypeView>> {
    const where = productInSight(sql`t.id`, sight)
    return listRows(this.#db, { columns: typeColumns, from: typesFrom, where, order: typesByName }, page)
  }

  async findType(id: number): Promise<ProductTypeView | undefined> {
    const { rows } = await sql<ProductTypeView>`select ${typeColumns} from ${typesFrom} where t.id = ${id}`.execute(this.#db)
    return rows[0]
  }
}
