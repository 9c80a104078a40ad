import type { FastifyRequest } from 'fastify'
import { Problem } from '../domain/problem.ts'
import type { AuditEntry } from '../people/people.ts'
import type { AuditEvent } from './call.ts'
import { redact } from './redact.ts'
import type { Services } from './services.ts'

interface Attempt<C, R> {
  readonly audit: AuditEvent<C, R>
  readonly call: C
  readonly request: FastifyRequest
  readonly services: Services
  readonly run: () => Promise<R>
}

/**
 * Runs an operation and writes down what came of it. An attempt that failed is written down too, and that there was one before
 * it begins: nothing happens without a trace, whenever the hub may end.
 */
export async function audited<C extends { readonly body: unknown }, R>(attempt: Attempt<C, R>): Promise<R> {
  const { audit, call, services, run } = attempt
  const entry = entryOf(attempt, await audit.before?.(call, services))
  const begun = await services.people.audit.begin({ ...entry, object: audit.object(call, undefined) })
  const end = (outcome: AuditEntry['outcome'], object: string | null) =>
    services.people.audit.append({ ...entry, outcome, object }, begun)
  const answer = await run().catch(async (error: unknown) => {
    const refused = error instanceof Problem && error.kind !== 'upstream'
    await end(refused ? 'refused' : 'failed', audit.object(call, undefined))
    throw error
  })
  await end('done', audit.object(call, answer))
  return answer
}

function entryOf<C extends { readonly body: unknown }, R>(
  { audit, call, request, services }: Attempt<C, R>,
  before: unknown,
): Omit<AuditEntry, 'outcome' | 'object'> {
  const { caller } = request
  return {
    event: audit.event,
    actor: caller === null ? { kind: 'system', id: 'anonymous', name: 'anonymous' } : { ...caller.actor, name: caller.name },
    before: redact(before, services.plugins),
    after: redact(audit.after ? audit.after(call) : call.body, services.plugins),
    ip: request.ip,
    requestId: request.id,
  }
}
