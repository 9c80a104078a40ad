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
