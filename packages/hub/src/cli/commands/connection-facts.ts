import type { Resource } from '@patchbay/client'
import { facts, table } from '../output.ts'
import { formatCadence } from '../schedule.ts'

type Connection = Resource<'Connection'>
type Operation = Resource<'Operation'>

/** Everything about a connection, one fact a line. */
export function describe(connection: Connection): string {
  const records = Object.entries(connection.records).flatMap(([state, n]) => (n > 0 ? [`${n} ${state}`] : []))
  return facts([
    ['id', connection.id],
    ['label', connection.label],
    ['connector', connection.connector],
    ['state', connection.state],
    ['problem', connection.problem?.message],
    ['to do', connection.nextStep],
    ['credentials expire', expiry(connection)],
    ['sees', connection.account?.sees],
    ['records', records.join(', ')],
    ['repositories', connection.repositories === 0 ? null : connection.repositories],
    ['running', connection.running && `${connection.running.kind} (${connection.running.id})`],
    ['last discover', connection.lastDiscoverAt],
    ['next discover', next(connection.nextDiscoverAt, connection.schedule.discover)],
    ['last sync', connection.lastSyncAt],
    ['next sync', next(connection.nextSyncAt, connection.schedule.sync)],
    ['kinds', connection.rules.kinds.join(', ')],
    ['CVE required', connection.rules.cveRequired],
    ['minimum severity', connection.rules.minimumSeverity],
    ['auto-mapping', connection.autoMap],
    ['tickets', connection.tickets && Object.keys(connection.tickets).join(', ')],
    [
      'settings',
      Object.entries(connection.config)
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join(' '),
    ],
    ['secrets set', connection.secretsSet.join(', ')],
  ])
}

/** What went wrong lately, the last first; nothing when nothing did. */
export function describeFaults(operations: readonly Operation[], width: number | undefined): string {
  if (operations.length === 0) return ''
  const columns = [
    { title: 'last faults', value: (operation: Operation) => operation.endedAt },
    { title: 'operation', value: (operation: Operation) => `${operation.kind} ${operation.id}` },
    { title: 'ended', value: (operation: Operation) => operation.state },
    { title: 'what was wrong', value: (operation: Operation) => faultOf(operation), wide: true },
  ]
  return `\n${table(operations, columns, width)}`
}

function faultOf({ problem, coverage }: Operation): string {
  if (problem !== null) return problem.message
  const missing = coverage?.['missing']
  return Array.isArray(missing) && missing.length > 0 ? missing.join(' ') : 'Only a part was read.'
}

function next(at: string | null, cadence: Resource<'Cadence'>): string {
  return `${at ?? 'not planned'} (${formatCadence(cadence)})`
}

function expiry({ credentialsExpireAt, credentialsExpireInDays }: Connection): string | null {
  if (credentialsExpireAt === null || credentialsExpireInDays === null) return credentialsExpireAt
  if (credentialsExpireInDays < 0) return `${credentialsExpireAt} (expired)`
  return `${credentialsExpireAt} (in ${credentialsExpireInDays === 1 ? '1 day' : `${credentialsExpireInDays} days`})`
}
