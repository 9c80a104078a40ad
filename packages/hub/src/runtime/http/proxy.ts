import type { buildConnector } from 'undici'

/** The proxy of the network the hub runs in, for addresses of vendors; `HTTPS_PROXY` and `NO_PROXY`. */
export interface ProxySettings {
  /** With user name and password where it asks for them: a secret. */
  readonly url: string
  /** Hosts that are asked directly, comma-separated; `.corp.example` and `*.corp.example` stand for all below it. */
  readonly except: string
}

/** A connection that failed at the proxy or on the way to it. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError'
  /** What the proxy answered; `null` when it could not be asked. */
  readonly status: number | null

  constructor(cause: Error) {
    super('The proxy did not open a connection.', { cause })
    const answered = /^Proxy response \((\d{3})\)/.exec(cause.message)?.[1]
    this.status = answered === undefined ? null : Number(answered)
  }
}

const unreached = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** Tells what fails at the proxy from what fails at the vendor behind it. */
export function throughProxy(tunnel: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    tunnel(options, (...[error, socket]) => {
      if (error === null) return callback(null, socket)
      const code = 'code' in error ? String(error.code) : ''
      const atProxy = unreached.has(code) || error.message.startsWith('Proxy response')
      callback(atProxy ? new ProxyError(error) : error, null)
    })
}
