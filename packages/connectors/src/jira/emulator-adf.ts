import { z } from 'zod'

// https://unpkg.com/@atlaskit/adf-schema/dist/json-schema/v1/full.json, as far as documents of text, lists, code and links go.

const link = z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: z.string().min(1) }) })
const mark = z.union([z.strictObject({ type: z.enum(['strong', 'em', 'code', 'strike', 'underline']) }), link])

const words = z
  .strictObject({ type: z.literal('text'), text: z.string().min(1), marks: z.array(mark).optional() })
  // The mark for code goes together with that for links, and with no other.
  .refine(
    ({ marks = [] }) =>
      !marks.some(({ type }) => type === 'code') || marks.every(({ type }) => type === 'code' || type === 'link'),
  )

const inline = z.union([words, z.strictObject({ type: z.literal('hardBreak') })])
const paragraph = z.strictObject({ type: z.literal('paragraph'), content: z.array(inline).optional() })

const codeBlock = z.strictObject({
  type: z.literal('codeBlock'),
  attrs: z.strictObject({ language: z.string().optional() }).optional(),
  content: z.array(z.strictObject({ type: z.literal('text'), text: z.string().min(1) })).optional(),
})

const listItem = z.strictObject({ type: z.literal('listItem'), content: z.array(z.union([paragraph, codeBlock])).min(1) })
const list = z.strictObject({ type: z.enum(['bulletList', 'orderedList']), content: z.array(listItem).min(1) })

const heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.int().min(1).max(6) }),
  content: z.array(inline).optional(),
})

const Document = z.strictObject({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(z.union([paragraph, list, codeBlock, heading])),
})

const noDocument = 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'
export const tooLong = 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.'
const longest = 32_767

/** What Jira says against a text; `null` when it takes it. */
export function complaintAboutDocument(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return noDocument
  if (!Document.safeParse(value).success) return 'INVALID_INPUT'
  return JSON.stringify(value).length > longest ? tooLong : null
}

export function complaintAboutWiki(value: unknown): string | null {
  if (typeof value !== 'string') return 'Operation value must be a string'
  return value.length > longest ? tooLong : null
}
