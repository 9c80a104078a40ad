import type { Snapshot, Written } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { reasonToLeaveOut, toItem } from './map.ts'

/** A Generic Findings Import report, a page at a time (docs.defectdojo.com, "Generic Findings Import"). */
export async function* write(_config: Config, { takenAt, findings }: Snapshot): AsyncGenerator<Written, void, void> {
  yield { text: '{"findings":[' }
  let separator = ''
  for await (const page of findings) {
    const parts: string[] = []
    for (const finding of page) {
      const reason = reasonToLeaveOut(finding)
      if (reason === undefined) parts.push(JSON.stringify(toItem(finding, takenAt)))
      else yield { leftOut: { finding: finding.id, reason } }
    }
    if (parts.length === 0) continue
    yield { text: separator + parts.join(','), findings: parts.length }
    separator = ','
  }
  yield { text: ']}' }
}
