import { notFound, Problem } from '../domain/problem.ts'
import { databaseId, publicId } from '../domain/public-id.ts'
import type { GrantStore, Holder, MemberRow } from '../store/people/grant-store.ts'
import type { ServiceAccountStore } from '../store/people/service-account-store.ts'
import type { UserStore } from '../store/people/user-store.ts'
import type { NameActors } from '../usecases/browse/actors.ts'
import type { Member } from '../usecases/browse/resources/people.ts'
import type { People } from './people.ts'

interface MemberDeps {
  readonly store: GrantStore
  readonly users: Pick<UserStore, 'find' | 'findByEmail'>
  readonly serviceAccounts: Pick<ServiceAccountStore, 'find'>
  readonly nameActors: NameActors
  readonly now: () => Date
}

/** Roles on single product types. They add to the role somebody has on everything, and never take from it. */
export function members({ store, users, serviceAccounts, nameActors, now }: MemberDeps): People['members'] {
  async function shape(rows: readonly MemberRow[]): Promise<Member[]> {
    const actorOf = await nameActors(rows.map((row) => row.grantedBy))
    return rows.map((row) => ({
      ...identity(row),
      name: row.name,
      email: row.email,
      role: row.role,
      grantedBy: actorOf(row.grantedBy),
      grantedAt: row.grantedAt.toISOString(),
    }))
  }

  async function holderOf(member: { readonly user?: string | undefined; readonly serviceAccount?: string | undefined }) {
    const { user, serviceAccount } = member
    if ((user === undefined) === (serviceAccount === undefined)) throw oneOfThem()
    if (user !== undefined) {
      const row = user.includes('@') ? await users.findByEmail(user.toLowerCase()) : await users.find(user)
      if (row === undefined) throw notFound('user', user)
      return { userId: row.id }
    }
    const id = databaseId('service account', serviceAccount ?? '')
    if ((await serviceAccounts.find(id)) === undefined) throw notFound('service account', serviceAccount ?? '')
    return { serviceAccountId: id }
  }

  return {
    async list(productTypeId, page) {
      const { rows, nextCursor, count } = await store.list(databaseId('product type', productTypeId), page)
      return { items: await shape(rows), nextCursor, count }
    },

    async set(productTypeId, member, by) {
      const holder = await holderOf(member)
      const typeId = databaseId('product type', productTypeId)
      await store.set(typeId, holder, member.role, by.actor.id, now())
      const row = await store.find(typeId, holder)
      const [shaped] = row === undefined ? [] : await shape([row])
      if (shaped === undefined) throw notFound('product type', productTypeId)
      return shaped
    },

    async remove(productTypeId, id) {
      if ((await store.remove(databaseId('product type', productTypeId), holderNamed(id))) === 'unknown') {
        throw notFound('member', id)
      }
    },

    async of({ productTypes }) {
      const named = await store.names([...productTypes.keys()])
      return named.flatMap(({ id, name }) => {
        const role = productTypes.get(id)
        return role === undefined ? [] : [{ productType: { id: publicId('product type', id), name }, role }]
      })
    },
  }
}

function identity({ userId, serviceAccountId }: MemberRow): Pick<Member, 'kind' | 'id'> {
  if (serviceAccountId !== null) return { kind: 'service-account', id: publicId('service account', serviceAccountId) }
  return { kind: 'user', id: userId ?? '' }
}

/** Ids of users are the sign-in library's own; those of service accounts have our prefix. */
function holderNamed(id: string): Holder {
  return id.startsWith('svc_') ? { serviceAccountId: databaseId('service account', id) } : { userId: id }
}

function oneOfThem(): Problem {
  return new Problem('invalid', 'Say either which user or which service account.', { code: 'member-unclear', field: 'user' })
}
