import { type Kysely, sql } from 'kysely'

/** Container images: what was seen of them, where each is built and how that is known, and the vulnerabilities in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The same image whatever its tag and digest. An empty registry is one that no scanner tells.
  `create table image (
    asset_id bigint primary key references asset (id) on delete cascade,
    registry text not null,
    name text not null,
    first_seen_at timestamptz not null,
    label_url text,
    label_dockerfile text,
    told_repository_id bigint references repository (asset_id) on delete set null,
    told_dockerfile text,
    told_by text,
    told_at timestamptz,
    source_repository_id bigint references repository (asset_id) on delete set null,
    source_dockerfile text,
    source_by text check (source_by in ('told', 'rule', 'label')),
    source_since timestamptz,
    unique (registry, name)
  )`,
  `create index image_in_order on image (name collate "C", asset_id)`,
  `create index image_by_source on image (source_repository_id) where source_repository_id is not null`,
  // Empty texts are a tag or a digest that is not told.
  `create table image_version (
    asset_id bigint not null references image (asset_id) on delete cascade,
    tag text not null,
    digest text not null,
    first_seen_at timestamptz not null,
    primary key (asset_id, tag, digest)
  )`,
  // Tried in order of position for images that nobody told the source of; the first that fits decides.
  `create table image_rule (
    id bigint generated always as identity primary key,
    position integer not null,
    registry_pattern text,
    name_pattern text,
    repository_id bigint not null references repository (asset_id) on delete cascade,
    dockerfile text,
    created_by text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (coalesce(registry_pattern, name_pattern) is not null)
  )`,
  `create index image_rule_in_order on image_rule (position, id)`,
  `alter table record add column image jsonb`,
  `alter table mapping add column image_id bigint references asset (id) on delete set null`,
  `create index mapping_by_image on mapping (image_id) where image_id is not null`,
  `alter table mapping drop constraint mapping_method_check`,
  `alter table mapping add constraint mapping_method_check
    check (method in ('native-id', 'url', 'former-url', 'auto-product', 'manual', 'rule', 'image'))`,
  `alter table vulnerability add column image_id bigint`,
  `create index vulnerability_by_image on vulnerability (image_id, status, severity desc, id desc) where image_id is not null`,
]
