import { severities } from '@patchbay/sdk'
import { z } from 'zod'
import { defaultTicketTemplate, type TicketTemplate, templateComplaints } from '../../../domain/ticket-template.ts'

/** A part of a template; unknown variables and lists out of place are named. */
function templatePart(part: keyof TicketTemplate, most: number) {
  return z
    .string()
    .max(most)
    .superRefine((given, context) => {
      for (const message of templateComplaints({ ...defaultTicketTemplate, [part]: given })[part]) {
        context.addIssue({ code: 'custom', message })
      }
    })
}

/** What new tickets say. */
export const TicketWords = z.strictObject({
  title: templatePart('title', 500).describe('Title of new tickets; variables in double braces, as the guide has them.'),
  text: templatePart('text', 10_000).describe(
    'Text of new tickets: paragraphs, lists of lines that begin with “- ”, variables.',
  ),
})

/** Some trackers part labels with commas, others take none with blanks. */
const label = z.string().regex(/^[^\s,]{1,50}$/, { error: 'A label has 1 to 50 characters, no blanks and no commas.' })

export const TicketSettings = TicketWords.partial()
  .extend({
    labels: z.array(label).max(20).optional().describe('On every ticket, beside those the connector needs itself.'),
    priorities: z
      .partialRecord(z.enum(severities), z.string().trim().min(1).max(100))
      .optional()
      .describe('The tracker’s own word by how urgent the work is: its priority; where it has none, a label.'),
  })
  .meta({
    id: 'TicketSettings',
    description: 'What tickets of a connection are like, where that is not what the settings of the hub say.',
    examples: [{ title: 'Fix: {{title}}', labels: ['security'], priorities: { critical: 'Highest' } }],
  })
export type TicketSettings = z.output<typeof TicketSettings>

/** As it is stored; `null` for what nobody said. */
export function storedTicketSettings(stored: unknown): TicketSettings | null {
  return TicketSettings.nullable().catch(null).parse(stored)
}
