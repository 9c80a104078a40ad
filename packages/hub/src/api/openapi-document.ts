import { STATUS_CODES } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { ProblemDocument } from './problem-document.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * The generator writes each component twice, as input and as output. One is enough where both are the same, and what nothing
 * refers to is left out.
 */
export function shareComponents(document: Json): Json {
  const components = asObject(document['components'])
  const schemas = asObject(components['schemas'])
  const same = new Map<string, string>()
  for (const name of Object.keys(schemas)) {
    const input = `${name}Input`
    if (input in schemas) same.set(reference(input), reference(name))
  }

  const renamed = asObject(rename({ ...document, components: { ...components, schemas } }, same))
  const all = asObject(asObject(renamed['components'])['schemas'])
  for (const [input, output] of same) {
    const differs = !isDeepStrictEqual(all[nameOf(input)], all[nameOf(output)])
    if (differs && isReferred(document, input))
      throw new Error(`Component ${nameOf(input)} differs as input; give it a name of its own`)
  }
  const used = reachable(renamed, all)
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)))
  return { ...renamed, components: { ...asObject(renamed['components']), schemas: kept } }
}

/** Every operation can answer with a problem. */
export function withProblems(document: Json): Json {
  const components = asObject(document['components'])
  const { $schema, ...schema } = z.toJSONSchema(ProblemDocument)
  const content = { 'application/problem+json': { schema: { $ref: reference('Problem') } } }
  const paths = Object.entries(asObject(document['paths'])).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(asObject(operations)).map(([method, operation]) => [method, withDefault(asObject(operation))]),
    ),
  ])
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: {
      ...components,
      schemas: { ...asObject(components['schemas']), Problem: schema },
      responses: { Problem: { description: 'What went wrong and what to do about it.', content } },
    },
  }
}

function withDefault(operation: Json): Json {
  const answers = Object.entries(asObject(operation['responses'])).map(([status, answer]) => [
    status,
    { ...asObject(answer), description: STATUS_CODES[status] ?? 'Answer' },
  ])
  return { ...operation, responses: { ...Object.fromEntries(answers), default: { $ref: '#/components/responses/Problem' } } }
}

function reference(name: string): string {
  return `#/components/schemas/${name}`
}

function nameOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1)
}

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? (names.get(inner) ?? inner) : rename(inner, names),
    ]),
  )
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  )
}

function isReferred(document: Json, pointer: string): boolean {
  return references(document['paths']).includes(pointer)
}

function reachable(document: Json, schemas: Json): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = references(document['paths']).map(nameOf)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    waiting.push(...references(schemas[name]).map(nameOf))
  }
  return found
}

function asObject(value: unknown): Json {
  return z.record(z.string(), z.unknown()).catch({}).parse(value)
}
