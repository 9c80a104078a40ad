import { z } from 'zod'

/** What planning and applying take. */
export const ConfigurationBody = z.strictObject({
  document: z
    .record(z.string(), z.unknown())
    .describe('The file as JSON, as `GET /configuration` answers it. What is wrong with it is said with its place in there.'),
  secrets: z
    .record(z.string().max(100), z.record(z.string().max(100), z.string().min(1).max(50_000)))
    .default({})
    .describe(
      'Values of the secrets it refers to: by the label of the connection, then by the name of the setting. The hub never follows a reference itself.',
    ),
})

/** How much each part of the document has: for the audit log, where changes are events of their own. */
export function sizesOf(document: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  const parts = Object.entries(document).flatMap(([name, part]) => (Array.isArray(part) ? [[name, part.length] as const] : []))
  return Object.fromEntries(parts)
}
