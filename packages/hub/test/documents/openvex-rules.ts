import { vexJustifications } from '@patchbay/sdk'
import { z } from 'zod'

// OpenVEX 0.2.0, written from OPENVEX-SPEC.md (github.com/openvex/spec): no package has its JSON Schema.

/** RFC 3987, as far as a scheme, a colon and no spaces go. */
const iri = z.string().regex(/^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i)
const component = z.strictObject({
  '@id': iri,
  identifiers: z.strictObject({ purl: z.string().startsWith('pkg:') }).optional(),
})

const statement = z
  .strictObject({
    vulnerability: z.strictObject({
      name: z.string().min(1),
      description: z.string().optional(),
      aliases: z.array(z.string()).refine(isUnique).optional(),
    }),
    timestamp: z.iso.datetime().optional(),
    products: z.array(component.extend({ subcomponents: z.array(component).refine(isUnique).optional() })).min(1),
    status: z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
    status_notes: z.string().optional(),
    justification: z.enum(vexJustifications).optional(),
    impact_statement: z.string().optional(),
    action_statement: z.string().optional(),
  })
  .refine(({ status, justification, impact_statement: impact }) => status !== 'not_affected' || !!justification !== !!impact, {
    error: 'A status of not_affected needs either a justification or an impact statement.',
  })
  .refine(({ status, action_statement: action }) => status !== 'affected' || !!action, {
    error: 'A status of affected needs an action statement.',
  })
  .refine(({ status, justification }) => status === 'not_affected' || justification === undefined, {
    error: 'Only not_affected is justified.',
  })

export const openvexRules = z.strictObject({
  '@context': z.literal('https://openvex.dev/ns/v0.2.0'),
  '@id': iri,
  author: z.string().min(1),
  role: z.string().optional(),
  timestamp: z.iso.datetime(),
  version: z.int().min(1),
  tooling: z.string().optional(),
  statements: z.array(statement).min(1).refine(isUnique),
})

function isUnique(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size === values.length
}
