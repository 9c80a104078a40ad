import type { ActorRef } from '../../api/types.ts'

/** What people call somebody who did something; the id of whoever is gone. */
export function actorName({ id, kind, name }: ActorRef): string {
  return kind === 'token' ? `the token “${name ?? id}”` : (name ?? id)
}
