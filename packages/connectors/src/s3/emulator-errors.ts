import type { Answer } from '@patchbay/sdk/testing'

/** Code, status and words of errors (Amazon S3 API Reference, "List of error codes"). */
const errors = {
  AccessDenied: [403, 'Access Denied'],
  AuthorizationHeaderMalformed: [400, 'The authorization header is malformed; the region is wrong.'],
  BadDigest: [400, 'The checksum you specified did not match what we received.'],
  ExpiredToken: [400, 'The provided token has expired.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
  InvalidRequest: [400, 'Invalid request.'],
  InvalidToken: [400, 'The provided token is malformed or otherwise not valid.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  SignatureDoesNotMatch: [403, 'The request signature we calculated does not match the signature you provided.'],
  SlowDown: [503, 'Please reduce your request rate.'],
  XAmzContentSHA256Mismatch: [400, 'The provided x-amz-content-sha256 header does not match what was computed.'],
} as const

export type ErrorCode = keyof typeof errors

export function failure(code: ErrorCode): Answer {
  const [status, message] = errors[code]
  return xml(status, `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>`)
}

const codes: Readonly<Record<number, ErrorCode>> = {
  403: 'AccessDenied',
  404: 'NoSuchKey',
  405: 'MethodNotAllowed',
  500: 'InternalError',
  503: 'SlowDown',
}

/** An error of that status, whichever it is. */
export function wordsOf(status: number): Answer {
  return { ...failure(codes[status] ?? 'InvalidRequest'), status }
}

export function xml(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'application/xml' }, text: `<?xml version="1.0" encoding="UTF-8"?>\n${text}` }
}
