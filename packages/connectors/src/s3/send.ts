import { createHash } from 'node:crypto'
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Content, Context, Upload, UploadReceipt } from '@patchbay/sdk'
import { clientFor } from './client.ts'
import type { Config } from './config.ts'
import { explained } from './explain.ts'
import { keyOf, manifestKeyOf, manifestOf } from './map.ts'
import { type Ticket, ticket } from './schema.ts'

/**
 * Puts the document and then its manifest in the places of the former ones, so that sending it twice changes nothing. Where the
 * repository has another name now, what was kept under the old one goes.
 */
export async function send(context: Context<Config>, upload: Upload): Promise<UploadReceipt> {
  const key = keyOf(context.config, upload)
  const { content, findings } = upload
  const sha256 = await hashOf(content)
  await explained(context, async () => {
    if (content.size > 0) await put(context, key, content, sha256)
    else await remove(context, key)
    const manifest = jsonContent(manifestOf(upload, key, sha256.toString('hex')))
    await put(context, manifestKeyOf(key), manifest, await hashOf(manifest))
    const former = ticket.safeParse(upload.before).data?.key
    if (former !== undefined && former !== key) {
      await remove(context, former)
      await remove(context, manifestKeyOf(former))
    }
  })
  const receipt: Ticket = { key }
  return {
    ticket: receipt,
    status: { state: 'success', word: 'STORED', info: null, remedy: null, counts: { findings, bytes: content.size } },
  }
}

async function put(context: Context<Config>, key: string, content: Content, sha256: Buffer): Promise<void> {
  const client = clientFor(context, content)
  const command = new PutObjectCommand({
    Bucket: context.config.bucket,
    Key: key,
    ContentType: content.mediaType,
    ContentLength: content.size,
    ChecksumSHA256: sha256.toString('base64'),
  })
  // What the signature covers instead of the body itself.
  command.middlewareStack.add(
    (next) => (args) => {
      const { request } = args
      if (hasHeaders(request)) request.headers['x-amz-content-sha256'] = sha256.toString('hex')
      return next(args)
    },
    { step: 'build', name: 'bodyHash' },
  )
  await client.send(command)
}

function hasHeaders(request: unknown): request is { readonly headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request
}

async function remove(context: Context<Config>, key: string): Promise<void> {
  await clientFor(context).send(new DeleteObjectCommand({ Bucket: context.config.bucket, Key: key }))
}

async function hashOf({ read }: Content): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const piece of read()) hash.update(piece)
  return hash.digest()
}

function jsonContent(value: unknown): Content {
  const bytes = Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
  return {
    mediaType: 'application/json',
    size: bytes.length,
    read: async function* () {
      yield bytes
    },
  }
}
