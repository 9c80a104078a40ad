import type { FastifyRequest } from 'fastify'
import { Problem } from '../domain/problem.ts'
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

/** Runs an operation and writes down what came of it. An attempt that failed is written down too. */
export async function audited<C extends { readonly body: unknown }, R>(attempt: Attempt<C, R>): Promise<R> {
  const { audit, call, run } = attempt
  const before = await audit.before?.(call, attempt.services)
  try {
    const answer = await run()
    await append(attempt, 'done', audit.object(call, answer), before)
    return answer
  } catch (error) {
    const refused = error instanceof Problem && error.kind !== 'upstream'
    await append(attempt, refused ? 'refused' : 'failed', audit.object(call, undefined), before)
    throw error
  }
}

async function append<C extends { readonly body: unknown }, R>(
  { audit, call, request, services }: Attempt<C, R>,
  outcome: 'done' | 'refused' | 'failed',
  object: string | null,
  before: unknown,
): Promise<void> {
  const { caller } = request
  await services.people.audit.append({
    event: audit.event,
    outcome,
    actor: caller === null ? { kind: 'system', id: 'anonymous', name: 'anonymous' } : { ...caller.actor, name: caller.name },
    object,
    before: redact(before, services.plugins),
    after: redact(audit.after ? audit.after(call) : call.body, services.plugins),
    ip: request.ip,
    requestId: request.id,
  })
}
