import type { Call } from '@patchbay/sdk/testing'

/** A form as it was sent (RFC 7578). */
export interface Form {
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly file: { readonly name: string; readonly text: string } | null
}

/** `null` for what is no multipart form. */
export function readForm({ headers, text }: Call): Form | null {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) return null
  const fields = new Map<string, string[]>()
  let file: Form['file'] = null
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const split = part.indexOf('\r\n\r\n')
    const head = part.slice(0, split)
    const content = part.slice(split + 4, -2)
    const name = /\bname="([^"]*)"/i.exec(head)?.[1] ?? ''
    const filename = /\bfilename="([^"]*)"/i.exec(head)?.[1]
    if (filename !== undefined && name === 'file') file = { name: filename, text: content }
    else fields.set(name, [...(fields.get(name) ?? []), content])
  }
  return { fields, file }
}
