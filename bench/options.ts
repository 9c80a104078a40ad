import { parseArgs } from 'node:util'
import { z } from 'zod'

export const phases = ['resync', 'change', 'pages', 'bare', 'mixed'] as const
export type Phase = (typeof phases)[number]

const Options = z.object({
  projects: z.coerce.number().int().min(1),
  findings: z.coerce.number().int().min(1),
  mixedProjects: z.coerce.number().int().min(1),
  mixedFindings: z.coerce.number().int().min(1),
  database: z.enum(['embedded', 'postgres', 'both']),
  only: z.array(z.enum(phases)),
  out: z.string(),
  samples: z.coerce.number().int().min(1),
  gzip: z.boolean(),
  node: z.array(z.string()),
  profile: z.string().optional(),
})
export type Options = z.output<typeof Options>

/** Reads the command line; throws what is wrong with it. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      projects: { type: 'string', default: '200' },
      findings: { type: 'string', default: '1000000' },
      'mixed-projects': { type: 'string', default: '500' },
      'mixed-findings': { type: 'string', default: '150000' },
      database: { type: 'string', default: 'both' },
      only: { type: 'string', multiple: true, default: [...phases] },
      out: { type: 'string', default: new URL('results.md', import.meta.url).pathname },
      samples: { type: 'string', default: '200' },
      gzip: { type: 'boolean', default: false },
      node: { type: 'string', multiple: true, default: [] },
      profile: { type: 'string' },
    },
  })
  return Options.parse({ ...values, mixedProjects: values['mixed-projects'], mixedFindings: values['mixed-findings'] })
}
