import { capabilities } from '@patchbay/sdk'
import { z } from 'zod'
import { Kind } from './common.ts'

export const ConnectorSummary = z
  .object({
    id: z.string().describe('Name of the connector; the `connector` of a new connection.'),
    name: z.string(),
    category: z.enum(['scanner', 'source-control', 'destination', 'ticketing', 'chat']),
    stage: z.enum(['stable', 'beta']),
    summary: z.string().describe('One sentence for the card.'),
    mark: z.object({ icon: z.string().nullable(), letters: z.string(), color: z.string() }),
    capabilities: z.array(z.enum(capabilities)),
    connections: z.int().nonnegative().describe('How many connections use it.'),
  })
  .meta({ id: 'ConnectorSummary' })
export type ConnectorSummary = z.output<typeof ConnectorSummary>

export const Connector = ConnectorSummary.extend({
  brings: z.array(z.string()),
  leavesOut: z.array(z.string()),
  steps: z.array(z.string()).describe("How to get the credentials in the vendor's product, step by step."),
  documentation: z.string(),
  families: z
    .array(z.object({ kind: Kind, label: z.string(), byDefault: z.boolean() }))
    .describe("Families of findings it reports, with the vendor's word for each."),
  secrets: z.array(z.string()).describe('Names of the settings that are secrets: written once, never returned.'),
  configSchema: z
    .record(z.string(), z.unknown())
    .describe('JSON Schema (draft 2020-12) of `config`; secrets carry `"secret": true`.'),
}).meta({ id: 'Connector' })
export type Connector = z.output<typeof Connector>
