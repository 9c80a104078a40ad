import { z } from 'zod'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { ConnectionExtent, ConnectionReader, ConnectionView } from '../../store/connections/reader.ts'
import { parseRules, parseSchedule } from '../settings.ts'
import type { Browse } from './browse.ts'
import type { Account, Connection, RecordCounts } from './resources/connection.ts'
import { iso, troubleOf } from './values.ts'

type Reader = Pick<ConnectionReader, 'list' | 'find' | 'extents'>

export function browseConnections(reader: Reader): Browse['connections'] {
  async function shape(views: readonly ConnectionView[]): Promise<Connection[]> {
    const extents = await reader.extents(views.map((view) => view.id))
    return views.map((view) => toConnection(view, extents.get(view.id)))
  }

  return {
    async list(filter, page) {
      const { rows, nextCursor, count } = await reader.list(filter, page)
      return { items: await shape(rows), nextCursor, count }
    },
    async get(id) {
      const view = await reader.find(databaseId('connection', id))
      const [connection] = view === undefined ? [] : await shape([view])
      if (connection === undefined) throw notFound('connection', id)
      return connection
    },
  }
}

function toConnection(view: ConnectionView, extent: ConnectionExtent | undefined): Connection {
  const { running = null, records = {}, repositories = 0 } = extent ?? {}
  const rules = parseRules(view.rules)
  return {
    id: publicId('connection', view.id),
    connector: view.connector,
    label: view.label,
    state: view.state,
    problem: troubleOf(view.problem),
    account: accountOf(view.account),
    config: view.config,
    secretsSet: [...view.secretsSet],
    autoMap: view.autoMap,
    schedule: parseSchedule(view.schedule),
    rules: { ...rules, kinds: [...rules.kinds] },
    records: recordCounts(records),
    repositories,
    running: running === null ? null : { ...running, id: publicId('operation', running.id) },
    credentialsExpireAt: iso(view.credentialsExpireAt),
    lastDiscoverAt: iso(view.lastDiscoverAt),
    lastSyncAt: iso(view.lastSyncAt),
    nextDiscoverAt: iso(view.nextDiscoverAt),
    nextSyncAt: iso(view.nextSyncAt),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}

/** How many records are in each state; the states nobody counted are 0. */
export function recordCounts(stored: Readonly<Record<string, number>>): RecordCounts {
  const of = (state: string) => stored[state] ?? 0
  return {
    NEW: of('NEW'),
    GOOD: of('GOOD'),
    MISSING: of('MISSING'),
    STALE: of('STALE'),
    IGNORED: of('IGNORED'),
    ERROR: of('ERROR'),
  }
}

const StoredAccount = z.object({
  sees: z.string(),
  identity: z.string().nullish(),
  expiresAt: z.string().nullish(),
  warnings: z.array(z.string()).default([]),
})

function accountOf(stored: unknown): Account | null {
  const { data } = StoredAccount.safeParse(stored)
  return data === undefined ? null : { ...data, identity: data.identity ?? null, expiresAt: data.expiresAt ?? null }
}
