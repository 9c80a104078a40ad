import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export interface ProductChange {
  readonly name?: string
  readonly productTypeId?: number
  readonly description?: string | null
  readonly owner?: string | null
  readonly criticality?: string
  readonly environment?: string | null
  readonly tags?: readonly string[]
  readonly scanProfileId?: number | null
}

type ProductTypeChange = Pick<ProductChange, 'name' | 'description' | 'scanProfileId'>

/** Products, their types, and the assets they own. */
export class ProductWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** The id of the type with this name; adds it when missing. */
  async typeNamed(name: string): Promise<number> {
    await this.#tx
      .insertInto('product_type')
      .values({ name })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const row = await this.#tx.selectFrom('product_type').select('id').where('name', '=', name).executeTakeFirstOrThrow()
    return row.id
  }

  async typeExists(id: number): Promise<boolean> {
    return (await this.#tx.selectFrom('product_type').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  }

  /** `null` when there is a type of that name. */
  async createType({ name, description }: ProductTypeChange & { readonly name: string }): Promise<number | null> {
    const row = await this.#tx
      .insertInto('product_type')
      .values({ name, description: description ?? null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return row?.id ?? null
  }

  async typeNameTaken(name: string, except: number): Promise<boolean> {
    const row = await this.#tx
      .selectFrom('product_type')
      .select('id')
      .where('name', '=', name)
      .where('id', '<>', except)
      .executeTakeFirst()
    return row !== undefined
  }

  /** `false` when there is no such type. */
  async updateType(id: number, { name, description, scanProfileId }: ProductTypeChange): Promise<boolean> {
    const change = {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(scanProfileId !== undefined && { scan_profile_id: scanProfileId }),
    }
    if (Object.keys(change).length === 0) return this.typeExists(id)
    const row = await this.#tx.updateTable('product_type').set(change).where('id', '=', id).returning('id').executeTakeFirst()
    return row !== undefined
  }

  /** The id of the product with this name under the type; adds it when missing. */
  async named(productTypeId: number, name: string): Promise<number> {
    await this.#tx
      .insertInto('product')
      .values({ product_type_id: productTypeId, name })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const row = await this.#tx
      .selectFrom('product')
      .select('id')
      .where('product_type_id', '=', productTypeId)
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    return row.id
  }

  /** `null` when the type already has a product of that name. */
  async create(productTypeId: number, change: ProductChange & { readonly name: string }): Promise<number | null> {
    const row = await this.#tx
      .insertInto('product')
      .values({
        product_type_id: productTypeId,
        name: change.name,
        description: change.description ?? null,
        owner: change.owner ?? null,
        environment: change.environment ?? null,
        scan_profile_id: change.scanProfileId ?? null,
        ...(change.criticality !== undefined && { criticality: change.criticality }),
        ...(change.tags !== undefined && { tags: [...change.tags] }),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return row?.id ?? null
  }

  async find(id: number) {
    return this.#tx
      .selectFrom('product')
      .select(['id', 'name', 'product_type_id as productTypeId'])
      .where('id', '=', id)
      .executeTakeFirst()
  }

  async nameTaken(productTypeId: number, name: string, except: number): Promise<boolean> {
    const row = await this.#tx
      .selectFrom('product')
      .select('id')
      .where('product_type_id', '=', productTypeId)
      .where('name', '=', name)
      .where('id', '<>', except)
      .executeTakeFirst()
    return row !== undefined
  }

  async update(id: number, change: ProductChange, at: Date): Promise<void> {
    await this.#tx
      .updateTable('product')
      .set({
        ...(change.name !== undefined && { name: change.name }),
        ...(change.productTypeId !== undefined && { product_type_id: change.productTypeId }),
        ...(change.description !== undefined && { description: change.description }),
        ...(change.owner !== undefined && { owner: change.owner }),
        ...(change.criticality !== undefined && { criticality: change.criticality }),
        ...(change.environment !== undefined && { environment: change.environment }),
        ...(change.tags !== undefined && { tags: [...change.tags] }),
        ...(change.scanProfileId !== undefined && { scan_profile_id: change.scanProfileId }),
        updated_at: at,
      })
      .where('id', '=', id)
      .execute()
  }

  async ownIfNobodyDoes(id: number, owner: string): Promise<void> {
    await this.#tx.updateTable('product').set({ owner }).where('id', '=', id).where('owner', 'is', null).execute()
  }

  async delete(id: number): Promise<void> {
    await this.#tx.deleteFrom('product').where('id', '=', id).execute()
  }

  /** The application asset of a record without repository; one a product and name. */
  async application(productId: number, name: string): Promise<number> {
    const row = await this.#tx
      .selectFrom('asset')
      .select('id')
      .where('kind', '=', 'application')
      .where('product_id', '=', productId)
      .where('name', '=', name)
      .executeTakeFirst()
    if (row) return row.id
    const created = await this.#tx
      .insertInto('asset')
      .values({ kind: 'application', product_id: productId, name })
      .returning('id')
      .executeTakeFirstOrThrow()
    return created.id
  }

  async adopt(assetId: number, productId: number): Promise<void> {
    await this.#tx.updateTable('asset').set({ product_id: productId }).where('id', '=', assetId).execute()
  }
}
