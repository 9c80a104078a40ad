import { type Kysely, sql } from 'kysely'
import { type ImageConditions, type ImageName, type ImageSource, imageNameKey, type SourceWay } from '../../domain/image.ts'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

/** An image as one sighting or record tells of it. */
export interface SeenImage extends ImageName {
  readonly tag: string | null
  readonly digest: string | null
  /** What its labels say. */
  readonly source: { readonly url: string; readonly dockerfile: string | null } | null
}

/** What is known of where an image is built, and what follows from it today. */
export interface ImageFacts extends ImageName {
  readonly id: number
  /** The image's own product, for as long as no repository builds it. */
  readonly productId: number | null
  readonly told: { readonly repositoryId: number; readonly dockerfile: string | null; readonly at: Date } | null
  readonly label: { readonly url: string; readonly dockerfile: string | null } | null
  readonly source: ImageSource | null
}

export interface ImageRule extends ImageConditions {
  readonly id: number
  readonly repositoryId: number
  readonly dockerfile: string | null
}

export type ImageRuleValues = Omit<ImageRule, 'id'>

/** A record that is mapped as the image it is. */
export interface ImageMapping {
  readonly recordId: number
  readonly assetId: number | null
  readonly productId: number | null
  readonly method: Tables['mapping']['method']
  readonly evidence: object
  readonly by: string | null
}

interface FactsRow extends ImageName {
  readonly id: number
  readonly productId: number | null
  readonly toldRepositoryId: number | null
  readonly toldDockerfile: string | null
  readonly toldAt: Date | null
  readonly labelUrl: string | null
  readonly labelDockerfile: string | null
  readonly sourceRepositoryId: number | null
  readonly sourceDockerfile: string | null
  readonly sourceBy: SourceWay | null
}

const ruleColumns = [
  'id',
  'registry_pattern as registryPattern',
  'name_pattern as namePattern',
  'repository_id as repositoryId',
  'dockerfile',
] as const

