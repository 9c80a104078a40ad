import { STATUS_CODES } from 'node:http'
import { Fault, type FaultKind } from '@patchbay/sdk'
import { z } from 'zod'
import { Problem, type ProblemKind } from '../domain/problem.ts'

/** RFC 9457 problem details, with what a script and a person need on top. */
export const ProblemDocument = z.object({
  type: z.string().meta({ examples: ['urn:patchbay:problem:connection-label-taken'] }),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What went wrong, for people.'),
  code: z.string().describe('Stable; for scripts.'),
  fields: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .describe('What to look at, e.g. `config.namespace`; empty when no field is to blame.'),
  remedy: z.string().nullable().describe('What to do about it.'),
  requestId: z.string().describe('Quote it when asking for help; the log has it too.'),
})
export type ProblemDocument = z.output<typeof ProblemDocument>

const statuses: Readonly<Record<ProblemKind, number>> = {
  invalid: 422,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  unauthenticated: 401,
  upstream: 502,
  'too-large': 413,
}

/** A fault the caller can mend by other settings is theirs (422); the rest is trouble on the way or at the vendor (502). */
const faultStatuses: Readonly<Record<FaultKind, number>> = {
  config: 422,
  credentials: 422,
  permission: 422,
  missing: 422,
  refused: 422,
  throttled: 502,
  unreachable: 502,
  contract: 502,
}

/** What an error is to the caller; null for a bug, of which the caller learns nothing but the request id. */
export function problemDocument(error: unknown, requestId: string): ProblemDocument | null {
  if (error instanceof Problem) return ofProblem(error, requestId)
  if (error instanceof Fault) return ofFault(error, requestId)
  if (isClientError(error)) {
    return document(error.statusCode, frameworkCode(error), error.message, { requestId })
  }
  return null
}

/** The answer to a bug: nothing of the error itself. */
export function bugDocument(requestId: string): ProblemDocument {
  const remedy = `Look for "${requestId}" in the log, and please report it.`
  return document(500, 'internal-error', 'Something went wrong inside Patchbay.', { requestId, remedy })
}

function ofProblem(problem: Problem, requestId: string): ProblemDocument {
  const { code, field, fields, remedy } = problem.details
  const named = fields ?? (field === undefined ? [] : [{ field, message: problem.message }])
  return document(statuses[problem.kind], code, problem.message, { requestId, fields: named, remedy })
}

function ofFault(fault: Fault, requestId: string): ProblemDocument {
  const { field, remedy } = fault.details
  const fields = field === undefined ? [] : [{ field: `config.${field}`, message: fault.message }]
  return document(faultStatuses[fault.kind], `connector-${fault.kind}`, fault.message, { requestId, fields, remedy })
}

interface Extras {
  readonly requestId: string
  readonly fields?: readonly { readonly field: string; readonly message: string }[]
  readonly remedy?: string | undefined
}

function document(status: number, code: string, detail: string, { requestId, fields = [], remedy }: Extras): ProblemDocument {
  return {
    type: `urn:patchbay:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Problem',
    status,
    detail,
    code,
    fields: [...fields],
    remedy: remedy ?? null,
    requestId,
  }
}

interface ClientError extends Error {
  readonly statusCode: number
  readonly code?: string
}

/** Errors of Fastify itself that the caller caused: a body too large, broken JSON, another media type. */
function isClientError(error: unknown): error is ClientError {
  if (!(error instanceof Error) || !('statusCode' in error)) return false
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
}

const frameworkCodes: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-not-supported',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid-json',
}

function frameworkCode(error: ClientError): string {
  const known = error.code === undefined ? undefined : frameworkCodes[error.code]
  return known ?? (error.statusCode === 429 ? 'too-many-requests' : 'bad-request')
}
