import type { Plugin } from '@patchbay/sdk'
import type { Sight } from '../../domain/access.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { TicketReader, TicketView } from '../../store/tickets/reader.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import type { Ticket } from './resources/ticket.ts'
import { idsOf, iso, troubleOf } from './values.ts'

interface Deps {
  readonly reader: TicketReader
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly nameActors: NameActors
  readonly sight: Sight
}

export function browseTickets({ reader, plugins, nameActors, sight }: Deps): Browse['tickets'] {
  return {
    async list({ remediation, connection, state }, page) {
      const ids = { remediation: idsOf('remediation', remediation), connection: idsOf('connection', connection) }
      const { rows, nextCursor, count } = await reader.list({ ...ids, state, sight }, page)
      const actorOf = await nameActors(rows.map((row) => row.createdBy))
      return { items: rows.map((row) => toTicket(row, actorOf)), nextCursor, count }
    },
    async of(remediationId) {
      const view = await reader.of(databaseId('remediation', remediationId), sight)
      return view === undefined ? null : toTicket(view, await nameActors([view.createdBy]))
    },
    async trackers() {
      const takers = [...plugins.values()].filter(({ capabilities }) => capabilities.includes('tickets'))
      const views = await reader.trackers(takers.map(({ manifest }) => manifest.id))
      const items = views.map(({ id, label, connector }) => ({ id: publicId('connection', id), label, connector }))
      return { items, nextCursor: null, count: { value: items.length, relation: 'exact' } }
    },
  }
}

function toTicket(view: TicketView, actorOf: ActorOf): Ticket {
  const { connectionId, connectionLabel, connector, remediationId, remediationTitle } = view
  return {
    remediation: { id: publicId('remediation', remediationId), title: remediationTitle },
    connection: { id: publicId('connection', connectionId), label: connectionLabel, connector },
    standing: standingOf(view),
    key: view.key,
    url: view.url,
    state: view.state,
    word: view.word,
    seenAt: iso(view.seenAt),
    waiting: view.waiting,
    problem: troubleOf(view.problem),
    createdBy: actorOf(view.createdBy),
    createdAt: view.createdAt.toISOString(),
  }
}

function standingOf({ key, goneAt, failed, waiting }: TicketView): Ticket['standing'] {
  if (goneAt !== null) return 'gone'
  if (key !== null) return 'linked'
  return failed > 0 && waiting === 0 ? 'failed' : 'opening'
}
