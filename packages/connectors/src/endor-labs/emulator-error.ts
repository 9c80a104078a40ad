import type { Answer } from '@patchbay/sdk/testing'

/** gRPC codes by HTTP status, with the words the gateway uses for each. */
const statuses: Readonly<Record<number, readonly [code: number, message: string]>> = {
  400: [3, 'invalid argument'],
  401: [16, 'Invalid authorization header: Bearer'],
  403: [7, 'Unauthorized request for given endpoint'],
  404: [5, 'Not Found'],
  405: [12, 'Method Not Allowed'],
  408: [1, 'context canceled'],
  409: [6, 'already exists'],
  429: [8, 'rate limit exceeded'],
  501: [12, 'Method Not Allowed'],
  503: [14, 'service unavailable'],
  504: [4, 'context deadline exceeded'],
}

/** The gateway's status body. A wrong method is 501 there; a time-out carries no details. */
export function problem(status: number, message?: string): Answer {
  const [code, usual] = statuses[status] ?? [13, 'internal server error']
  const sent = status === 405 ? 501 : status
  const details =
    sent === 504 ? [] : [{ '@type': 'type.googleapis.com/internal.endor.ai.rpc.v1.HTTPErrorInfo', status_code: sent }]
  return { status: sent, body: { code, message: message ?? usual, details } }
}
