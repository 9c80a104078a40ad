import { isRecord, textOrNull } from '@patchbay/sdk/shape'
import type { Issue, Occurrence } from './schema.ts'

/** A container image as far as an issue names it. */
export interface Image {
  /** Host, with a port where there is one; `null` for the default registry, or when it is not told. */
  readonly registry: string | null
  /** `library/nginx`, `acme/shop`. */
  readonly name: string
  readonly tag: string | null
  /** With its algorithm: `sha256:…`. */
  readonly digest: string | null
}

const baseImageTitle = /^(\S+) is a base image defined in (\S+)/i
const dockerfile = /(?:^|\/)(?:[^/]+\.)?dockerfile(?:\.[^/]+)?$/i

/**
 * Vulnerabilities of a Dockerfile's base image come in the category of open source packages; the title and the file tell them
 * apart: "golang@1.16-alpine is a base image defined in GO/Dockerfile having 90 vulnerabilities."
 */
export function isBaseImage({ mainTitle, ...issue }: Issue): boolean {
  if (baseImageTitle.test(mainTitle?.trim() ?? '')) return true
  return dockerfile.test(occurrencesOf(issue)[0]?.fileName ?? issue.secondTitle ?? '')
}

/** The Dockerfile a base image's title names. */
export function dockerfileIn({ mainTitle }: Pick<Issue, 'mainTitle'>): string | null {
  return textOrNull(baseImageTitle.exec(mainTitle?.trim() ?? '')?.[2], 1000)
}

/** The image an issue is about: of the first occurrence that names one, else of a base image's title. */
export function imageOf(issue: Issue): Image | null {
  for (const { image, tag, sha256, registryName } of occurrencesOf(issue)) {
    const parsed = parseImage(image)
    if (parsed === null) continue
    return {
      registry: parsed.registry ?? hostIn(registryName),
      name: parsed.name,
      tag: parsed.tag ?? textOrNull(tag, 200),
      digest: parsed.digest ?? digestIn(sha256),
    }
  }
  return parseImage(baseImageTitle.exec(issue.mainTitle?.trim() ?? '')?.[1])
}

/** `ghcr.io/acme/shop:1.4.2@sha256:…`, the way container tools write it. */
export function imageReference({ registry, name, tag, digest }: Image): string {
  const place = registry === null ? name : `${registry}/${name}`
  return `${place}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`
}

export function occurrencesOf({ aggregations }: Pick<Issue, 'aggregations'>): readonly Occurrence[] {
  return (aggregations?.items ?? []).filter((item) => isRecord(item))
}

/** Reads `registry/name:tag@digest`, any part but the name absent; OX writes `name@tag` too. */
function parseImage(text: string | null | undefined): Image | null {
  const clean = textOrNull(text, 500)
  if (clean === null) return null
  const at = clean.indexOf('@')
  const before = at === -1 ? clean : clean.slice(0, at)
  const after = at === -1 ? null : clean.slice(at + 1)
  const colon = before.lastIndexOf(':')
  const hasTag = colon > before.lastIndexOf('/')
  const place = hasTag ? before.slice(0, colon) : before
  const slash = place.indexOf('/')
  const registry = slash === -1 ? null : hostIn(place.slice(0, slash))
  const name = registry === null ? place : place.slice(slash + 1)
  const digest = after?.includes(':') ? digestIn(after) : null
  const afterTag = digest === null ? after : null
  return name === '' ? null : { registry, name, tag: hasTag ? before.slice(colon + 1) : afterTag, digest }
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
