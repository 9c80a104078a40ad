import { type Kysely, sql } from 'kysely'
import { activeStates } from '../../domain/remediation-state.ts'
import type { Tables } from '../tables.ts'

/** A fix that is carried out wherever a version below its bound is in use. */
export interface Campaign {
  readonly id: number
  readonly name: string
  readonly packageType: string
  /** Versions from this one on are fixed. */
  readonly below: string
  /** Of the upgrades it takes in. */
  readonly groupKey: string
  readonly createdBy: string | null
}

export interface NewCampaign extends Omit<Campaign, 'id'> {
  readonly packageKey: string
  readonly packageName: string
}

/** An upgrade that a campaign may take in. */
export interface Candidate {
  readonly id: number
  readonly groupKey: string
  readonly fix: unknown
}

const campaign = sql`id, name, package_type as "packageType", below, group_key as "groupKey", created_by as "createdBy"`

export class CampaignWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** `null` when the name is taken. */
  async insert(values: NewCampaign, at: Date): Promise<number | null> {
    const row = await this.#tx
      .insertInto('campaign')
      .values({
        name: values.name,
        package_key: values.packageKey,
        package_name: values.packageName,
        package_type: values.packageType,
        below: values.below,
        group_key: values.groupKey,
        created_by: values.createdBy,
        created_at: at,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst()
    return row?.id ?? null
  }

  /** Returns whether it was still running. */
  async close(id: number, by: string, at: Date): Promise<boolean> {
    const row = await this.#tx
      .updateTable('campaign')
      .set({ closed_at: at, closed_by: by })
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    return row !== undefined
  }

  async exists(id: number): Promise<boolean> {
    const row = await this.#tx.selectFrom('campaign').select('id').where('id', '=', id).executeTakeFirst()
    return row !== undefined
  }

  /** The running campaigns that take in such upgrades, the oldest first. */
  async running(groupKeys: readonly string[]): Promise<readonly Campaign[]> {
    if (groupKeys.length === 0) return []
    const { rows } = await sql<Campaign>`
      select ${campaign} from campaign where group_key = any(${groupKeys}::text[]) and closed_at is null order by id
    `.execute(this.#tx)
    return rows
  }

  /** Upgrades in no campaign that are proposed or under way, a batch at a time in the order of their ids. */
  async candidates(groupKey: string, after: number, limit: number): Promise<readonly Candidate[]> {
    const { rows } = await sql<Candidate>`
      select id, group_key as "groupKey", fix from remediation
      where group_key = ${groupKey} and campaign_id is null and id > ${after} and state = any(${['proposed', ...activeStates]}::text[])
      order by id limit ${limit}
    `.execute(this.#tx)
    return rows
  }

  /** The same for one repository or image. */
  async candidatesOf(assetId: number): Promise<readonly Candidate[]> {
    const { rows } = await sql<Candidate>`
      select r.id, r.group_key as "groupKey", r.fix from remediation r
      where r.asset_id = ${assetId} and r.campaign_id is null and r.state = any(${['proposed', ...activeStates]}::text[])
        and exists (select 1 from campaign c where c.group_key = r.group_key and c.closed_at is null)
      order by r.id
    `.execute(this.#tx)
    return rows
  }

  async take(campaignId: number, remediationIds: readonly number[]): Promise<void> {
    if (remediationIds.length === 0) return
    await sql`
      update remediation set campaign_id = ${campaignId} where id = any(${remediationIds}::bigint[]) and campaign_id is null
    `.execute(this.#tx)
  }
}
