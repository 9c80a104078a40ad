import { z } from 'zod'
import { ConnectionRef, ProductRef, SeverityCounts, Time } from './common.ts'

export const Repository = z
  .object({
    id: z.string().meta({ examples: ['repo_7'] }),
    name: z.string().meta({ examples: ['acme/shop'] }),
    host: z.string().meta({ examples: ['git.example.com'] }),
    url: z.string(),
    cloneUrls: z.array(z.string()),
    defaultBranch: z.string().nullable().describe('Null for an empty repository.'),
    visibility: z.enum(['public', 'internal', 'private', 'unknown']),
    archived: z.boolean(),
    topics: z.array(z.string()),
    present: z.boolean().describe('Whether a source-control connection lists it now.'),
    missingSince: Time.nullable(),
    product: ProductRef.nullable(),
    sources: z.array(ConnectionRef).describe('Source-control connections that list it.'),
    records: z.int().nonnegative().describe('Records mapped to it.'),
    open: SeverityCounts.describe('Open vulnerabilities.'),
    firstSeenAt: Time,
    lastSeenAt: Time,
  })
  .meta({ id: 'Repository' })
export type Repository = z.output<typeof Repository>
