import type { Upload } from '@patchbay/sdk'
import type { Config } from './config.ts'

/**
 * Where the document of a scope is kept, the same for every upload of it: below the repository's name for people, by the scope's id,
 * which stays when the repository is renamed.
 */
export function keyOf({ prefix }: Pick<Config, 'prefix'>, { scope, name: fileName }: Pick<Upload, 'scope' | 'name'>): string {
  const extension = /(?:\.[a-z]+){1,2}$/.exec(fileName)?.[0] ?? ''
  const name = scope.repository.fullName.split('/').map(plain)
  return [...(prefix === '' ? [] : [prefix]), ...name, `${plain(scope.id)}${extension}`].join('/')
}

export function manifestKeyOf(key: string): string {
  return `${key}.manifest.json`
}

/** Only what needs no escaping anywhere, and no segment that means something. */
function plain(segment: string): string {
  const safe = segment.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  return /^\.*$/.test(safe) ? '-' : safe
}

/** What there is, for whoever reads the bucket: a reader that finds the hash of the manifest in the document has both of one upload. */
export function manifestOf({ scope, uploadId, takenAt, findings, content }: Upload, key: string, sha256: string) {
  const { repository, branch, product, family, slice } = scope
  const document = { key, mediaType: content.mediaType, bytes: content.size, sha256 }
  return {
    version: 1,
    format: family,
    uploadId,
    takenAt,
    repository,
    branch,
    product,
    part: slice,
    findings,
    // A format that has no document for nothing leaves none behind.
    document: content.size === 0 ? null : document,
  }
}
