import type { ImageEvidence } from '@patchbay/sdk'
import { imageEvidence, isRecord, textOrNull } from '@patchbay/sdk/shape'
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

export function occurrencesOf({ aggregations }: Pick<Issue, 'aggregations'>): readonly Occurrence[] {
  return (aggregations?.items ?? []).filter((item) => isRecord(item))
}
