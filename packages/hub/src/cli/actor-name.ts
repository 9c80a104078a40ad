import type { Resource } from '@patchbay/client'

/** What people call somebody who did something; the id of whoever is gone. */
export function actorName(actor: Resource<'ActorRef'> | null): string | null {
  if (actor === null) return null
  const { id, kind, name, email } = actor
  if (kind === 'token') return `token ${name ?? id}`
  return email === null ? (name ?? id) : `${name ?? id} <${email}>`
}
