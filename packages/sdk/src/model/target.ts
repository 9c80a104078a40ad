import type { ImageEvidence } from './image.ts'

/** What a scanner says about the repository behind one of its projects. Evidence for matching, never a verdict. */
export interface RepositoryClue {
  /** Clone or web URLs in any form the vendor gives (https, ssh, scp). */
  readonly urls: readonly string[]
  /** The source-control platform's own immutable id, where the scanner passes it on. */
  readonly nativeId?: string
  /** Host of the platform `nativeId` belongs to, e.g. `github.com`. Without it the id is compared together with a URL's host. */
  readonly nativeHost?: string
  /** Default branch as the scanner knows it. */
  readonly defaultBranch?: string
  /** Path below the repository's root, for several projects on one repository. */
  readonly path?: string
}

/** One vendor-side product: an Endor project, an OX application, a Snyk project. Becomes a record. */
export interface Target {
  /** The vendor's immutable id, unique within the connection. */
  readonly ref: string
  readonly name: string
  /** Link to the vendor's own page, `https` only. */
  readonly url?: string
  readonly repository?: RepositoryClue
  /** Given when this is a container image. */
  readonly image?: ImageEvidence
  /** Vendor tags, for mapping rules and filters. */
  readonly tags: readonly string[]
  readonly archived?: boolean
  /** Small facts `sync` needs again for this target, e.g. the namespace it lives in. Kept with the record, at most a few hundred bytes. */
  readonly attributes: Readonly<Record<string, string>>
}

/** One repository as its source-control platform describes it. */
export interface RepositoryEvidence {
  /** The platform's immutable id: survives renames and transfers. */
  readonly ref: string
  /** `owner/name`, `group/subgroup/name`, `organization/project/name`. */
  readonly fullName: string
  /** Web address, `https` only. */
  readonly url: string
  /** Every address it can be cloned by. */
  readonly cloneUrls: readonly string[]
  /** `null` for an empty repository. */
  readonly defaultBranch: string | null
  readonly visibility: 'public' | 'internal' | 'private' | 'unknown'
  readonly archived: boolean
  readonly topics: readonly string[]
}
