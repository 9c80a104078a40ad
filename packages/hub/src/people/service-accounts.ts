import { notFound, Problem } from '../domain/problem.ts'
import { databaseId, publicId } from '../domain/public-id.ts'
import type { ServiceAccountRow, ServiceAccountStore } from '../store/people/service-account-store.ts'
import type { NameActors } from '../usecases/browse/actors.ts'
import type { ServiceAccount } from '../usecases/browse/resources/people.ts'
import type { People } from './people.ts'

interface ServiceAccountDeps {
  readonly store: ServiceAccountStore
  readonly nameActors: NameActors
  readonly now: () => Date
}

/** Accounts of programs. They belong to the hub, so they outlive whoever made them; they have no password, only tokens. */
export function serviceAccounts({ store, nameActors, now }: ServiceAccountDeps): People['serviceAccounts'] {
  async function shape(rows: readonly ServiceAccountRow[]): Promise<ServiceAccount[]> {
    const actorOf = await nameActors(rows.map((row) => row.createdBy))
    return rows.map(({ id, name, role, createdBy, createdAt, disabledAt, tokens }) => ({
      id: publicId('service account', id),
      name,
      role,
      createdBy: actorOf(createdBy),
      createdAt: createdAt.toISOString(),
      disabledAt: disabledAt?.toISOString() ?? null,
      tokens,
    }))
  }

  async function get(id: string): Promise<ServiceAccount> {
    const row = await store.find(databaseId('service account', id))
    const [account] = row === undefined ? [] : await shape([row])
    if (account === undefined) throw notFound('service account', id)
    return account
  }

  return {
    get,

    async create({ name, role }, by) {
      const id = await store.create({ name, role, createdBy: by.actor.id }, now())
      if (id !== 'taken') return get(publicId('service account', id))
      throw new Problem('conflict', `There is a service account "${name}" already.`, {
        code: 'service-account-name-taken',
        field: 'name',
      })
    },

    async update(id, { role, disabled }) {
      const disabledAt = disabled === true ? now() : null
      const change = { role, ...(disabled !== undefined && { disabledAt }) }
      if ((await store.update(databaseId('service account', id), change)) === 'unknown') throw notFound('service account', id)
      return get(id)
    },

    async remove(id) {
      if ((await store.remove(databaseId('service account', id))) === 'unknown') throw notFound('service account', id)
    },

    async list(page) {
      const { rows, nextCursor, count } = await store.list(page)
      return { items: await shape(rows), nextCursor, count }
    },
  }
}
