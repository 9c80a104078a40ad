import { createHash, randomBytes } from 'node:crypto'
import { notFound, Problem } from '../domain/problem.ts'
import { databaseId, publicId } from '../domain/public-id.ts'
import type { TokenRow, TokenStore, TokenWithUser } from '../store/people/token-store.ts'
import type { NameActors } from '../usecases/browse/actors.ts'
import type { ActorRef } from '../usecases/browse/resources/common.ts'
import type { Token } from '../usecases/browse/resources/people.ts'
import type { Caller, People } from './people.ts'
import { lowerRole, mayActAs } from './roles.ts'

const prefix = 'pb_'
/** How far `lastUsedAt` may lag behind, in milliseconds; writing it on every request would be a write on every read. */
const usedEvery = 60_000

/** API tokens. Only a SHA-256 is stored: the token itself holds 256 random bits, which nobody can guess. */
export function tokens(store: TokenStore, nameActors: NameActors, now: () => Date): People['tokens'] {
  async function shape(rows: readonly TokenRow[]): Promise<Token[]> {
    const actorOf = await nameActors(rows.map((row) => row.createdBy))
    return rows.flatMap((row) => toToken(row, actorOf(row.createdBy)))
  }

  return {
    async find(text) {
      const row = await store.findByHash(hashOf(text))
      const at = now()
      if (row === undefined || (row.expiresAt !== null && row.expiresAt <= at)) return null
      if (row.lastUsedAt === null || at.getTime() - row.lastUsedAt.getTime() >= usedEvery) await store.used(row.id, at)
      return callerOf(row)
    },

    async issue({ name, role, expiresAt }, by) {
      if (!mayActAs(by.role, role)) {
        throw new Problem('forbidden', `A token can have at most your own role, ${by.role}.`, {
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
      const token = prefix + randomBytes(32).toString('base64url')
      const row = {
        hash: hashOf(token),
        hint: hintOf(token),
        name,
        role,
        userId: by.userId,
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

    async list(page, by) {
      const { rows, nextCursor, count } = await store.list(listedFor(by), page)
      return { items: await shape(rows), nextCursor, count }
    },
  }
}

/** Puts the owner token an operator chose in place, on the first start only. Says whether it did. */
export async function bootstrapToken(store: Pick<TokenStore, 'insertFirst'>, token: string, now: Date): Promise<boolean> {
  const row = {
    hash: hashOf(token),
    hint: hintOf(token),
    name: 'bootstrap',
    role: 'owner' as const,
    userId: null,
    createdBy: 'PATCHBAY_BOOTSTRAP_TOKEN',
    expiresAt: null,
  }
  return store.insertFirst(row, now)
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Enough to recognise a token by; of a short one less. */
function hintOf(token: string): string {
  return `${token.slice(0, Math.min(7, Math.floor(token.length / 4)))}…`
}

/** A token never does more than the user it belongs to may do now. */
function callerOf(row: TokenWithUser): Caller {
  const role = row.userRole === null ? row.role : lowerRole(row.role, row.userRole)
  return {
    kind: 'token',
    actor: { id: publicId('token', row.id), kind: 'token' },
    name: row.name,
    email: null,
    role,
    userId: row.userId,
  }
}

function isTheirs(row: TokenWithUser, by: Caller): boolean {
  if (by.role === 'owner') return true
  if (by.userId !== null) return row.userId === by.userId
  return row.createdBy === by.actor.id || publicId('token', row.id) === by.actor.id
}

function listedFor(by: Caller) {
  if (by.role === 'owner') return null
  return by.userId !== null ? { userId: by.userId } : { createdBy: by.actor.id, id: databaseId('token', by.actor.id) }
}

function toToken(row: TokenRow, createdBy: ActorRef): Token {
  return {
    id: publicId('token', row.id),
    name: row.name,
    role: row.role,
    hint: row.hint,
    createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }
}
