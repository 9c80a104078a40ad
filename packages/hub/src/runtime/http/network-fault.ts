import { Fault } from '@patchbay/sdk'
import { ProxyError } from './proxy.ts'

/** What a failed connection means. */
export interface NetworkFailure {
  readonly fault: Fault
  /** `never` when the vendor cannot have seen the request, `perhaps` when it may have. */
  readonly delivered: 'never' | 'perhaps'
  /** Whether trying again in a moment can help. */
  readonly passing: boolean
}

const certificateCodes = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/
const handshakeCodes = /^(ERR_SSL_|EPROTO$)/
const connectCodes = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL'])
const lostCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'])

/** Tells apart why a request got no answer. `undefined` for errors that are not the network's: those are bugs. */
export function networkFailure(error: unknown, host: string, timeout: number): NetworkFailure | undefined {
  const code = codeOf(error)
  const unreachable = (message: string, remedy?: string) => new Fault('unreachable', message, remedy ? { remedy } : {}, error)
  const unsent = (message: string, remedy?: string) =>
    new Fault('unreachable', message, { arrived: false, ...(remedy !== undefined && { remedy }) }, error)

  if (error instanceof ProxyError) return proxyFailure(error, host)
  if (code === 'ENOTFOUND' || code === 'ENODATA') {
    const fault = unsent(
      `The host name ${host} is not known (DNS).`,
      'Check the spelling of the base URL, and that this machine can look it up.',
    )
    return { fault, delivered: 'never', passing: false }
  }
  if (code === 'EAI_AGAIN' || code === 'ETIMEOUT') {
    return { fault: unsent(`Looking up ${host} failed: no answer from DNS.`), delivered: 'never', passing: true }
  }
  if (certificateCodes.test(code)) {
    const fault = unsent(
      `The TLS certificate of ${host} is not trusted (${code}).`,
      'If the certificate comes from your own authority, start Patchbay with NODE_EXTRA_CA_CERTS pointing to it.',
    )
    return { fault, delivered: 'never', passing: false }
  }
  if (handshakeCodes.test(code)) {
    const fault = unsent(`No TLS connection to ${host} could be agreed on (${code}).`, 'Check that the port speaks https.')
    return { fault, delivered: 'never', passing: false }
  }
  if (connectCodes.has(code)) {
    const how = code === 'ECONNREFUSED' ? 'refused the connection' : `cannot be reached (${code})`
    return {
      fault: unsent(`${host} ${how}.`, 'Check host and port, and any firewall in between.'),
      delivered: 'never',
      passing: true,
    }
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    const fault = (code === 'ETIMEDOUT' ? unreachable : unsent)(
      `${host} did not accept a connection in time.`,
      'Check host and port, and any firewall in between.',
    )
    return { fault, delivered: code === 'ETIMEDOUT' ? 'perhaps' : 'never', passing: true }
  }
  if (isTimeout(error)) {
    return {
      fault: unreachable(`${host} did not answer within ${timeout / 1000} seconds.`),
      delivered: 'perhaps',
      passing: true,
    }
  }
  if (lostCodes.has(code)) {
    return {
      fault: unreachable(`${host} closed the connection before the answer was complete.`),
      delivered: 'perhaps',
      passing: true,
    }
  }
  if (isNoHttp(error, code)) {
    const fault = new Fault('contract', `${host} does not answer in valid HTTP.`, {}, error)
    return { fault, delivered: 'perhaps', passing: false }
  }
  return undefined
}

function proxyFailure(error: ProxyError, host: string): NetworkFailure {
  const failure = (message: string, remedy: string, passing: boolean): NetworkFailure => ({
    fault: new Fault('unreachable', message, { arrived: false, remedy }, error),
    delivered: 'never',
    passing,
  })
  const { status } = error
  if (status === null) return failure('The proxy of this network cannot be reached.', 'Check the address in HTTPS_PROXY.', true)
  if (status === 407) {
    return failure(
      'The proxy of this network did not accept the hub’s user name and password (407).',
      'Check them in HTTPS_PROXY.',
      false,
    )
  }
  return failure(
    `The proxy of this network did not open a connection to ${host} (${status}).`,
    'Have it allowed there, or put the host on NO_PROXY if it is reached without a proxy.',
    status >= 500,
  )
}

/** The code of an error, of the first of several (one per address tried), or of its cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError'
}

function isNoHttp(error: unknown, code: string): boolean {
  const parser = error instanceof Error && error.name === 'HTTPParserError'
  return parser || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || code === 'UND_ERR_HEADERS_OVERFLOW'
}
