import type { Sighting } from '@patchbay/sdk'
import { purlNames } from '../../domain/package.ts'
import type { FindingExtra, FindingWords } from '../../store/findings/shapes.ts'

/** The facts of a sighting that are kept but not searched, and are the same for many; unknown ones take no space. */
export function wordsOf(sighting: Sighting): FindingWords {
  const { location, rule } = sighting
  const urlBase = urlBaseOf(sighting)
  return {
    ...(urlBase !== null && { urlBase }),
    ...(sighting.vendorSeverity !== null && { vendorSeverity: sighting.vendorSeverity }),
    ...(sighting.vendorReachability !== null && { vendorReachability: sighting.vendorReachability }),
    ...(sighting.context !== null && { context: sighting.context }),
    ...(location?.url !== undefined && { locationUrl: location.url }),
    ...(sighting.triage !== null && { triage: sighting.triage }),
    ...(sighting.tags.length > 0 && { tags: sighting.tags }),
    ...(rule !== null && { ruleId: rule.id }),
    ...(rule !== null && rule.name !== null && { ruleName: rule.name }),
  }
}

/** The facts of a sighting that are kept but not searched, and are its own. */
export function extraOf(sighting: Sighting): FindingExtra {
  const { location, package: seen } = sighting
  const said = seen === null ? null : purlNames(seen.purl)
  return {
    ...(sighting.externalUrl !== null && urlBaseOf(sighting) === null && { url: sighting.externalUrl }),
    ...(location?.startLine !== undefined && { startLine: location.startLine }),
    ...(location?.endLine !== undefined && { endLine: location.endLine }),
    ...(sighting.remediation !== null && { remediation: sighting.remediation }),
    ...(seen?.through !== undefined && { through: seen.through }),
    ...(sighting.baseImage !== undefined && { base: sighting.baseImage }),
    ...(sighting.commit !== undefined && { commit: sighting.commit }),
    ...(seen !== null && seen.name !== said?.name && { packageName: seen.name }),
    ...(seen !== null && seen.version !== said?.version && { packageVersion: seen.version }),
  }
}

function urlBaseOf({ externalUrl, externalId }: Sighting): string | null {
  if (externalUrl === null || externalId === '' || !externalUrl.endsWith(externalId)) return null
  return externalUrl.slice(0, -externalId.length)
}
