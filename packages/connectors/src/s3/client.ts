import { S3Client } from '@aws-sdk/client-s3'
import { type Content, type Context, Fault, type HttpAnswer } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { isByPath } from './transport.ts'

/** What the library hands over to be sent. */
interface SignedRequest {
  readonly method: string
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The store's own library, which signs; it reaches the network through the hub alone. `content` is what a PUT carries, because the
 * library would hold a body in memory to sign it: its hash is given instead.
 */
export function clientFor({ config, http }: Context<Config>, content?: Content): S3Client {
  const { region, endpoint, accessKeyId, secretAccessKey, sessionToken } = config
  const send = async (request: SignedRequest): Promise<HttpAnswer> => {
    const path = addressOf(request)
    const headers = headersOf(request)
    if (request.method === 'PUT') return http.put({ path, headers, answer: 'text', ...(content && { content }) })
    if (request.method === 'DELETE') return http.delete({ path, headers, answer: 'text' })
    if (request.method === 'GET') return http.get({ path, headers, answer: 'text' })
    throw new Fault('refused', `The store is never sent a ${request.method}.`)
  }
  return new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: isByPath(config),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    // Trying again is the hub's business, and nothing of the machine's own settings counts.
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    useArnRegion: false,
    disableS3ExpressSessionAuth: true,
    expectContinueHeader: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      handle: async (request: SignedRequest) => {
        const { status, headers, body } = await send(request)
        return { response: { statusCode: status, headers: { ...headers }, body: new Blob([String(body)]).stream() } }
      },
    },
  })
}

function addressOf({ protocol, hostname, port, path, query }: SignedRequest): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : (value ?? [''])).map((each) => `${escaped(name)}=${escaped(each)}`),
  )
  return `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}

/** As signatures want it (RFC 3986). */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Host and length are set by whoever sends. */
function headersOf({ headers }: SignedRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(host|content-length)$/i.test(name)))
}
