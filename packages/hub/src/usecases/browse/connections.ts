import { z } from 'zod'
import { expiresInDays, expiryOf } from '../../domain/expiry.ts'
import { nextStep } from '../../domain/health.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { ConnectionExtent, ConnectionReader, ConnectionView } from '../../store/connections/reader.ts'
import { parseRules, parseSchedule } from '../settings.ts'
import type { Browse } from './browse.ts'
import type { Account, Connection, RecordCounts } from './resources/connection.ts'
import { storedTicketSettings } from './resources/ticket-settings.ts'
import { iso, troubleOf } from './values.ts'

interface Deps {
  readonly reader: Pick<ConnectionReader, 'list' | 'find' | 'extents' | 'removal'>
  readonly now: () => Date
}

export function browseConnections({ reader, now }: Deps): Browse['connections'] {
  async function shape(views: readonly ConnectionView[]): Promise<Connection[]> {
    const extents = await reader.extents(views.map((view) => view.id))
    return views.map((view) => toConnection(view, extents.get(view.id), now()))
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
    async removal(id) {
      const view = await reader.find(databaseId('connection', id))
      if (view === undefined) throw notFound('connection', id)
      return reader.removal(view.id)
    },
  }
}

function toConnection(view: ConnectionView, extent: ConnectionExtent | undefined, now: Date): Connection {
  const { running = null, records = {}, repositories = 0 } = extent ?? {}
  const rules = parseRules(view.rules)
  const problem = troubleOf(view.problem)
  const expireAt = expiryOf(view.credentialsExpireAt, view.credentialsExpireGiven)
  const daysLeft = expiresInDays(expireAt, now)
  const planned = (at: Date | null) => (view.state === 'paused' ? null : iso(at))
  return {
    id: publicId('connection', view.id),
    connector: view.connector,
    label: view.label,
    state: view.state,
    problem,
    nextStep: nextStep({ state: view.state, problem, expiresInDays: daysLeft }),
    account: accountOf(view.account),
    config: view.config,
    secretsSet: [...view.secretsSet],
    autoMap: view.autoMap,
    schedule: parseSchedule(view.schedule),
    rules: { ...rules, kinds: [...rules.kinds] },
    tickets: storedTicketSettings(view.ticketSettings),
    records: recordCounts(records),
    repositories,
    running: running === null ? null : { ...running, id: publicId('operation', running.id) },
    credentialsExpireAt: iso(expireAt),
    credentialsExpireGiven: iso(view.credentialsExpireGiven),
    credentialsExpireInDays: daysLeft,
    lastDiscoverAt: iso(view.lastDiscoverAt),
    lastSyncAt: iso(view.lastSyncAt),
    nextDiscoverAt: planned(view.nextDiscoverAt),
    nextSyncAt: planned(view.nextSyncAt),
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
