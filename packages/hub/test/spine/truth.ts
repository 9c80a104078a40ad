import { sql } from 'kysely'
import { expect } from 'vitest'
import { preferredName } from '../../src/domain/alias.ts'
import { regroup } from '../../src/domain/alias-group.ts'
import { reconcileFixVersions } from '../../src/domain/fix-version.ts'
import { packageKey } from '../../src/domain/package.ts'
import { vulnerabilityStatus } from '../../src/domain/status.ts'
import { packageKinds, packageVulnerabilityKey } from '../../src/domain/vulnerability-key.ts'
import type { Database } from '../../src/store/database.ts'
import { createStore } from '../../src/store/store.ts'
import { assessDue } from '../../src/usecases/priority/assess-due.ts'

/**
 * What always holds, whatever happened: every vulnerability is exactly what its findings add up to by the rules of the domain,
 * counters equal a fresh count, and alias groups are what the links say. Worked out here anew from the rows.
 */
export async function expectTruth(database: Database, now: Date): Promise<void> {
  const findings = await readFindings(database)
  const vulnerabilities = await readVulnerabilities(database)
  await expectNothingDangling(database)
  expectAddedUp(findings, vulnerabilities, now)
  await expectSqlAddsUpTheSame(database, vulnerabilities)
  await expectCounters(database)
  await expectAliases(database, findings, vulnerabilities)
  await expectAssessed(database, now)
}

/** Once what is due was assessed, every score, deadline and decision of a policy is what the facts say: nothing moves any more. */
async function expectAssessed(database: Database, now: Date): Promise<void> {
  const store = createStore(database.kysely)
  await assessDue({ store, now: () => now })
  await store.transact((write) => write.priority.markAll(false))
  expect(await assessDue({ store, now: () => now }), 'assessments that changed').toBe(0)
}

interface FindingRow {
  readonly id: number
  readonly asset_id: number
  readonly vulnerability_id: number
  readonly connection_id: number
  readonly kind: string
  readonly severity: number
  readonly reachability: number
  readonly present: boolean
  readonly closed_reason: string | null
  readonly closed_at: Date | null
  readonly detected_at: Date | null
  readonly first_seen_at: Date
  readonly purl: string | null
  readonly fixed_version: string | null
  readonly path: string | null
  readonly title: string
  readonly identifiers: readonly string[]
  readonly body: { readonly exploited?: boolean; readonly score?: number }
}

type VulnerabilityRow = Awaited<ReturnType<typeof readVulnerabilities>>[number]

