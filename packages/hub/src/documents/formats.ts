import type { DocumentFormat } from '@patchbay/sdk'
import { writeCsaf } from './csaf.ts'
import { writeCsv } from './csv.ts'
import { writeCyclonedx } from './cyclonedx.ts'
import { writeOcsf } from './ocsf.ts'
import { writeOpenvex } from './openvex.ts'
import { writeSarif } from './sarif.ts'
import type { DocumentWriter, FindingOrder } from './state.ts'

export interface Format {
  readonly mediaType: string
  /** With the dots. */
  readonly extension: string
  readonly order: FindingOrder
  /** Whether there is no valid document without a finding. */
  readonly needsFinding?: true
  readonly write: DocumentWriter
}

/** The standard documents, each with what has to be known before it is written. */
export const formats: Readonly<Record<DocumentFormat, Format>> = {
  sarif: {
    mediaType: 'application/sarif+json',
    extension: '.sarif',
    order: 'worst',
    write: writeSarif,
  },
  cyclonedx: {
    mediaType: 'application/vnd.cyclonedx+json',
    extension: '.cdx.json',
    order: 'name',
    write: writeCyclonedx,
  },
  openvex: {
    mediaType: 'application/json',
    extension: '.openvex.json',
    order: 'name',
    needsFinding: true,
    write: writeOpenvex,
  },
  csaf: { mediaType: 'application/json', extension: '.csaf.json', order: 'name', write: writeCsaf },
  ocsf: {
    mediaType: 'application/x-ndjson',
    extension: '.ocsf.jsonl',
    order: 'worst',
    write: writeOcsf,
  },
  csv: { mediaType: 'text/csv', extension: '.csv', order: 'worst', write: writeCsv },
}
