import type { SnapshotFinding } from '@patchbay/sdk'
import { textOrNull } from '@patchbay/sdk/shape'

/** The finding's text, and who found it when: Wiz has fields for neither. The same for as long as both stay the same. */
export function describe(finding: SnapshotFinding): string {
  const [first, ...others] = finding.sources.map(({ name }) => name)
  const when = finding.detectedAt === null ? '' : ` on ${finding.detectedAt}`
  const also = [...new Set(others)].filter((name) => name !== first)
  const seen = also.length === 0 ? '' : ` Also reported by ${also.join(', ')}.`
  const origin = `Detected by ${first ?? 'a scanner'}${when}.${seen}`
  return [textOrNull(finding.description, 20_000), origin].filter((part) => part !== null).join('\n\n')
}

/** A page about the finding: the hub's, or else a scanner's. */
export function linkOf({ url, sources }: SnapshotFinding): string | null {
  return url ?? sources.find(({ externalUrl }) => externalUrl !== null)?.externalUrl ?? null
}