async function readFindings(database: Database): Promise<readonly FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    select f.id, f.asset_id, f.vulnerability_id, r.connection_id, f.kind, f.severity, f.reachability, f.present, f.closed_reason,
      f.closed_at, f.detected_at, f.first_seen_at, f.purl, f.fixed_version, f.path, d.title, d.identifiers, d.body
    from finding f join record r on r.id = f.record_id join detail d on d.id = f.detail_id order by f.id
  `.execute(database.kysely)
  return rows
}

async function readVulnerabilities(database: Database) {
  return database.kysely.selectFrom('vulnerability').selectAll().orderBy('id').execute()
}

function expectAddedUp(findings: readonly FindingRow[], vulnerabilities: readonly VulnerabilityRow[], now: Date): void {
  const byVulnerability = Map.groupBy(findings, (finding) => finding.vulnerability_id)
  for (const row of vulnerabilities) {
    const own = byVulnerability.get(row.id) ?? []
    expect(own.length, `sightings of ${row.name}`).toBeGreaterThan(0)
    const expected = addedUp(own)
    expect(pick(row, expected), `what ${row.name} (${row.id}) adds up to`).toEqual(expected)

    const presence = expected.present
      ? ({ present: true } as const)
      : ({ present: false, reason: expected.gone_reason ?? '' } as const)
    const decision = { kind: row.decision, until: row.decision_until }
    const statuses = [now, new Date(0)].map((moment) => vulnerabilityStatus({ presence, decision, work: row.work }, moment))
    // An acceptance that ran out a moment ago still dismisses until somebody looks.
    expect(row.decision === 'risk-accepted' ? statuses : statuses.slice(0, 1), `status of ${row.name}`).toContain(row.status)
  }
}

function addedUp(findings: readonly FindingRow[]) {
  const open = findings.filter((finding) => finding.present)
  const counted = open.length > 0 ? open : findings
  const first = (read: (finding: FindingRow) => string | null) =>
    findings
      .flatMap((finding) => {
        const text = read(finding)
        return text === null ? [] : [{ finding, text }]
      })
      .toSorted(
        (a, b) =>
          Number(b.finding.present) - Number(a.finding.present) ||
          (a.finding.detected_at?.getTime() ?? 1e15) - (b.finding.detected_at?.getTime() ?? 1e15) ||
          (a.text < b.text ? -1 : 1),
      )[0]?.text ?? null
  const fixes = [counted, findings].map((some) => some.flatMap((finding) => finding.fixed_version ?? []))
  const last = findings.toSorted(
    (a, b) => time(b.closed_at) - time(a.closed_at) || ((a.closed_reason ?? '') < (b.closed_reason ?? '') ? -1 : 1),
  )[0]
  return {
    sightings: findings.length,
    open_sightings: open.length,
    present: open.length > 0,
    severity: Math.max(...counted.map((finding) => finding.severity)),
    reachability: Math.max(...counted.map((finding) => finding.reachability)),
    detected_at: earliest(findings.flatMap((finding) => finding.detected_at ?? [])),
    first_seen_at: earliest(findings.map((finding) => finding.first_seen_at)),
    connections: [...new Set(findings.map((finding) => finding.connection_id))].toSorted((a, b) => a - b),
    fixed_version: reconcileFixVersions(
      fixes.find((some) => some.length > 0) ?? [],
      packageKey(findings[0]?.purl ?? '')?.type ?? null,
    ),
    location: first((finding) => finding.path),
    title: first((finding) => finding.title),
    exploited: any(findings.flatMap((finding) => finding.body.exploited ?? [])),
    cvss: highest(findings.flatMap((finding) => finding.body.score ?? [])),
    gone_reason: open.length > 0 ? null : (last?.closed_reason ?? null),
    gone_at: open.length > 0 ? null : (last?.closed_at ?? null),
    asset_id: findings[0]?.asset_id,
  }
}

function pick(row: VulnerabilityRow, like: object): Record<string, unknown> {
  const values: Record<string, unknown> = { ...row, connections: row.connections.toSorted((a, b) => a - b) }
  return Object.fromEntries(Object.keys(like).map((name) => [name, values[name]]))
}

function time(date: Date | null): number {
  return date?.getTime() ?? 0
}

function earliest(dates: readonly Date[]): Date | null {
  return dates.length === 0 ? null : new Date(Math.min(...dates.map((date) => date.getTime())))
}

function any(values: readonly boolean[]): boolean | null {
  return values.length === 0 ? null : values.some(Boolean)
}

/** Scores are stored in single precision. */
function highest(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : expect.closeTo(Math.max(...numbers), 4)
}

async function expectSqlAddsUpTheSame(database: Database, vulnerabilities: readonly VulnerabilityRow[]): Promise<void> {
  const store = createStore(database.kysely)
  const aggregates = await store.transact((write) => write.vulnerabilities.aggregates(vulnerabilities.map((row) => row.id)))
  for (const row of vulnerabilities) {
    const { id: _, ...aggregate } = { id: row.id, ...aggregates.get(row.id) }
    expect(
      {
        sightings: row.sightings,
        openSightings: row.open_sightings,
        severity: row.severity,
        reachability: row.reachability,
        detectedAt: row.detected_at,
        firstSeenAt: row.first_seen_at,
        connections: row.connections,
        fixedVersion: row.fixed_version,
        location: row.location,
        exploited: row.exploited,
        cvss: row.cvss,
        title: row.title,
        goneReason: row.gone_reason,
        goneAt: row.gone_at,
      },
      `row of ${row.name} beside the database's own sum`,
    ).toEqual(aggregate)
  }
}

