import { defineConnector, kinds } from '@patchbay/sdk'
import { check } from './check.ts'
import { config } from './config.ts'
import { write } from './document.ts'
import { status } from './history.ts'
import { send } from './send.ts'
import { transport } from './transport.ts'

export default defineConnector({
  manifest: {
    id: 'defectdojo',
    name: 'DefectDojo',
    category: 'destination',
    stage: 'beta',
    summary: 'Keeps an open-source DefectDojo in step with what is open in each repository.',
    brings: [
      'Every vulnerability of the default branch, of all families, as one finding with its identifiers, package and scores',
      'Products, engagements and tests by name, made where they are missing',
      'Closing: what is gone or decided in Patchbay is closed in DefectDojo',
      'False positives and what does not affect the product, with their status',
    ],
    leavesOut: [
      'Accepted risks, what will not be fixed, and duplicates: these are closed in DefectDojo',
      'Branches other than the default one',
      'Line numbers as identity, because lines move',
      'Reading findings or triage back from DefectDojo',
    ],
    steps: [
      'In DefectDojo, sign in as a user who is superuser or staff. A user of its own is best.',
      'Open the user menu > API v2 Key, and copy the key.',
      'Set DD_DEDUPLICATION_ALGORITHM_PER_PARSER so that findings are recognised by their id, as the connector’s page says.',
    ],
    documentation: 'https://docs.defectdojo.com/automation/api/api-v2-docs/',
    mark: { letters: 'DD', color: '#3B6BB0' },
    families: [],
  },
  config,
  transport,
  check,
  exports: {
    families: [{ id: 'findings', label: 'All findings', kinds }],
    // A request has half an hour at most, and 5,000 new findings take more than a minute (docs.defectdojo.com, upgrade notes 2.53).
    limits: { perDay: null, refreshHours: null, findings: 5000, concurrency: 2 },
    mediaType: 'application/json',
    extension: '.json',
    write,
    send,
    status,
  },
})
