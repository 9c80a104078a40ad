import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Database } from '../store/database.ts'

/** What Prometheus reads at `/metrics`: the process, and the hub's own state as the database has it. */
export function createMetrics(database: Database): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'patchbay_' })
  gauge(registry, 'patchbay_operations', 'Operations by kind and state', ['kind', 'state'], () =>
    sql<Row>`select kind, state, count(*)::int as n from operation group by 1, 2`.execute(database.kysely),
  )
  gauge(registry, 'patchbay_vulnerabilities', 'Vulnerabilities by status and severity rank', ['status', 'severity'], () =>
    sql<Row>`select status, severity::text as severity, sum(n)::int as n from vulnerability_count group by 1, 2`.execute(
      database.kysely,
    ),
  )
  gauge(registry, 'patchbay_connections', 'Connections by connector and state', ['connector', 'state'], () =>
    sql<Row>`select connector, state, count(*)::int as n from connection where removed_at is null group by 1, 2`.execute(
      database.kysely,
    ),
  )
  gauge(registry, 'patchbay_records', 'Records by state', ['state'], () =>
    sql<Row>`
      select r.state, count(*)::int as n from record r join connection c on c.id = r.connection_id
      where c.removed_at is null group by 1
    `.execute(database.kysely),
  )
  gauge(registry, 'patchbay_uploads', 'Uploads by connector and state', ['connector', 'state'], () =>
    sql<Row>`
      select c.connector, coalesce(u.state, u.stage) as state, count(*)::int as n
      from upload u join connection c on c.id = u.connection_id group by 1, 2
    `.execute(database.kysely),
  )
  return registry
}

interface Row {
  readonly n: number
  readonly [label: string]: string | number
}

function gauge(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly string[],
  read: () => Promise<{ readonly rows: readonly Row[] }>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    async collect() {
      this.reset()
      for (const row of (await read()).rows) {
        this.set(Object.fromEntries(labelNames.map((label) => [label, row[label] ?? ''])), row.n)
      }
    },
  })
}
