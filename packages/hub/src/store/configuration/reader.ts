import { type Kysely, sql } from 'kysely'
import type { GlobalRoleName } from '../../domain/role.ts'
import type { MappingRuleValues } from '../mapping-rules/writer.ts'
import type { Tables } from '../tables.ts'

/** A product type as a configuration file names it. */
export interface StoredProductType {
  readonly id: number
  readonly name: string
}

export interface StoredProduct {
  readonly id: number
  readonly type: string
  readonly name: string
  readonly description: string | null
  readonly owner: string | null
  readonly criticality: string
  readonly environment: string | null
  readonly tags: readonly string[]
}

export interface StoredConnection {
  readonly id: number
  readonly connector: string
  readonly label: string
  readonly state: Tables['connection']['state']
  readonly config: Readonly<Record<string, unknown>>
  /** Sealed: a file that says the same secret again must change nothing, and only opening them tells. */
  readonly secrets: Readonly<Record<string, string>>
  readonly autoMap: boolean
  readonly schedule: unknown
  readonly rules: unknown
  readonly credentialsExpireGiven: Date | null
}

/** A mapping rule with the names of what it refers to. */
export interface StoredMappingRule extends Omit<MappingRuleValues, 'connectionId' | 'productTypeId'> {
  readonly id: number
  readonly connection: string | null
  readonly productType: string | null
}

export interface StoredPerson {
  readonly id: string
  readonly email: string
  readonly role: GlobalRoleName
  readonly disabled: boolean
}

/** Everything that a configuration file can describe. */
export interface StoredConfiguration {
  readonly productTypes: readonly StoredProductType[]
  readonly products: readonly StoredProduct[]
  readonly connections: readonly StoredConnection[]
  /** In the order they are tried. */
  readonly mappingRules: readonly StoredMappingRule[]
  readonly people: readonly StoredPerson[]
}

export class ConfigurationReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** All of it as of one moment. */
  async read(): Promise<StoredConfiguration> {
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => ({
        productTypes: await tx.selectFrom('product_type').select(['id', 'name']).orderBy(inOrder('name')).execute(),
        products: await products(tx),
        connections: await connections(tx),
        mappingRules: await mappingRules(tx),
        people: await people(tx),
      }))
  }
}

async function products(tx: Kysely<Tables>): Promise<readonly StoredProduct[]> {
  return tx
    .selectFrom('product')
    .innerJoin('product_type', 'product_type.id', 'product.product_type_id')
    .select([
      'product.id',
      'product_type.name as type',
      'product.name',
      'product.description',
      'owner',
      'criticality',
      'environment',
      'tags',
    ])
    .orderBy(inOrder('product_type.name'))
    .orderBy(inOrder('product.name'))
    .execute()
}

async function connections(tx: Kysely<Tables>): Promise<readonly StoredConnection[]> {
  return tx
    .selectFrom('connection')
    .select([
      'id',
      'connector',
      'label',
      'state',
      'config',
      'secrets',
      'auto_map as autoMap',
      'schedule',
      'rules',
      'credentials_expire_given as credentialsExpireGiven',
    ])
    .where('removed_at', 'is', null)
    .orderBy(inOrder('label'))
    .execute()
}

async function mappingRules(tx: Kysely<Tables>): Promise<readonly StoredMappingRule[]> {
  return tx
    .selectFrom('mapping_rule as m')
    .leftJoin('connection as c', 'c.id', 'm.connection_id')
    .leftJoin('product_type as t', 't.id', 'm.product_type_id')
    .select([
      'm.id',
      'c.label as connection',
      'm.name_pattern as namePattern',
      'm.url_pattern as urlPattern',
      'm.tag_pattern as tagPattern',
      'm.attribute_name as attributeName',
      'm.attribute_pattern as attributePattern',
      'm.product_name as productName',
      't.name as productType',
      'm.owner',
    ])
    .orderBy('m.position')
    .orderBy('m.id')
    .execute()
}

async function people(tx: Kysely<Tables>): Promise<readonly StoredPerson[]> {
  return tx
    .selectFrom('hub_user')
    .select(['id', 'email', 'role', sql<boolean>`disabled_at is not null`.as('disabled')])
    .orderBy(inOrder('email'))
    .execute()
}

/** The same on every server, whatever its language. */
function inOrder(column: string) {
  return sql`${sql.ref(column)} collate "C"`
}
