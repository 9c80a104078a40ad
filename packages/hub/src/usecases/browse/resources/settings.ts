import { z } from 'zod'
import { defaultRiskWeights } from '../../../domain/risk.ts'
import { defaultTicketTemplate } from '../../../domain/ticket-template.ts'
import { TicketWords } from './ticket-settings.ts'

// Settings of the whole hub, in groups. A group is stored under its name; what nobody changed has the default.

const Operations = z.strictObject({
  retentionDays: z
    .int()
    .min(0)
    .max(3650)
    .nullable()
    .describe('Days that finished operations are kept, with their logs and lists. 0 or null: for ever.'),
})

const weight = z.number().min(0).max(100)

const Risk = z.strictObject({
  severity: weight.describe(
    'How much CVSS, or the severity where there is none, counts. Only the proportions of weights matter.',
  ),
  exploitation: weight.describe('How much CISA KEV and EPSS count.'),
  reachability: weight.describe('How much reachability counts.'),
  exposure: weight.describe('How much tags and environment of the product, and whether the code is public, count.'),
  criticality: weight.describe('How much the criticality of the product counts.'),
})

const address = z.url({ protocol: /^https?$/ }).max(500)

const Feeds = z.strictObject({
  kev: z.boolean().describe('Whether the catalogue of known exploited vulnerabilities is read.'),
  kevAddress: address.describe('Where it is; a mirror of your own, for example.'),
  epss: z.boolean().describe('Whether the daily EPSS scores are read.'),
  epssAddress: address.describe('Where the packed list of all scores is.'),
  osv: z.boolean().describe('Whether OSV is asked which identifiers name the same problem.'),
  osvAddress: address.describe('Where the exported OSV records are: `modified_id.csv` and a folder for each ecosystem.'),
  staleAfterDays: z.int().min(1).max(90).describe('Days after which data is called old.'),
})

export const HubSettings = z
  .strictObject({ operations: Operations, risk: Risk, feeds: Feeds, tickets: TicketWords })
  .meta({ id: 'HubSettings', description: 'Settings of the whole hub.' })
export type HubSettings = z.output<typeof HubSettings>

export const HubSettingsChange = z
  .strictObject({
    operations: Operations.partial().optional(),
    risk: Risk.partial().optional(),
    feeds: Feeds.partial().optional(),
    tickets: TicketWords.partial().optional(),
  })
  .meta({ examples: [{ operations: { retentionDays: 30 } }] })
export type HubSettingsChange = z.output<typeof HubSettingsChange>

export const defaultSettings: HubSettings = {
  tickets: defaultTicketTemplate,
  operations: { retentionDays: 90 },
  risk: defaultRiskWeights,
  feeds: {
    kev: true,
    kevAddress: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
    epss: true,
    epssAddress: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
    osv: true,
    osvAddress: 'https://storage.googleapis.com/osv-vulnerabilities',
    staleAfterDays: 3,
  },
}
