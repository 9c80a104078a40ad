import { type Kysely, sql } from 'kysely'
import type { DigestTerms, Urgency } from '../../domain/notification.ts'
import type { GlobalRoleName, RoleName } from '../../domain/role.ts'
import type { MappingRuleValues } from '../mapping-rules/writer.ts'
import { SettingReader } from '../settings/reader.ts'
import type { Tables } from '../tables.ts'

/** A product type as a configuration file names it. */
export interface StoredProductType {
  readonly id: number
  readonly name: string
  readonly description: string | null
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
  readonly ticketSettings: unknown
  readonly credentialsExpireGiven: Date | null
}

/** A mapping rule with the names of what it refers to. */
export interface StoredMappingRule extends Omit<MappingRuleValues, 'connectionId' | 'productTypeId'> {
  readonly id: number
  readonly connection: string | null
  readonly productType: string | null
}

/** A scan profile with the names of what it refers to. */
export interface StoredScanProfile {
  readonly id: number
  readonly name: string
  readonly isDefault: boolean
  readonly propagate: boolean
  readonly schedule: unknown
  readonly rules: unknown
  readonly kinds: readonly string[]
  readonly minimumSeverity: string | null
  /** Labels of exporters. */
  readonly exporters: readonly string[]
  readonly products: readonly { readonly type: string; readonly name: string }[]
  readonly productTypes: readonly string[]
}

/** What is told through a connection. */
export interface StoredSubscription {
  readonly connection: string
  readonly types: readonly string[] | null
  readonly minimumUrgency: Urgency
  /** Rank. */
  readonly minimumSeverity: number | null
  /** Names; `null` with `products` for everything. */
  readonly productTypes: readonly string[] | null
  readonly products: readonly { readonly type: string; readonly name: string }[] | null
  readonly digest: DigestTerms | null
}

export interface StoredPerson {
  readonly id: string
  readonly email: string
  readonly role: GlobalRoleName
  /** Beyond that, by name of the product type. */
  readonly productTypes: Readonly<Record<string, RoleName>>
  readonly disabled: boolean
}

/** Everything that a configuration file can describe. */
export interface StoredConfiguration {
  readonly productTypes: readonly StoredProductType[]
  readonly products: readonly StoredProduct[]
  readonly connections: readonly StoredConnection[]
  /** In the order they are tried. */
  readonly mappingRules: readonly StoredMappingRule[]
  readonly scanProfiles: readonly StoredScanProfile[]
  /** In the order they were made. */
  readonly subscriptions: readonly StoredSubscription[]
  readonly people: readonly StoredPerson[]
  /** Of the whole hub, as they are stored, by group. */
  readonly settings: ReadonlyMap<string, unknown>
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
        productTypes: await tx
          .selectFrom('product_type')
          .select(['id', 'name', 'description'])
          .orderBy(inOrder('name'))
          .execute(),
        products: await products(tx),
        connections: await connections(tx),
        mappingRules: await mappingRules(tx),
        scanProfiles: await scanProfiles(tx),
        subscriptions: await subscriptions(tx),
        people: await people(tx),
        settings: await new SettingReader(tx).all(),
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
      'ticket_settings as ticketSettings',
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

async function scanProfiles(tx: Kysely<Tables>): Promise<readonly StoredScanProfile[]> {
  const { rows } = await sql<StoredScanProfile>`
    select s.id, s.name, s.is_default as "isDefault", s.propagate, s.schedule, s.rules, s.kinds, s.minimum_severity as "minimumSeverity",
      array(select c.label from scan_profile_exporter e join connection c on c.id = e.connection_id
        where e.scan_profile_id = s.id and c.removed_at is null order by c.label collate "C") as exporters,
      coalesce((select json_agg(json_build_object('type', t.name, 'name', p.name) order by t.name collate "C", p.name collate "C")
        from product p join product_type t on t.id = p.product_type_id where p.scan_profile_id = s.id), '[]') as products,
      array(select t.name from product_type t where t.scan_profile_id = s.id order by t.name collate "C") as "productTypes"
    from scan_profile s order by s.name collate "C"
  `.execute(tx)
  return rows
}

async function subscriptions(tx: Kysely<Tables>): Promise<readonly StoredSubscription[]> {
  const { rows } = await sql<StoredSubscription>`
    select c.label as connection, s.types, s.minimum_urgency as "minimumUrgency", s.minimum_severity as "minimumSeverity",
      case when s.digest_cadence is null then null else
        json_build_object('cadence', s.digest_cadence, 'whenQuiet', s.digest_when_quiet) end as digest,
      case when s.product_ids is null then null else coalesce((
        select json_agg(json_build_object('type', t.name, 'name', p.name) order by t.name collate "C", p.name collate "C")
        from product p join product_type t on t.id = p.product_type_id where p.id = any(s.product_ids)), '[]') end as products,
      case when s.product_type_ids is null then null else
        array(select t.name from product_type t where t.id = any(s.product_type_ids) order by t.name collate "C")
      end as "productTypes"
    from notification_subscription s join connection c on c.id = s.connection_id
    where c.removed_at is null order by c.label collate "C", s.id
  `.execute(tx)
  return rows
}

async function people(tx: Kysely<Tables>): Promise<readonly StoredPerson[]> {
  const { rows } = await sql<StoredPerson>`
    select u.id, u.email, u.role, u.disabled_at is not null as disabled,
      coalesce((select json_object_agg(t.name, g.role order by t.name collate "C")
        from product_type_role g join product_type t on t.id = g.product_type_id where g.user_id = u.id), '{}') as "productTypes"
    from hub_user u order by u.email collate "C"
  `.execute(tx)
  return rows
}

/** The same on every server, whatever its language. */
function inOrder(column: string) {
  return sql`${sql.ref(column)} collate "C"`
}
