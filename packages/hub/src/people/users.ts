import { randomUUID } from 'node:crypto'
import { notFound, Problem } from '../domain/problem.ts'
import type { Changed, UserRow, UserStore } from '../store/people/user-store.ts'
import type { User, WayIn } from '../usecases/browse/resources/people.ts'
import type { NewUser, People, SignInSettings } from './people.ts'
import { randomToken } from './random-token.ts'

interface UserDeps {
  readonly store: UserStore
  readonly signIn: SignInSettings
  readonly passwords: Passwords
  readonly now: () => Date
}

/** How the sign-in library keeps passwords. */
export interface Passwords {
  readonly hash: (password: string) => Promise<string>
  readonly verify: (given: { readonly hash: string; readonly password: string }) => Promise<boolean>
}

/** Users. Nobody registers by themselves: the first owner is set up once, and owners let the others in. */
export function users({ store, signIn, passwords, now }: UserDeps): People['users'] {
  async function get(id: string): Promise<User> {
    const row = await store.find(id)
    if (row === undefined) throw notFound('user', id)
    return toUser(row)
  }

  async function prepare(user: NewUser) {
    const { email, name, role, password } = user
    return { id: randomUUID(), email: email.toLowerCase(), name, role, passwordHash: await passwords.hash(password) }
  }

  async function changed(id: string, change: Promise<Changed>): Promise<User> {
    refuse(id, await change)
    return get(id)
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
      refuseUselessPassword(signIn, user.role)
      const row = await prepare(user)
      if ((await store.create(row, now())) === 'created') return get(row.id)
      throw emailTaken(row.email)
    },

    update: (id, change) => changed(id, store.update(id, change, now())),
    disable: (id) => changed(id, store.disable(id, now())),
    enable: (id) => changed(id, store.enable(id, now())),
    resetTwoFactor: (id) => changed(id, store.resetTwoFactor(id, now())),
    remove: async (id) => refuse(id, await store.remove(id)),

    async resetPassword(id) {
      const user = await get(id)
      refuseUselessPassword(signIn, user.role)
      if ((await store.passwordHash(id)) === undefined) throw noPasswordThere(user.name)
      const password = randomToken('')
      await store.changePassword(id, await passwords.hash(password), null, now())
      return { password }
    },

    async changePassword({ currentPassword, newPassword }, by) {
      if (by.userId === null || by.session === null) throw onlyInPerson()
      const hash = await store.passwordHash(by.userId)
      if (hash === undefined) throw noPassword(signIn)
      if (!(await passwords.verify({ hash, password: currentPassword }))) throw wrongPassword()
      await store.changePassword(by.userId, await passwords.hash(newPassword), by.session.id, now())
    },

    async list(page) {
      const { rows, nextCursor, count } = await store.list(page)
      return { items: rows.map(toUser), nextCursor, count }
    },
  }
}

/** Where passwords are switched off, one would let nobody in but an owner. */
export function refuseUselessPassword(signIn: SignInSettings, role: User['role']): void {
  if (signIn.password === 'everybody' || role === 'owner') return
  throw new Problem('conflict', 'Signing in with a password is switched off here for everybody but owners.', {
    code: 'password-sign-in-off',
    field: 'role',
    remedy: `Let them sign in with ${signIn.oidc?.name ?? 'the organisation’s account'}: their role follows from their groups.`,
  })
}

export function emailTaken(email: string): Problem {
  return new Problem('conflict', `There is a user with the address "${email}" already.`, {
    code: 'email-taken',
    field: 'email',
  })
}

export function toUser(row: UserRow): User {
  const { id, email, name, role, twoFactor, createdAt, disabledAt } = row
  const signsInWith = row.providers.map((provider): WayIn => (provider === 'credential' ? 'password' : 'oidc'))
  return {
    id,
    email,
    name,
    role,
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
    signsInWith,
    twoFactor,
  }
}

function refuse(id: string, outcome: Changed): void {
  if (outcome === 'unknown') throw notFound('user', id)
  if (outcome === 'last-owner') throw lastOwner()
}

function alreadySetUp(): Problem {
  return new Problem('conflict', 'This hub is set up already.', {
    code: 'already-set-up',
    remedy: 'Sign in, or ask an owner to invite you.',
  })
}

function lastOwner(): Problem {
  return new Problem('conflict', 'This is the last owner; nobody would be left to manage the hub.', {
    code: 'last-owner',
    remedy: 'Make somebody else owner first.',
  })
}

function onlyInPerson(): Problem {
  return new Problem('forbidden', 'A token cannot change a password.', {
    code: 'session-needed',
    remedy: 'Sign in to the web app and change it under Settings.',
  })
}

function noPassword(signIn: SignInSettings): Problem {
  return new Problem('conflict', `You have no password here: you sign in with ${signIn.oidc?.name ?? 'another account'}.`, {
    code: 'no-password',
  })
}

function noPasswordThere(name: string): Problem {
  return new Problem('conflict', `${name} has no password here, so there is none to reset.`, {
    code: 'no-password',
    remedy: 'They sign in with the account of their organisation.',
  })
}

function wrongPassword(): Problem {
  return new Problem('invalid', 'This is not your current password.', { code: 'wrong-password', field: 'currentPassword' })
}
