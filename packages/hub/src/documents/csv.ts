import type { Written } from '@patchbay/sdk'
import { csvLine } from '../domain/csv-line.ts'
import { storable } from '../domain/storable.ts'
import type { DocumentFinding, DocumentState } from './state.ts'

type Column = readonly [title: string, value: (finding: DocumentFinding) => string | number | boolean | null | undefined]

/** Titles never change their meaning; new columns come last. */
const columns: readonly Column[] = [
  ['id', ({ id }) => id],
  ['kind', ({ kind }) => kind],
  ['name', ({ name }) => name],
  ['identifiers', ({ identifiers }) => identifiers.join(' ')],
  ['title', ({ title }) => title],
  ['severity', ({ severity }) => severity],
  ['cvss_score', ({ cvss }) => cvss[0]?.score],
  ['cvss_vector', ({ cvss }) => cvss[0]?.vector],
  ['epss', ({ epss }) => epss?.score],
  ['exploited', ({ exploited }) => exploited],
  ['reachability', ({ reachability }) => reachability],
  ['cwes', ({ cwes }) => cwes.join(' ')],
  ['package', ({ package: found }) => found?.name],
  ['version', ({ package: found }) => found?.version],
  ['fixed_version', ({ package: found }) => found?.fixedVersion],
  ['purl', ({ package: found }) => found?.purl],
  ['direct', ({ package: found }) => found?.direct],
  ['rule', ({ rule }) => rule?.id],
  ['path', ({ location }) => location?.path],
  ['line', ({ location }) => location?.startLine],
  ['place', ({ place }) => place.name],
  ['place_kind', ({ place }) => place.kind],
  ['branch', ({ place }) => place.branch],
  ['image', ({ image }) => image],
  ['detected_at', ({ detectedAt }) => detectedAt],
  ['first_seen_at', ({ firstSeenAt }) => firstSeenAt],
  ['last_seen_at', ({ lastSeenAt }) => lastSeenAt],
  ['decision', ({ decision }) => decision?.kind],
  ['decision_reason', ({ decision }) => decision?.reason],
  ['decision_until', ({ decision }) => decision?.until],
  ['scanners', ({ sources }) => sources.map(({ name }) => name).join(', ')],
  ['url', ({ url }) => url],
]

/** CSV (RFC 4180) with a line of titles, a finding a line. */
export async function* writeCsv({ findings }: DocumentState): AsyncGenerator<Written, void, void> {
  yield { text: csvLine(columns.map(([title]) => title)) }
  for await (const page of findings) {
    const lines = page.map((finding) => csvLine(columns.map(([, value]) => value(finding))))
    yield { text: storable(lines.join('')), findings: page.length }
  }
}
