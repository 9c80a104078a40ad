import { type Answer, type Call, objectAt, textAt } from '@patchbay/sdk/testing'
import { type DocumentNode, execute, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'

/** Runs a document as the tenant's router does: errors of the document are 400, errors of a field come with 200. */
export async function runDocument(call: Call, schema: GraphQLSchema, root: object): Promise<Answer> {
  const source = textAt(call.body, 'query')
  if (source === undefined) return failed(400, 'BAD_USER_INPUT', 'The request has no query.')
  const document = read(source)
  if (document instanceof GraphQLError) return failed(400, 'GRAPHQL_PARSE_FAILED', document.message)
  const [mistake] = validate(schema, document)
  if (mistake) return failed(400, 'GRAPHQL_VALIDATION_FAILED', mistake.message)

  const { data, errors = [] } = await execute({
    schema,
    document,
    rootValue: root,
    variableValues: objectAt(call.body, 'variables'),
  })
  // Without data the variables did not fit their types.
  if (data === undefined) return failed(400, 'VALIDATION_INVALID_TYPE_VARIABLE', errors[0]?.message ?? 'invalid type')
  const shown = errors.map(({ message, path, extensions }) => ({
    message,
    path,
    extensions: { code: 'INTERNAL', ...extensions },
  }))
  return { status: 200, body: { data, ...(shown.length > 0 && { errors: shown }) } }
}

function read(source: string): DocumentNode | GraphQLError {
  try {
    return parse(source)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

export function failed(status: number, code: string, message: string): Answer {
  return { status, body: { data: null, errors: [{ message, extensions: { code } }] } }
}

/** An error of one field, with the service's code for it. */
export function fieldError(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}
