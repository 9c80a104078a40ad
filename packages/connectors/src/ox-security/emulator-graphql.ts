import type { Answer, Call } from '@patchbay/sdk/testing'
import { isJsonObject, objectAt, textAt } from '@patchbay/sdk/testing'
import { type DocumentNode, execute, GraphQLError, type GraphQLFormattedError, parse, validate } from 'graphql'
import { oxSchema } from './emulator-schema.ts'

/** What a malformed document is answered with: as the gateway's software has it, or as a success that carries errors. */
export type RefusalStatus = 400 | 200

/** Runs a document over the functions of the root, one for each query, as the vendor's gateway does. */
export async function runDocument(call: Call, root: object, refusal: RefusalStatus): Promise<Answer> {
  const source = textAt(call.body, 'query')
  if (source === undefined)
    return refused(400, 'BAD_REQUEST', 'POST body missing, invalid Content-Type, or JSON object has no keys.')

  const document = read(source)
  if (document instanceof GraphQLError) return failed(refusal, 'GRAPHQL_PARSE_FAILED', [document])
  const schema = oxSchema()
  const mistakes = validate(schema, document)
  if (mistakes.length > 0) return failed(refusal, 'GRAPHQL_VALIDATION_FAILED', mistakes)

  const result = await execute({
    schema,
    document,
    rootValue: root,
    variableValues: objectAt(call.body, 'variables'),
    operationName: textAt(call.body, 'operationName'),
  })
  const { data, errors } = result
  // Without data the variables did not fit their types.
  if (data === undefined) return failed(refusal, 'BAD_USER_INPUT', errors ?? [])
  return { status: 200, body: { ...(errors && { errors: errors.map((error) => format(error)) }), data } }
}

function read(source: string): DocumentNode | GraphQLError {
  try {
    return parse(source)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function failed(status: RefusalStatus, code: string, errors: readonly GraphQLError[]): Answer {
  const body = { errors: errors.map((error) => format(error, code)), ...(status === 200 && { data: null }) }
  return { status, body }
}

function format(error: GraphQLError, code = 'INTERNAL_SERVER_ERROR'): GraphQLFormattedError {
  const { message, locations, path, extensions } = error.toJSON()
  const own = isJsonObject(extensions) ? extensions : {}
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code, ...own } }
}

export function refused(status: number, code: string, message: string): Answer {
  return { status, body: { errors: [{ message, extensions: { code } }] } }
}

/** An error of one query, with the code of a mistake of the caller. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}
