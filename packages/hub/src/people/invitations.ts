import { randomUUID } from 'node:crypto'
import { notFound, Problem } from '../domain/problem.ts'
import { databaseId, publicId } from '../domain/public-id.ts'
import type { InvitationRow, InvitationStore } from '../store/people/invitation-store.ts'
import type { NameActors } from '../usecases/browse/actors.ts'
import type { ActorRef } from '../usecases/browse/resources/common.ts'
import type { Invitation } from '../usecases/browse/resources/people.ts'
import type { People, SignInSettings } from './people.ts'
import { hashOfToken, randomToken } from './random-token.ts'
import { emailTaken, type Passwords, refuseUselessPassword } from './users.ts'

interface InvitationDeps {
  readonly store: InvitationStore
  readonly users: Pick<People['users'], 'get'>
  readonly nameActors: NameActors
  readonly signIn: SignInSettings
  readonly passwords: Passwords
  readonly now: () => Date
}

const day = 24 * 60 * 60 * 1000

/** Invitations: a link that expires, works once, and is shown once. Only the hash of its token is kept. */
export function invitations({ store, users, nameActors, signIn, passwords, now }: InvitationDeps): People['invitations'] {
  return {
    async create({ email, role, days }, by) {
      refuseUselessPassword(signIn, role)
      const token = randomToken('pbi_')
      const at = now()
      const wanted = {
        email: email.toLowerCase(),
        role,
        hash: hashOfToken(token),
        createdBy: by.actor.id,
        expiresAt: new Date(at.getTime() + days * day),
      }
      const row = await store.create(wanted, at)
      if (row === 'taken') throw emailTaken(wanted.email)
      const actorOf = await nameActors([row.createdBy])
      // Behind the "#" it stays in the browser: no proxy and no log on the way gets to see it.
      return { ...toInvitation(row, actorOf(row.createdBy)), path: `/invitation#${token}` }
    },

    async list(page) {
      const { rows, nextCursor, count } = await store.list(page)
      const actorOf = await nameActors(rows.map((row) => row.createdBy))
      return { items: rows.map((row) => toInvitation(row, actorOf(row.createdBy))), nextCursor, count }
    },

    async revoke(id) {
      if ((await store.remove(databaseId('invitation', id))) === 'unknown') throw notFound('invitation', id)
    },

    async open(token) {
      const row = await store.findByHash(hashOfToken(token), now())
      if (row === undefined) throw notOpen()
      return { email: row.email, role: row.role, expiresAt: row.expiresAt.toISOString() }
    },

    async accept({ token, name, password }) {
      const hash = hashOfToken(token)
      const invitation = await store.findByHash(hash, now())
      // Hashing a password is dear on purpose; only who has a link gets it.
      if (invitation === undefined) throw notOpen()
      refuseUselessPassword(signIn, invitation.role)
      const user = { id: randomUUID(), name, passwordHash: await passwords.hash(password) }
      const outcome = await store.accept(hash, user, now())
      if (outcome === 'unknown') throw notOpen()
      if (outcome === 'taken') throw emailTaken(invitation.email)
      return users.get(user.id)
    },
  }
}

function toInvitation(row: InvitationRow, createdBy: ActorRef): Invitation {
  return {
    id: publicId('invitation', row.id),
    email: row.email,
    role: row.role,
    createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}

function notOpen(): Problem {
  return new Problem('not-found', 'This invitation was used, has expired or was taken back.', {
    code: 'invitation-not-open',
    remedy: 'Sign in if you accepted it already, or ask for a new one.',
  })
}
