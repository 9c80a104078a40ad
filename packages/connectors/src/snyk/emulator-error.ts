import { type Answer, EarlyAnswer } from '@patchbay/sdk/testing'

interface Words {
  readonly title: string
  readonly detail: string
  /** Of the vendor's error catalogue. */
  readonly code?: string
}

const words: Readonly<Record<number, Words>> = {
  400: { title: 'Bad request', detail: 'Client request cannot be processed', code: 'SNYK-0003' },
  401: { title: 'Unauthorized', detail: 'Authentication error', code: 'SNYK-0005' },
  403: { title: 'Forbidden', detail: 'You do not have the required permission to perform this action' },
  404: { title: 'Not found', detail: 'Resource not found' },
  429: { title: 'Too many requests', detail: 'Client request throttled', code: 'SNYK-0001' },
  500: { title: 'Internal server error', detail: 'Server error', code: 'SNYK-9999' },
  501: { title: 'Not implemented', detail: 'Unimplemented', code: 'SNYK-0002' },
  502: { title: 'Bad gateway', detail: 'Bad gateway', code: 'SNYK-0008' },
  503: { title: 'Service unavailable', detail: 'Service temporarily unavailable', code: 'SNYK-0009' },
  504: { title: 'Gateway timeout', detail: 'Service timeout', code: 'SNYK-0004' },
}

export const mediaType = 'application/vnd.api+json'

/** A JSON:API error document. A path that exists with another method is simply not found. */
export function problem(status: number, detail?: string, parameter?: string): Answer {
  const sent = status === 405 ? 404 : status
  const { title, code, ...usual } = words[sent] ?? { title: 'Error', detail: 'Server error' }
  const error = {
    status: String(sent),
    ...(code !== undefined && { code }),
    title,
    detail: detail ?? usual.detail,
    ...(parameter !== undefined && { source: { parameter } }),
  }
  return {
    status: sent,
    headers: { 'content-type': mediaType },
    body: { jsonapi: { version: '1.0' }, errors: [error] },
  }
}

/** Stops here with a 400 that names the query parameter. */
export function reject(parameter: string, detail: string): never {
  throw new EarlyAnswer(problem(400, detail, parameter))
}
