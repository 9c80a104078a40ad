import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { AssetTable } from '../asset-tables.ts'
import type { Tables } from '../tables.ts'

/** Where vulnerabilities are, as documents name it. */
export interface AssetPlace {
  readonly assetId: number
  readonly kind: AssetTable['kind']
  readonly name: string
  readonly url: string | null
  /** The default branch of a repository. */
  readonly branch: string | null
}

export class PlaceReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async ofRepository(assetId: number): Promise<AssetPlace | undefined> {
    const [place] = await this.#places(sql`r.asset_id = ${assetId}`)
    return place
  }

  /** All of a product but repositories that are archived or gone. `undefined` for a product that is not there. */
  async ofProduct(productId: number): Promise<{ readonly name: string; readonly places: readonly AssetPlace[] } | undefined> {
    const { rows } = await sql<{ name: string }>`select name from product where id = ${productId}`.execute(this.#db)
    const [product] = rows
    if (product === undefined) return undefined
    const places = await this.#places(
      sql`a.product_id = ${productId} and (r.asset_id is null or (r.present and not r.archived))`,
    )
    return { name: product.name, places }
  }

  async #places(where: RawBuilder<unknown>): Promise<readonly AssetPlace[]> {
    const { rows } = await sql<AssetPlace>`
      select a.id as "assetId", a.kind, coalesce(r.full_name, a.name) as name, r.url, r.default_branch as branch
      from asset a left join repository r on r.asset_id = a.id where ${where} order by a.id
    `.execute(this.#db)
    return rows
  }
}
