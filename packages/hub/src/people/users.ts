import { randomUUID } from 'node:crypto'
import { notFound, Problem } from '../domain/problem.ts'
import type { UserRow, UserStore } from '../store/people/user-store.ts'
import type { User } from '../usecases/browse/resources/people.ts'
import type { NewUser, People } from './people.ts'

interface UserDeps {
  readonly store: UserStore
  readonly hashPassword: (password: string) => Promise<string>
  readonly now: () => Date
}

/** Users. Nobody registers by themselves: the first owner is set up once, and owners create the others. */
export function users({ store, hashPassword, now }: UserDeps): People['users'] {
  async function get(id: string): Promise<User> {
    const row = await store.find(id)
    if (row === undefined) throw notFound('user', id)
    return toUser(row)
  }

  async function prepare(user: NewUser) {
    const { email, name, role, password } = user
    return { id: randomUUID(), email: email.toLowerCase(), name, role, passwordHash: await hashPassword(password) }
  }

  return {
    get,
    setupNeeded: async () => !(await store.any()),

    async setUp(user) {
      // Hashing is dear on purpose; nobody gets it for free once the hub is set up.
      if (await store.any()) throw alreadySetUp()
      const row = await prepare({ ...user, role: 'owner' })
      if ((await store.createFirst(row, now())) === 'not-first') throw alreadySetUp()
      return get(row.id)
    },

    async create(user) {
      const row = await prepare(user)
      if ((await store.create(row, now())) === 'created') return get(row.id)
      throw new Problem('conflict', `There is a user with the address "${row.email}" already.`, {
        code: 'email-taken',
        field: 'email',
      })
    },

    async update(id, change) {
      const outcome = await store.update(id, change, now())
      if (outcome === 'unknown') throw notFound('user', id)
      if (outcome === 'last-owner') throw lastOwner()
      return get(id)
    },

    async remove(id) {
      const outcome = await store.remove(id)
      if (outcome === 'unknown') throw notFound('user', id)
      if (outcome === 'last-owner') throw lastOwner()
    },

    async list(page) {
      const { rows, nextCursor, count } = await store.list(page)
      return { items: rows.map(toUser), nextCursor, count }
    },
  }
}

function toUser({ id, email, name, role, createdAt }: UserRow): User {
  return { id, email, name, role, createdAt: createdAt.toISOString() }
}

function alreadySetUp(): Problem {
  return new Problem('conflict', 'This hub is set up already.', {
    code: 'already-set-up',
    remedy: 'Sign in, or ask an owner to create a user for you.',
  })
}

function lastOwner(): Problem {
  return new Problem('conflict', 'This is the last owner; nobody would be left to manage the hub.', {
    code: 'last-owner',
    remedy: 'Make somebody else owner first.',
  })
}
