import type { Transport } from '@patchbay/sdk'
import type { Config } from './config.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function transport(config: Config): Transport {
  return {
    baseUrl: baseUrlOf(config),
    // Requests are signed one by one, by the library of the store (client.ts).
    auth: { kind: 'none' },
    headers: { accept: '*/*' },
    // A document of 100 MB over a line of 2 Mbit/s.
    timeout: 600_000,
    maxResponseBytes: 4 * 1024 * 1024,
    classify: ({ status, body }) => (status < 400 || typeof body !== 'string' ? undefined : meanings.get(codeOf(body))),
  }
}

/** By path where Amazon's own names do not lead, or its certificates do not cover the name. */
export function isByPath({ endpoint, bucket }: Pick<Config, 'endpoint' | 'bucket'>): boolean {
  return endpoint !== undefined || bucket.includes('.')
}

function baseUrlOf(config: Config): string {
  const { bucket, region, endpoint } = config
  if (endpoint !== undefined) return endpoint
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
  return isByPath(config) ? `https://${host}` : `https://${bucket}.${host}`
}

function codeOf(xml: string): string {
  return /<Code>(\w+)<\/Code>/.exec(xml)?.[1] ?? ''
}

const meanings: ReadonlyMap<string, ReturnType<NonNullable<Transport['classify']>>> = new Map([
  ...(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'InvalidToken', 'TokenRefreshRequired'] as const).map(
    (code) => [code, 'credentials'] as const,
  ),
  ...(
    [
      'NoSuchBucket',
      'InvalidBucketName',
      'PermanentRedirect',
      'AuthorizationHeaderMalformed',
      'IllegalLocationConstraintException',
      'RequestTimeTooSkewed',
    ] as const
  ).map((code) => [code, 'config'] as const),
  ['SlowDown', 'retry'],
  ['RequestTimeout', 'retry'],
])
