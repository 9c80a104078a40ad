import type { BaseImage, ImageEvidence } from '../model/image.ts'
import { textOrNull } from './text.ts'

type Told = { readonly [K in keyof Omit<ImageEvidence, 'name' | 'source'>]?: string | null | undefined }

/**
 * Reads `registry/name:tag@digest`, any part but the name absent; `name@tag` is understood too. `told` are the parts that the
 * vendor gives in fields of their own, for what the text leaves out. `null` for a blank text.
 */
export function imageEvidence(reference: string | null | undefined, told: Told = {}): ImageEvidence | null {
  const clean = textOrNull(reference, 500)?.replace(/^[a-z][a-z+.-]*:\/\//i, '')
  if (clean === undefined) return null
  const at = clean.indexOf('@')
  const before = at === -1 ? clean : clean.slice(0, at)
  const after = at === -1 ? null : clean.slice(at + 1)
  const colon = before.lastIndexOf(':')
  const hasTag = colon > before.lastIndexOf('/')
  const place = hasTag ? before.slice(0, colon) : before
  const slash = place.indexOf('/')
  const registry = slash === -1 ? null : hostIn(place.slice(0, slash))
  const name = registry === null ? place : place.slice(slash + 1)
  if (name === '') return null
  const digest = after?.includes(':') ? digestIn(after) : null
  const afterName = digest === null ? after : null
  const tag = hasTag ? before.slice(colon + 1) : afterName
  return {
    registry: registry ?? hostIn(told.registry),
    name,
    tag: tag ?? textOrNull(told.tag, 200),
    digest: digest ?? digestIn(told.digest),
  }
}

/** `ghcr.io/acme/shop:1.4.2@sha256:…`, the way container tools write it. */
export function imageReference({ registry, name, tag, digest }: ImageEvidence): string {
  const place = registry === null ? name : `${registry}/${name}`
  return `${place}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`
}

/** A base image by its reference; its digest may stand in a field of its own. `null` for a blank reference. */
export function baseImage(
  reference: string | null | undefined,
  told: Pick<Told, 'digest'> & { readonly brings?: boolean | null | undefined } = {},
): BaseImage | null {
  const image = imageEvidence(reference, { digest: told.digest })
  if (image === null) return null
  return { reference: imageReference(image), ...(typeof told.brings === 'boolean' && { brings: told.brings }) }
}

/** Registries are given by host, or by a name people chose, which is no address. */
function hostIn(text: string | null | undefined): string | null {
  const host = textOrNull(text, 200)
    ?.replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
  return host !== undefined && (/[.:]/.test(host) || host === 'localhost') ? host : null
}

function digestIn(text: string | null | undefined): string | null {
  const hex = /^(?:sha256:)?([0-9a-f]{6,64})$/i.exec(text?.trim() ?? '')?.[1]
  return hex === undefined ? null : `sha256:${hex.toLowerCase()}`
}
