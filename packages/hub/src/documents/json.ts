import { createHash } from 'node:crypto'
import { storable } from '../domain/storable.ts'

/** The JSON of a value: what is `null`, an empty list or an empty text is not said, and every text is well-formed. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (Array.isArray(part)) return part.some(isSaid) ? part.filter(isSaid) : undefined
    if (!isSaid(part)) return undefined
    return typeof part === 'string' ? storable(part) : part
  })
}

function isSaid(part: unknown): boolean {
  return part !== null && part !== undefined && part !== ''
}

/** A version 5 UUID (RFC 9562) in the hub's own namespace. */
export function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name).digest()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const namespace = Buffer.from('6a0f3f0e5d0b4c7f9d3a7c1e2b4f8a10', 'hex')

/** A web address as a URI; `undefined` for what is none. */
export function uri(text: string | null | undefined): string | undefined {
  if (!text || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  const { href } = new URL(text)
  // A URL keeps some characters that a URI may not have (RFC 3986, appendix A).
  return href.replaceAll(/["<>\\^`{|}[\]]/g, (character) => encodeURIComponent(character))
}
