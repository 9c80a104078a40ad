import type { BaseImage, ImageEvidence, PackageEvidence } from '@patchbay/sdk'
import { baseImage, imageEvidence, imageReference, isRecord, textOrNull } from '@patchbay/sdk/shape'
import type { Issue, Occurrence } from './schema.ts'

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
export function imageOf(issue: Issue): ImageEvidence | null {
  for (const { image, tag, sha256, registryName } of occurrencesOf(issue)) {
    const found = imageEvidence(image, { registry: registryName, tag, digest: sha256 })
    if (found !== null) return found
  }
  return imageEvidence(baseImageTitle.exec(issue.mainTitle?.trim() ?? '')?.[1])
}

/**
 * What the image is built on: of an issue about a base image that image itself, with everything in it. Where the vulnerable
 * package is the base image, its fixed version is the tag to go to.
 */
export function baseOf(issue: Issue, found: PackageEvidence | null): BaseImage | null {
  if (!isBaseImage(issue)) return baseImage(occurrencesOf(issue).find((item) => textOrNull(item.baseImage, 500))?.baseImage)
  const image = imageOf(issue)
  if (image === null) return null
  const isItself = found !== null && found.name === image.name
  const fixed = isItself ? found.fixedVersion : null
  return {
    reference: imageReference(image),
    brings: true,
    ...(fixed !== null && { recommended: imageReference({ ...image, tag: fixed, digest: null }) }),
  }
}

export function occurrencesOf({ aggregations }: Pick<Issue, 'aggregations'>): readonly Occurrence[] {
  return (aggregations?.items ?? []).filter((item) => isRecord(item))
}
