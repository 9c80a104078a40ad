import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeRoutes } from './describe-routes.ts'

/** What of a JSON schema says how long its values may be. */
const Schema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  additionalProperties: z.unknown().optional(),
  anyOf: z.array(z.unknown()).default([]),
  oneOf: z.array(z.unknown()).default([]),
  allOf: z.array(z.unknown()).default([]),
})
type Schema = z.output<typeof Schema>

const Content = z.record(z.string(), z.object({ schema: z.unknown() }))
const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ name: z.string(), schema: z.unknown() })).default([]),
  requestBody: z.object({ content: Content }).optional(),
})
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})
type Document = z.output<typeof Document>

/** Places of texts and lists that may be of any length, as `body.rules.kinds`. */
function findUnbounded(value: unknown, place: string, document: Document): readonly string[] {
  const { success, data } = Schema.safeParse(value)
  if (!success) return []
  if (data.$ref !== undefined) {
    return findUnbounded(document.components.schemas[data.$ref.split('/').at(-1) ?? ''], place, document)
  }
  const parts = [...data.anyOf, ...data.oneOf, ...data.allOf].map((part) => [place, part] as const)
  const fields = Object.entries(data.properties).map(([name, part]) => [`${place}.${name}`, part] as const)
  return [
    ...(isEndless(data) ? [place] : []),
    ...[...parts, ...fields, [`${place}[]`, data.items] as const, [`${place}.*`, data.additionalProperties] as const].flatMap(
      ([where, part]) => findUnbounded(part, where, document),
    ),
  ]
}

function isEndless({ type, maxItems, maxLength, enum: words, const: word, format, pattern }: Schema): boolean {
  const types = [type ?? []].flat()
  if (types.includes('array')) return maxItems === undefined
  if (!types.includes('string') || maxLength !== undefined || words !== undefined || word !== undefined) return false
  // Dates are as long as they are, a file has a limit of its own, and so has a pattern that counts to its end.
  return !['date', 'date-time', 'binary'].includes(format ?? '') && !/\{\d+,\d+\}\$$/.test(pattern ?? '')
}

describe('what callers send', () => {
  let document: Document

  beforeAll(async () => {
    document = Document.parse(JSON.parse(await describeRoutes('1.2.3')))
  })

  it('is found wherever it has no end', () => {
    const schema = {
      properties: {
        name: { type: 'string' },
        tags: { anyOf: [{ type: 'array', maxItems: 3, items: { type: ['string', 'null'] } }, { type: 'null' }] },
        label: { type: 'string', maxLength: 9 },
        kind: { type: 'string', enum: ['code'] },
        more: { additionalProperties: { type: 'array' } },
      },
    }

    expect(findUnbounded(schema, 'body', document)).toEqual(['body.name', 'body.tags[]', 'body.more.*'])
  })

  it('has an end everywhere: texts in characters, lists in items', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))

    const unbounded = operations.flatMap(({ operationId, parameters, requestBody }) =>
      [
        ...parameters.map(({ name, schema }) => [`?${name}`, schema] as const),
        ...Object.values(requestBody?.content ?? {}).map(({ schema }) => ['body', schema] as const),
      ].flatMap(([place, schema]) => findUnbounded(schema, `${operationId} ${place}`, document)),
    )

    expect(operations.length).toBeGreaterThan(100)
    expect(unbounded).toEqual([])
  })
})
