import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Problem } from '../../domain/problem.ts'
import { bugDocument, type ProblemDocument, problemDocument } from '../problem-document.ts'

/** Every error leaves as `application/problem+json`; bugs are logged in full and told in a sentence. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(answerProblem)
}

/** The answer to one error. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = problemDocument(error, request.id)
  if (known === null) request.log.error({ error }, 'Request failed')
  return send(reply, known ?? bugDocument(request.id))
}

/** For addresses below `/api` that lead nowhere. */
export function refuseUnknownAddress(request: FastifyRequest): never {
  const { code } = notFound('address', request.url).details
  throw new Problem('not-found', `There is nothing at ${request.method} ${request.url}.`, { code })
}

function send(reply: FastifyReply, document: ProblemDocument): FastifyReply {
  return reply
    .code(document.status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(document)
}
