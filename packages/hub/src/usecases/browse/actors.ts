import { databaseId } from '../../domain/public-id.ts'
import type { ActorReader } from '../../store/people/actor-reader.ts'
import type { ActorRef } from './resources/common.ts'

/** Says who is behind an id; `null` for nobody. */
export interface ActorOf {
  (id: string): ActorRef
  (id: string | null): ActorRef | null
}

/** Looks up everybody a page names, at once. */
export type NameActors = (ids: readonly (string | null)[]) => Promise<ActorOf>

/** What happened without a person is done in the name of the environment variable or the policy behind it. */
const variable = /^[A-Z][A-Z_]*$/
const token = /^tok_[0-9a-z]{1,10}$/
const policy = /^pol_[0-9a-z]{1,10}$/
const nobody: Awaited<ReturnType<ActorReader['find']>> = { users: new Map(), tokens: new Map(), policies: new Map() }

export function createNameActors(reader: Pick<ActorReader, 'find'>): NameActors {
  return async (ids) => {
    const named = [...new Set(ids.flatMap((id) => id ?? []))].filter((id) => !variable.test(id))
    const tokenIds = named.filter((id) => token.test(id)).map((id) => databaseId('token', id))
    const policyIds = named.filter((id) => policy.test(id)).map((id) => databaseId('policy', id))
    const { users, tokens, policies } = named.length === 0 ? nobody : await reader.find(named, tokenIds, policyIds)

    function actorOf(id: string): ActorRef
    function actorOf(id: string | null): ActorRef | null
    function actorOf(id: string | null): ActorRef | null {
      if (id === null) return null
      if (variable.test(id)) return { id, kind: 'system', name: id, email: null }
      if (policy.test(id)) {
        return { id, kind: 'system', name: policies.get(databaseId('policy', id))?.name ?? null, email: null }
      }
      const view = token.test(id) ? tokens.get(databaseId('token', id)) : users.get(id)
      return { id, kind: token.test(id) ? 'token' : 'user', name: view?.name ?? null, email: view?.email ?? null }
    }
    return actorOf
  }
}
