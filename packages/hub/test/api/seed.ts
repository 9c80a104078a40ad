import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/store/tables.ts'

/** How much to make up. */
export interface Extent {
  /** About half as many findings again are made. */
  readonly vulnerabilities: number
  readonly repositories: number
  readonly products: number
}

export const small: Extent = { vulnerabilities: 400, repositories: 8, products: 3 }

/**
 * Fills an empty database with made-up data that is the same every time: four connections (the last one is source control), a
 * record of each scanner per repository, and vulnerabilities of every severity, status and kind, some without a detection time.
 */
export async function seed(db: Kysely<Tables>, extent: Extent): Promise<void> {
  for (const statement of statements(extent)) await sql.raw(statement).execute(db)
}

function statements({ vulnerabilities, repositories, products }: Extent): readonly string[] {
  const groups = Math.max(20, Math.floor(vulnerabilities / 20))
  const packages = Math.max(10, Math.floor(vulnerabilities / 200))
  // Spreads i evenly over 0..999, each use of it independent of the others.
  const roll = (use: 0 | 1 | 2 | 3) => `((i * ${[7_368_787, 15_485_863, 32_452_843, 49_979_687][use]}) % 1000003 % 1000)`
  return [
    `insert into product_type (name) values ('General'), ('Online services')`,
    `insert into product (product_type_id, name, owner) select i % 2 + 1, 'Product ' || i, 'team-' || i from generate_series(1, ${products}) i`,
    `insert into connection (connector, label, config, secrets, schedule, rules, state, account, last_discover_at, last_sync_at)
      select case when i = 4 then 'git-host' else 'scanner-' || i end, 'Connection ' || i, '{"region": "eu"}', '{"token": "sealed"}',
        '{"sync": {"everyHours": 6}, "discover": {"everyHours": 24}}',
        '{"kinds": ["dependency", "container"], "cveRequired": true, "minimumSeverity": null}',
        case when i = 2 then 'attention' else 'connected' end, '{"sees": "8 projects", "warnings": []}',
        '2026-11-20T10:00:00Z', '2026-11-20T12:00:00Z'
      from generate_series(1, 4) i`,
    `update connection set problem = '{"kind": "credentials", "message": "The key has expired.", "field": "token", "remedy": "Make a new one."}'
      where id = 2`,
    `insert into operation (connection_id, connection_label, kind, state, trigger, requested_at, started_at, ended_at, counts)
      select i % 4 + 1, 'Connection ' || (i % 4 + 1), case when i % 3 = 0 then 'discover' else 'sync' end,
        (array['complete', 'complete', 'partial', 'failed'])[i % 4 + 1], 'schedule', timestamptz '2026-11-01' + i * interval '1 hour',
        timestamptz '2026-11-01' + i * interval '1 hour', timestamptz '2026-11-01' + i * interval '1 hour' + interval '5 minutes',
        '{"pages": 2, "seen": 40, "new": 4, "filtered": {"no-cve": 3}}'
      from generate_series(1, 40) i`,
    `insert into operation_note (operation_id, seq, kind, message) select 1, i, 'oddity', 'Note ' || i from generate_series(1, 30) i`,
    `insert into asset (kind, product_id, name)
      select 'repository', nullif(i % (${products} + 1), 0), 'acme/repository-' || i from generate_series(1, ${repositories}) i`,
    `insert into repository (asset_id, host, ref, full_name, url, clone_urls, default_branch, visibility, archived, content,
        first_seen_at, last_seen_at)
      select i, 'git.example.com', i::text, 'acme/repository-' || i, 'https://git.example.com/acme/repository-' || i,
        array['https://git.example.com/acme/repository-' || i || '.git'], 'main', 'private', i % 5 = 0, md5(i::text)::uuid,
        '2026-10-01', '2026-10-02'
      from generate_series(1, ${repositories}) i`,
    `insert into repository_url (key, asset_id, current, seen_at)
      select 'git.example.com/acme/repository-' || i, i, true, '2026-10-01' from generate_series(1, ${repositories}) i`,
    `insert into repository_source (asset_id, connection_id) select i, 4 from generate_series(1, ${repositories}) i`,
    `insert into record (connection_id, ref, name, clue, content, first_seen_at, last_seen_at, state, state_reason, state_since,
        last_complete_sync_at)
      select c, 'ref-' || i, 'repository-' || i || ' in ' || c,
        json_build_object('urls', json_build_array('https://git.example.com/acme/repository-' || i)), md5(c || '.' || i)::uuid,
        '2026-10-01', '2026-10-02', case when c = 3 and i % 4 = 0 then 'NEW' else 'GOOD' end, 'Mapped.',
        timestamptz '2026-10-01' + (i % 7) * interval '1 day', '2026-11-20T12:00:00Z'
      from generate_series(1, ${repositories}) i, generate_series(1, 3) c order by i, c`,
    `insert into mapping (record_id, product_id, asset_id, branch, had_product, method, evidence)
      select r.id, a.product_id, a.id, 'main', a.product_id is not null, 'url', '{"by": "url", "confidence": "high"}'
      from record r join asset a on a.id = substr(r.ref, 5)::bigint where r.state = 'GOOD'`,
    `insert into package (key, type, name) select 'pkg:npm/package-' || i, 'npm', 'package-' || i from generate_series(1, ${packages}) i`,
    `insert into alias_group (name) select 'CVE-2026-' || (10000 + i) from generate_series(1, ${groups}) i`,
    `insert into alias (identifier, group_id) select 'CVE-2026-' || (10000 + i), i from generate_series(1, ${groups}) i
      union all select 'GHSA-2222-3333-' || lpad(i::text, 6, '0'), i from generate_series(1, ${groups}) i`,
    `insert into detail (hash, title, identifiers, body)
      select md5(i::text)::uuid, 'Flaw number ' || i, array['CVE-2026-' || (10000 + i)], '{"description": "What is wrong.", "score": 7.5,
        "cvss": [{"version": "3.1", "vector": null, "score": 7.5}]}'
      from generate_series(1, ${groups}) i`,
    `insert into vulnerability (asset_id, key, kind, alias_group_id, package_id, name, title, severity, status, present, gone_reason,
        gone_at, decision, decision_until, location, fixed_version, reachability, sightings, open_sightings, connections, detected_at,
        first_seen_at, updated_at)
      select (i * 7919) % ${repositories} + 1, md5('v' || i)::uuid, kind, case when kind = 'code' then null else i % ${groups} + 1 end,
        case when kind = 'code' then null else i % ${packages} + 1 end, case when kind = 'code' then 'sql-injection' else 'CVE-2026-' || (10001 + i % ${groups}) end,
        'Flaw number ' || (i % ${groups} + 1), severity, status, status <> 'Resolved', case when status = 'Resolved' then 'absent' end,
        case when status = 'Resolved' then timestamptz '2026-11-15' end, case when status = 'Dismissed' then 'false-positive' else 'none' end,
        null, case when kind = 'code' then 'src/file-' || i % 50 || '.ts' end, '2.0.' || i % 9, i % 5, 1 + i % 2, 1,
        case when i % 2 = 0 then array[1, 2]::bigint[] else array[i % 3 + 1]::bigint[] end,
        case when ${roll(3)} < 40 then null else timestamptz '2026-11-28' - (i % 500) * interval '7 hours' end, timestamptz '2026-11-10', timestamptz '2026-11-10'
      from (
        select i, case when ${roll(0)} < 800 then 'dependency' when ${roll(0)} < 900 then 'container' when ${roll(0)} < 995 then 'code' else 'malware' end as kind,
          case when ${roll(1)} < 50 then 5 when ${roll(1)} < 250 then 4 when ${roll(1)} < 650 then 3 when ${roll(1)} < 900 then 2 when ${roll(1)} < 980 then 1 else 0 end as severity,
          case when ${roll(2)} < 700 then 'Open' when ${roll(2)} < 750 then 'In Progress' when ${roll(2)} < 760 then 'Pending Action'
            when ${roll(2)} < 960 then 'Resolved' else 'Dismissed' end as status
        from generate_series(1::bigint, ${vulnerabilities}) i
      ) made`,
    `insert into finding (asset_id, record_id, vulnerability_id, detail_id, identity, evidence, content, external_id, kind, severity, reachability,
        direct, present, closed_reason, closed_at, detected_at, first_seen_at, changed_at, purl, fixed_version, path, extra)
      select v.asset_id, (v.asset_id - 1) * 3 + c, v.id, v.id % ${groups} + 1, md5(v.id || '.' || c)::uuid, md5(v.id || '.' || c)::uuid, md5(v.id || '.' || c)::uuid,
        'ext-' || v.id || '-' || c, v.kind, v.severity, v.reachability, true, v.present, v.gone_reason, v.gone_at, v.detected_at, v.first_seen_at, v.first_seen_at,
        case when v.kind <> 'code' then 'pkg:npm/package-' || v.package_id || '@1.0.0' end, v.fixed_version, v.location,
        '{"url": "https://scanner.example/finding", "packageName": "package", "packageVersion": "1.0.0", "vendorSeverity": "SEV"}'
      from vulnerability v cross join lateral unnest(v.connections) c`,
    `insert into vulnerability_event (vulnerability_id, asset_id, at, kind, data)
      select id, asset_id, gone_at, 'closed', '{"reason": "absent"}' from vulnerability where status = 'Resolved'`,
    `with made as (
        insert into asset (kind, product_id, name)
          select 'image', nullif(i, 0), 'registry.example.com/acme/image-' || i from generate_series(0, ${products}) i returning id, name
      )
      insert into image (asset_id, registry, name, first_seen_at)
        select id, 'registry.example.com', 'acme/' || split_part(name, '/', 3), '2026-10-01' from made`,
    'analyze',
  ]
}