async function expectCounters(database: Database): Promise<void> {
  const { rows: counted } = await sql`
    select asset_id, kind, severity, status, n from vulnerability_count where n <> 0 order by 1, 2, 3, 4
  `.execute(database.kysely)
  const { rows: fresh } = await sql`
    select asset_id, kind, severity, status, count(*) as n from vulnerability group by 1, 2, 3, 4 order by 1, 2, 3, 4
  `.execute(database.kysely)
  expect(counted, 'counters').toEqual(fresh)
}

async function expectNothingDangling(database: Database): Promise<void> {
  const checks = {
    'findings without their vulnerability': sql`
      select f.id from finding f left join vulnerability v on v.id = f.vulnerability_id and v.asset_id = f.asset_id
      where v.id is null`,
    'findings stored twice': sql`select record_id, identity from finding group by 1, 2 having count(*) > 1`,
    'history without its vulnerability': sql`
      select e.id from vulnerability_event e left join vulnerability v on v.id = e.vulnerability_id and v.asset_id = e.asset_id
      where v.id is null`,
    'open findings elsewhere than their record': sql`
      select f.id from finding f join mapping m on m.record_id = f.record_id
      where f.present and m.asset_id is not null and m.asset_id <> f.asset_id`,
    'closed findings without reason': sql`
      select id from finding where present <> (closed_reason is null) or present <> (closed_at is null)`,
    'ledgers of ended operations': sql`
      select p.operation_id from sync_page p join operation o on o.id = p.operation_id
      join sync_scope s on s.operation_id = p.operation_id and s.scope = p.scope
      where o.state in ('complete', 'partial', 'failed', 'cancelled') and s.state <> 'held'
        and o.connection_id in (select id from connection where removed_at is null)`,
  }
  for (const [what, query] of Object.entries(checks)) expect((await query.execute(database.kysely)).rows, what).toEqual([])
}

async function expectAliases(
  database: Database,
  findings: readonly FindingRow[],
  vulnerabilities: readonly VulnerabilityRow[],
): Promise<void> {
  const aliases = await database.kysely.selectFrom('alias').selectAll().execute()
  const groups = await database.kysely.selectFrom('alias_group').selectAll().execute()
  const links = await database.kysely.selectFrom('alias_link').select(['a', 'b']).execute()
  const stored = [...Map.groupBy(aliases, (alias) => alias.group_id).values()].map((group) =>
    group.map((alias) => alias.identifier).toSorted(),
  )
  const linked = regroup(
    aliases.map((alias) => alias.identifier),
    links.map(({ a, b }) => ({ left: a, right: b })),
  ).map((group) => group.members.toSorted())
  expect(sorted(stored), 'alias groups beside what is linked').toEqual(sorted(linked))

  const names = new Map(groups.map((group) => [group.id, group.name]))
  const groupOf = new Map(aliases.map((alias) => [alias.identifier, alias.group_id]))
  const packages = new Map((await database.kysely.selectFrom('package').selectAll().execute()).map((row) => [row.id, row.key]))
  for (const row of vulnerabilities) {
    if (row.alias_group_id === null) continue
    expect(row.name, 'name of a vulnerability beside its group').toBe(names.get(row.alias_group_id))
    expect(row.key, `key of ${row.name}`).toBe(
      packageVulnerabilityKey(row.alias_group_id, packages.get(row.package_id ?? 0) ?? null, row.image_id),
    )
  }
  const byId = new Map(vulnerabilities.map((row) => [row.id, row]))
  for (const finding of findings) {
    const name = preferredName(finding.identifiers)
    if (name === null || !packageKinds.has(finding.kind as never)) continue
    expect(byId.get(finding.vulnerability_id)?.alias_group_id, `group of a finding of ${name}`).toBe(groupOf.get(name))
  }
}

function sorted(groups: readonly (readonly string[])[]): readonly string[] {
  return groups.map((group) => group.join(' ')).toSorted()
}