export class ImageWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Finds the images or adds them, with the tags, digests and labels that are told. Ids by `registry name`, and those that are new or labelled anew. */
  async see(
    seen: readonly SeenImage[],
    at: Date,
  ): Promise<{ readonly ids: ReadonlyMap<string, number>; readonly changed: readonly number[] }> {
    const byPlace = new Map(seen.map((image) => [imageNameKey(image), image]))
    const wanted = [...byPlace.keys()].toSorted().flatMap((place) => byPlace.get(place) ?? [])
    const added = await this.#add(wanted, at)
    const ids = await this.#idsOf(wanted)
    const labelled = await this.#label(seen, ids)
    await this.#addVersions(seen, ids, at)
    return { ids, changed: [...new Set([...added, ...labelled])] }
  }

  async #add(images: readonly SeenImage[], at: Date): Promise<readonly number[]> {
    const known = await this.#idsOf(images)
    const missing = images.filter((image) => !known.has(imageNameKey(image)))
    if (missing.length === 0) return []
    // Nobody else may add the same between looking and adding: an asset without its image would be left behind.
    await sql`select pg_advisory_xact_lock(hashtext('patchbay.image'))`.execute(this.#tx)
    const meanwhile = await this.#idsOf(missing)
    const fresh = missing.filter((image) => !meanwhile.has(imageNameKey(image)))
    const added: number[] = []
    for (const { registry, name } of fresh) {
      const asset = await this.#tx
        .insertInto('asset')
        .values({ kind: 'image', product_id: null, name: registry === '' ? name : `${registry}/${name}` })
        .returning('id')
        .executeTakeFirstOrThrow()
      await this.#tx.insertInto('image').values({ asset_id: asset.id, registry, name, first_seen_at: at }).execute()
      added.push(asset.id)
    }
    return added
  }

  async #idsOf(images: readonly ImageName[]): Promise<ReadonlyMap<string, number>> {
    if (images.length === 0) return new Map()
    const { rows } = await sql<ImageName & { id: number }>`
      select i.asset_id as id, i.registry, i.name
      from unnest(${images.map((image) => image.registry)}::text[], ${images.map((image) => image.name)}::text[]) as n (registry, name)
      join image i on i.registry = n.registry and i.name = n.name
    `.execute(this.#tx)
    return new Map(rows.map((row) => [imageNameKey(row), row.id]))
  }

  async #label(seen: readonly SeenImage[], ids: ReadonlyMap<string, number>): Promise<readonly number[]> {
    const labels = new Map(
      seen.flatMap((image) => (image.source === null ? [] : [[ids.get(imageNameKey(image)) ?? 0, image.source] as const])),
    )
    const changed: number[] = []
    for (const [id, { url, dockerfile }] of labels) {
      const result = await sql`
        update image set label_url = ${url}, label_dockerfile = ${dockerfile}
        where asset_id = ${id} and (label_url, label_dockerfile) is distinct from (${url}::text, ${dockerfile}::text)
      `.execute(this.#tx)
      if (result.numAffectedRows !== 0n) changed.push(id)
    }
    return changed
  }

  async #addVersions(seen: readonly SeenImage[], ids: ReadonlyMap<string, number>, at: Date): Promise<void> {
    const rows = seen.filter(({ tag, digest }) => tag !== null || digest !== null)
    if (rows.length === 0) return
    const columns = [
      column('asset_id', 'bigint', rows, (row) => ids.get(imageNameKey(row)) ?? 0),
      column('tag', 'text', rows, (row) => row.tag ?? ''),
      column('digest', 'text', rows, (row) => row.digest ?? ''),
    ]
    await sql`
      insert into image_version (${names(columns)}, first_seen_at)
      select distinct ${names(columns)}, ${at}::timestamptz from ${unnest('n', columns)} order by 1, 2, 3
      on conflict do nothing
    `.execute(this.#tx)
  }

  /** Held until the transaction ends. */
  async facts(ids: readonly number[]): Promise<readonly ImageFacts[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<FactsRow>`
      select i.asset_id as id, i.registry, i.name, a.product_id as "productId", i.told_repository_id as "toldRepositoryId",
        i.told_dockerfile as "toldDockerfile", i.told_at as "toldAt", i.label_url as "labelUrl",
        i.label_dockerfile as "labelDockerfile", i.source_repository_id as "sourceRepositoryId",
        i.source_dockerfile as "sourceDockerfile", i.source_by as "sourceBy"
      from image i join asset a on a.id = i.asset_id
      where i.asset_id = any(${ids}::bigint[]) order by i.asset_id for update of i
    `.execute(this.#tx)
    return rows.map(toFacts)
  }

  /** Ids by ascending id. */
  async after(id: number, limit: number): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('image')
      .select('asset_id')
      .where('asset_id', '>', id)
      .orderBy('asset_id')
      .limit(limit)
      .execute()
    return rows.map((row) => row.asset_id)
  }

  async tell(
    id: number,
    told: { readonly repositoryId: number; readonly dockerfile: string | null; readonly by: string } | null,
    at: Date,
  ): Promise<void> {
    await this.#tx
      .updateTable('image')
      .set({
        told_repository_id: told?.repositoryId ?? null,
        told_dockerfile: told?.dockerfile ?? null,
        told_by: told?.by ?? null,
        told_at: told === null ? null : at,
      })
      .where('asset_id', '=', id)
      .execute()
  }

  async setSource(id: number, source: ImageSource | null, since: Date): Promise<void> {
    await this.#tx
      .updateTable('image')
      .set({
        source_repository_id: source?.repositoryId ?? null,
        source_dockerfile: source?.dockerfile ?? null,
        source_by: source?.by ?? null,
        source_since: source === null ? null : since,
      })
      .where('asset_id', '=', id)
      .execute()
  }

  /** Records that are mapped as one of the images, by image. */
  async mapped(ids: readonly number[]): Promise<ReadonlyMap<number, readonly ImageMapping[]>> {
    const { rows } = await sql<ImageMapping & { imageId: number }>`
      select image_id as "imageId", record_id as "recordId", asset_id as "assetId", product_id as "productId", evidence, method, created_by as "by"
      from mapping where image_id = any(${ids}::bigint[]) order by record_id
    `.execute(this.#tx)
    return Map.groupBy(rows, (row) => row.imageId)
  }

  /** The rules in the order they are tried. */
  async rules(): Promise<readonly ImageRule[]> {
    return this.#tx.selectFrom('image_rule').select(ruleColumns).orderBy('position').orderBy('id').execute()
  }

  /** The same, held until the transaction ends. */
  async holdRules(): Promise<readonly ImageRule[]> {
    await sql`select pg_advisory_xact_lock(hashtext('patchbay.image-rule'))`.execute(this.#tx)
    return this.rules()
  }

  async insertRule(values: ImageRuleValues, by: string | null, at: Date): Promise<number> {
    const row = await this.#tx
      .insertInto('image_rule')
      .values({
        ...toRow(values),
        position: sql<number>`coalesce((select max(position) from image_rule), 0) + 1`,
        created_by: by,
        created_at: at,
        updated_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  async updateRule(id: number, values: ImageRuleValues, at: Date): Promise<void> {
    await this.#tx
      .updateTable('image_rule')
      .set({ ...toRow(values), updated_at: at })
      .where('id', '=', id)
      .execute()
  }

  async deleteRule(id: number): Promise<void> {
    await this.#tx.deleteFrom('image_rule').where('id', '=', id).execute()
  }

  /** Puts the rules in this order. */
  async orderRules(ids: readonly number[]): Promise<void> {
    await sql`
      update image_rule r set position = n.position
      from unnest(${ids}::bigint[]) with ordinality as n (id, position) where r.id = n.id
    `.execute(this.#tx)
  }
}

function toRow({ registryPattern, namePattern, repositoryId, dockerfile }: ImageRuleValues) {
  return { registry_pattern: registryPattern, name_pattern: namePattern, repository_id: repositoryId, dockerfile }
}

function toFacts(row: FactsRow): ImageFacts {
  const { id, registry, name, productId, toldRepositoryId, toldAt, labelUrl, sourceRepositoryId, sourceBy } = row
  return {
    id,
    registry,
    name,
    productId,
    told:
      toldRepositoryId === null || toldAt === null
        ? null
        : { repositoryId: toldRepositoryId, dockerfile: row.toldDockerfile, at: toldAt },
    label: labelUrl === null ? null : { url: labelUrl, dockerfile: row.labelDockerfile },
    source:
      sourceRepositoryId === null || sourceBy === null
        ? null
        : { repositoryId: sourceRepositoryId, dockerfile: row.sourceDockerfile, by: sourceBy },
  }
}
