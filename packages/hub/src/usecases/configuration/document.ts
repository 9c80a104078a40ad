import { z } from 'zod'
import { type Issue, placeOf, refuse } from './issues.ts'
import { sections } from './sections/index.ts'

/** A configuration file: its version, and a part for each section that is given. */
export const ConfigurationDocument = z
  .strictObject({
    version: z.literal(1, { error: 'A configuration file begins with "version: 1".' }),
    ...Object.fromEntries(sections.map(({ name, schema }) => [name, schema.optional()])),
  })
  .meta({
    id: 'ConfigurationDocument',
    examples: [{ version: 1, products: [{ name: 'Web shop', owner: 'team-shop', criticality: 'high' }] }],
  })
export type ConfigurationDocument = z.output<typeof ConfigurationDocument>

/** Reads a file. What does not fit is an `invalid` problem that names each place. */
export function readDocument(given: unknown): ConfigurationDocument {
  const result = ConfigurationDocument.safeParse(given)
  if (result.success) return result.data
  const issues = result.error.issues.flatMap(describe)
  refuse(issues)
  throw new Error('A schema that refuses says why.')
}

function describe(issue: z.core.$ZodIssue): readonly Issue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: placeOf([...issue.path, key]),
      message: `A configuration file has no "${key}" here. Check its spelling or leave it out.`,
    }))
  }
  return [{ field: placeOf(issue.path) || 'document', message: sentence(issue.message) }]
}

function sentence(message: string): string {
  if (message.endsWith('received undefined')) return 'This is needed.'
  return /[.!?]$/.test(message) ? message : `${message}.`
}
