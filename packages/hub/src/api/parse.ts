import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { Call } from './call.ts'

interface Schemas<P extends z.ZodObject, Q extends z.ZodObject> {
  readonly params: P
  readonly query: Q
}

/** Reads a request through an operation's schemas. What does not fit is an `invalid` problem that names each field. */
export function parseCall<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  schemas: Schemas<P, Q>,
  body: B,
  request: FastifyRequest,
): Call<z.output<P>, z.output<Q>, z.output<B>> {
  return {
    params: parse(schemas.params, request.params, 'parameter'),
    query: parse(schemas.query, request.query, 'parameter'),
    body: parse(body, request.body ?? {}, 'field'),
    caller: request.caller,
    request: { id: request.id, ip: request.ip },
  }
}

function parse<S extends z.ZodType>(schema: S, value: unknown, noun: 'field' | 'parameter'): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(result.error.issues, noun)
}

function invalid(issues: readonly z.core.$ZodIssue[], noun: 'field' | 'parameter'): Problem {
  const fields = issues.flatMap((issue) => describe(issue, noun))
  const [first] = fields
  const message = fields.map(({ field, message }) => `${field}: ${message}`).join(' ')
  return new Problem('invalid', message, { code: 'invalid-request', ...(first && { field: first.field }), fields })
}

function describe(issue: z.core.$ZodIssue, noun: string): { field: string; message: string }[] {
  const path = issue.path.map(String)
  if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.') || 'body', message: sentence(issue.message) }]
  return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: `There is no ${noun} "${key}".` }))
}

function sentence(message: string): string {
  if (message.endsWith('received undefined')) return 'This is needed.'
  return /[.!?]$/.test(message) ? message : `${message}.`
}
