import type { Sighting } from '@patchbay/sdk'
import { preferredName } from '../../domain/alias.ts'
import { digest } from '../../domain/digest.ts'
import type { FilterReason } from '../../domain/import-rules.ts'
import { severityRank } from '../../domain/severity.ts'
import { storable } from '../../domain/storable.ts'
import type { FilteredPage } from '../../store/filtered/writer.ts'

/** Characters of a title that are enough to recognise a finding by. */
const nameLength = 120

interface Judged {
  readonly sighting: Sighting
  readonly recordId: number
  readonly verdict: 'keep' | FilterReason
}

/** What the import rules left out of a page, for the ledger; `null` for nothing. */
export function leftOutOf(judged: readonly Judged[]): FilteredPage | null {
  const entries = judged.flatMap(({ sighting, recordId, verdict }) =>
    verdict === 'keep'
      ? []
      : [
          {
            recordId,
            externalId: sighting.externalId,
            reason: verdict,
            kind: sighting.kind,
            severity: severityRank(sighting.severity),
            name: preferredName(sighting.identifiers) ?? storable(sighting.title.slice(0, nameLength)),
          },
        ],
  )
  return entries.length === 0 ? null : { digest: digest(JSON.stringify(entries)), entries }
}
