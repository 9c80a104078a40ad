import { Readable } from 'node:stream'
import type { Content, MultipartForm } from '@patchbay/sdk'

/** What a request sends: text that is at hand, or content that is read anew for every try. */
export type Outgoing = string | Content

/** Thrown when content cannot be read. That is no fault of the vendor’s, whatever its cause looks like. */
export class ContentFailure extends Error {
  override readonly name = 'ContentFailure'

  constructor(cause: unknown) {
    super('The content to send could not be read.', { cause })
  }
}

/** A stream for one try; nothing but the piece in hand is in memory. */
export function streamOf(content: Content): Readable {
  return Readable.from(reading(content), { objectMode: false })
}

async function* reading(content: Content): AsyncGenerator<Uint8Array, void, void> {
  try {
    yield* content.read()
  } catch (error) {
    throw new ContentFailure(error)
  }
}

/** A form with a file (RFC 7578), whose length is known and whose file is never collected. `boundary` must not occur in it. */
export function multipart({ fields, file }: MultipartForm, boundary: string): Content {
  const parts = fields.map(([name, value]) => `${opening(boundary, name)}\r\n\r\n${value.replace(/\r\n|\r|\n/g, '\r\n')}\r\n`)
  const { content } = file
  const before = Buffer.from(
    `${parts.join('')}${opening(boundary, file.field)}; filename="${quoted(file.name)}"\r\ncontent-type: ${content.mediaType}\r\n\r\n`,
  )
  const after = Buffer.from(`\r\n--${boundary}--\r\n`)

  return {
    mediaType: `multipart/form-data; boundary=${boundary}`,
    size: before.length + content.size + after.length,
    read: async function* () {
      yield before
      yield* content.read()
      yield after
    },
  }
}

function opening(boundary: string, name: string): string {
  return `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"`
}

// As browsers do it (HTML standard, "multipart/form-data encoding algorithm"): RFC 7578 leaves the choice.
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
