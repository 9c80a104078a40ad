import { Fault, type HttpAnswer } from '@patchbay/sdk'
import { vendorMessage } from './vendor-message.ts'

/** Whether a document only reads. In doubt (the word inside a string, say) it does not. */
export function repeatableGraphql(document: string): boolean {
  return !/\bmutation\b/.test(document)
}

/** Returns `data`. Throws `contract` when the answer has errors or no data (GraphQL specification, section 7.1). */
export function readGraphql(answer: HttpAnswer, host: string, clean: (text: string) => string): unknown {
  const body = isRecord(answer.body) ? answer.body : {}
  const errors = body['errors']
  if (Array.isArray(errors) && errors.length > 0) {
    const path = pathOf(errors[0])
    throw new Fault('contract', `${host} answered the GraphQL request with errors: ${vendorMessage('', { errors }, clean)}`, {
      status: answer.status,
      ...(path !== undefined && { path }),
    })
  }
  if (body['data'] === undefined || body['data'] === null) {
    throw new Fault('contract', `${host} answered the GraphQL request without data.`, { status: answer.status, path: 'data' })
  }
  return body['data']
}

function pathOf(error: unknown): string | undefined {
  return isRecord(error) && Array.isArray(error['path']) ? error['path'].join('.') : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
