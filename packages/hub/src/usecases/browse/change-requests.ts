import type { Sight } from '../../domain/access.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { ChangeRequestReader, ChangeRequestView } from '../../store/change-requests/reader.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import type { ChangeRequest } from './resources/change-request.ts'
import { idsOf, iso, troubleOf } from './values.ts'

interface Deps {
  readonly reader: ChangeRequestReader
  readonly nameActors: NameActors
  readonly sight: Sight
}

export function browseChangeRequests({ reader, nameActors, sight }: Deps): Browse['changeRequests'] {
  const named = async (rows: readonly ChangeRequestView[]) => {
    const actorOf = await nameActors(rows.map((row) => row.openedBy))
    return rows.map((row) => toChangeRequest(row, actorOf))
  }
  return {
    async list({ remediation, connection, state }, page) {
      const ids = { remediation: idsOf('remediation', remediation), connection: idsOf('connection', connection) }
      const { rows, nextCursor, count } = await reader.list({ ...ids, state, sight }, page)
      return { items: await named(rows), nextCursor, count }
    },
    async get(id) {
      const { rows } = await reader.list({ id: databaseId('change request', id), sight }, { limit: 1 })
      const [found] = await named(rows)
      if (found === undefined) throw notFound('change request', id)
      return found
    },
  }
}

function toChangeRequest(view: ChangeRequestView, actorOf: ActorOf): ChangeRequest {
  const { id, connectionId, connectionLabel, connector, remediationId, remediationTitle } = view
  return {
    id: publicId('change request', id),
    remediation: { id: publicId('remediation', remediationId), title: remediationTitle },
    connection: { id: publicId('connection', connectionId), label: connectionLabel, connector },
    source: view.source,
    madeBy: view.madeBy,
    files: [...view.files],
    standing: view.standing,
    key: view.key,
    url: view.url,
    state: view.state,
    obstacle: view.obstacle,
    mergeCommit: view.mergeCommit,
    seenAt: iso(view.seenAt),
    nextAt: iso(view.nextAt),
    verifiedAt: iso(view.verifiedAt),
    problem: troubleOf(view.problem),
    log: view.log,
    openedBy: actorOf(view.openedBy),
    createdAt: view.createdAt.toISOString(),
  }
}
