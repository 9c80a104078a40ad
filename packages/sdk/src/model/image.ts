/** A container image as a scanner names it. */
export interface ImageEvidence {
  /** Host, with a port where there is one; `null` when it is not told. */
  readonly registry: string | null
  /** Repository in the registry, without tag and digest: `acme/shop`, `library/nginx`. */
  readonly name: string
  readonly tag: string | null
  /** With its algorithm: `sha256:…`. */
  readonly digest: string | null
  /** What the image's own labels say it was built from (`org.opencontainers.image.source`), where the scanner passes them on. */
  readonly source?: ImageSource
}

export interface ImageSource {
  /** Address of the repository, in any form. */
  readonly url: string
  /** Path of the Dockerfile below the repository's root, where a label tells. */
  readonly dockerfile?: string
}

/** What an image is built on. Of a finding in an image, or of the line of a Dockerfile that names it. */
export interface BaseImage {
  /** As a Dockerfile names it: `node:20-bookworm`, `ghcr.io/acme/base:7@sha256:…`. */
  readonly reference: string
  /** Whether the package comes with the base image (`true`) or was put on top of it (`false`); absent where nobody tells. */
  readonly brings?: boolean
  /** What the scanner advises to build on instead, named alike; absent where it advises nothing. Never made of the tags there are. */
  readonly recommended?: string
}
