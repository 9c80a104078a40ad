import type { Sighting } from '@patchbay/sdk'
import type { FindingExtra } from '../../store/findings/shapes.ts'

/** The facts of a sighting that are kept but not searched; unknown ones take no space. */
export function extraOf(sighting: Sighting): FindingExtra {
  const { location, rule, package: seen } = sighting
  return {
    ...(sighting.externalUrl !== null && { url: sighting.externalUrl }),
    ...(sighting.vendorSeverity !== null && { vendorSeverity: sighting.vendorSeverity }),
    ...(sighting.vendorReachability !== null && { vendorReachability: sighting.vendorReachability }),
    ...(location?.startLine !== undefined && { startLine: location.startLine }),
    ...(location?.endLine !== undefined && { endLine: location.endLine }),
    ...(location?.url !== undefined && { locationUrl: location.url }),
    ...(sighting.remediation !== null && { remediation: sighting.remediation }),
    ...(sighting.triage !== null && { triage: sighting.triage }),
    ...(sighting.tags.length > 0 && { tags: sighting.tags }),
    ...(rule !== null && { ruleId: rule.id }),
    ...(rule !== null && rule.name !== null && { ruleName: rule.name }),
    ...(seen !== null && { packageName: seen.name }),
    ...(seen?.version != null && { packageVersion: seen.version }),
  }
}
