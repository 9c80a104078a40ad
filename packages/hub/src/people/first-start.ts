import type { TokenStore } from '../store/people/token-store.ts'
import type { People } from './people.ts'
import { bootstrapToken } from './tokens.ts'

export interface FirstStart {
  readonly admin?: { readonly email: string; readonly password: string } | undefined
  readonly bootstrapToken?: string | undefined
}

/** Creates what the environment asks for, on the first start only: the owner, and an owner token for automation. */
export async function firstStart(
  people: Pick<People, 'users' | 'audit'>,
  tokens: Pick<TokenStore, 'insertFirst'>,
  wanted: FirstStart,
  now: () => Date,
): Promise<void> {
  const { admin } = wanted
  if (admin !== undefined && (await people.users.setupNeeded())) {
    const user = await people.users.setUp({ ...admin, name: admin.email })
    await note(people, 'user.set-up', user.id)
  }
  if (wanted.bootstrapToken !== undefined && (await bootstrapToken(tokens, wanted.bootstrapToken, now()))) {
    await note(people, 'token.created', 'bootstrap')
  }
}

async function note(people: Pick<People, 'audit'>, event: string, object: string): Promise<void> {
  const actor = { kind: 'system' as const, id: 'environment', name: 'environment' }
  await people.audit.append({ event, outcome: 'done', actor, object, ip: null, requestId: null })
}
