import { highestRole } from '../domain/access.ts'
import { notFound, Problem } from '../domain/problem.ts'
import { databaseId, publicId } from '../domain/public-id.ts'
import { lowerRole, mayActAs } from '../domain/role.ts'
import type { GrantStore } from '../store/people/grant-store.ts'
import type { ServiceAccountStore } from '../store/people/service-account-store.ts'
import type { TokenRow, TokenStore, TokensOf } from '../store/people/token-store.ts'
import type { NameActors } from '../usecases/browse/actors.ts'
import type { ActorRef } from '../usecases/browse/resources/common.ts'
import type { Token } from '../usecases/browse/resources/people.ts'
import type { Caller, NewToken, People } from './people.ts'
import { hashOfToken, randomToken } from './random-token.ts'

const prefix = 'pb_'
/** How far `lastUsedAt` may lag behind, in milliseconds; writing it on every request would be a write on every read. */
const usedEvery = 60_000

interface TokenDeps {
  readonly store: TokenStore
  readonly serviceAccounts: Pick<ServiceAccountStore, 'find'>
  readonly grants: Pick<GrantStore, 'of'>
  readonly nameActors: NameActors
  readonly now: () => Date
}

/** API tokens. Only a SHA-256 is stored: the token itself holds 256 random bits, which nobody can guess. */
export function tokens({ store, serviceAccounts, grants, nameActors, now }: TokenDeps): People['tokens'] {
  async function shape(rows: readonly TokenRow[]): Promise<Token[]> {
    const actorOf = await nameActors(rows.map((row) => row.createdBy))
    return rows.flatMap((row) => toToken(row, actorOf(row.createdBy)))
  }

  /** Whom the new token is for, and the highest role it may have. */
  async function ownerOf({ serviceAccountId }: NewToken, by: Caller) {
    if (serviceAccountId === undefined) {
      return { userId: by.userId, serviceAccountId: by.serviceAccountId, highest: highestRole(by), whose: 'your own role' }
    }
    if (by.role !== 'owner') {
      throw new Problem('forbidden', 'Only owners create tokens for service accounts.', { code: 'role-too-low' })
    }
    const account = await serviceAccounts.find(databaseId('service account', serviceAccountId))
    if (account === undefined) throw notFound('service account', serviceAccountId)
    const productTypes = await grants.of({ serviceAccountId: account.id })
    const highest = highestRole({ role: account.role, productTypes })
    return { userId: null, serviceAccountId: account.id, highest, whose: 'the role of the service account' }
  }

  async function productTypesOf({ userId, serviceAccountId }: TokenRow): Promise<Caller['productTypes']> {
    if (userId !== null) return grants.of({ userId })
    return serviceAccountId === null ? new Map() : grants.of({ serviceAccountId })
  }

  return {
    async find(text) {
      const row = await store.findByHash(hashOfToken(text))
      const at = now()
      if (row === undefined || row.ownerDisabledAt !== null || isOver(row, at)) return null
      if (row.lastUsedAt === null || at.getTime() - row.lastUsedAt.getTime() >= usedEvery) await store.used(row.id, at)
      return callerOf(row, await productTypesOf(row))
    },

    async issue(wanted, by) {
      const { name, role, expiresAt } = wanted
      const { userId, serviceAccountId, highest, whose } = await ownerOf(wanted, by)
      if (!mayActAs(highest, role)) {
        throw new Problem('forbidden', `A token can have at most ${whose}, ${highest}.`, {
          code: 'role-too-high',
          field: 'role',
        })
      }
      const expires = expiresAt === null ? null : new Date(expiresAt)
      if (expires !== null && expires <= now()) {
        throw new Problem('invalid', 'The token would have expired already.', {
          code: 'expiry-in-the-past',
          field: 'expiresAt',
        })
      }
      const token = randomToken(prefix)
      const row = {
        hash: hashOfToken(token),
        hint: hintOf(token),
        name,
        role,
        userId,
        serviceAccountId,
        createdBy: by.actor.id,
        expiresAt: expires,
      }
      const id = await store.insert(row, now())
      const stored = await store.find(id)
      const [shaped] = stored === undefined ? [] : await shape([stored])
      if (shaped === undefined) throw notFound('token', publicId('token', id))
      return { ...shaped, token }
    },

    async revoke(id, by) {
      const row = await store.find(databaseId('token', id))
      if (row === undefined || !isTheirs(row, by)) throw notFound('token', id)
      await store.remove(row.id)
    },

    async list(page, by, serviceAccountId) {
      const of = serviceAccountId === undefined ? listedFor(by) : ofAccount(serviceAccountId, by)
      const { rows, nextCursor, count } = await store.list(of, page)
      return { items: await shape(rows), nextCursor, count }
    },
  }
}

/** Puts the owner token an operator chose in place, on the first start only. Says whether it did. */
export async function bootstrapToken(store: Pick<TokenStore, 'insertFirst'>, token: string, now: Date): Promise<boolean> {
  const row = {
    hash: hashOfToken(token),
    hint: hintOf(token),
    name: 'bootstrap',
    role: 'owner' as const,
    userId: null,
    serviceAccountId: null,
    createdBy: 'PATCHBAY_BOOTSTRAP_TOKEN',
    expiresAt: null,
  }
  return store.insertFirst(row, now)
}

/** Enough to recognise a token by; of a short one less. */
function hintOf(token: string): string {
  return `${token.slice(0, Math.min(7, Math.floor(token.length / 4)))}…`
}

function isOver({ expiresAt }: TokenRow, at: Date): boolean {
  return expiresAt !== null && expiresAt <= at
}

/** A token never does more than whom it belongs to may do now. */
function callerOf(row: TokenRow, granted: Caller['productTypes']): Caller {
  const role = row.ownerRole === null ? row.role : lowerRole(row.role, row.ownerRole)
  const productTypes = new Map([...granted].map(([id, its]) => [id, lowerRole(row.role, its)]))
  const { name, userId, serviceAccountId } = row
  const actor = { id: publicId('token', row.id), kind: 'token' as const }
  return { kind: 'token', actor, name, email: null, role, productTypes, userId, serviceAccountId, session: null }
}

function isTheirs(row: TokenRow, by: Caller): boolean {
  if (by.role === 'owner') return true
  if (by.userId !== null) return row.userId === by.userId
  if (by.serviceAccountId !== null) return row.serviceAccountId === by.serviceAccountId
  return row.createdBy === by.actor.id || publicId('token', row.id) === by.actor.id
}

function listedFor(by: Caller): TokensOf | null {
  if (by.role === 'owner') return null
  if (by.userId !== null) return { userId: by.userId }
  if (by.serviceAccountId !== null) return { serviceAccountId: by.serviceAccountId }
  return { createdBy: by.actor.id, id: databaseId('token', by.actor.id) }
}

function ofAccount(text: string, by: Caller): TokensOf {
  const serviceAccountId = databaseId('service account', text)
  if (by.role === 'owner' || by.serviceAccountId === serviceAccountId) return { serviceAccountId }
  throw notFound('service account', text)
}

function ownerRef({ userId, serviceAccountId, ownerName }: TokenRow): Token['owner'] {
  if (userId !== null) return { kind: 'user', id: userId, name: ownerName }
  if (serviceAccountId === null) return { kind: 'hub', id: null, name: null }
  return { kind: 'service-account', id: publicId('service account', serviceAccountId), name: ownerName }
}

function toToken(row: TokenRow, createdBy: ActorRef): Token {
  return {
    id: publicId('token', row.id),
    name: row.name,
    role: row.role,
    hint: row.hint,
    owner: ownerRef(row),
    createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }
}
