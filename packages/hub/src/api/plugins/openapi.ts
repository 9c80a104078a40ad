import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { shareComponents, withProblems } from '../openapi-document.ts'

const description =
  'Scanners and source control plug in on one side, and one truthful list of vulnerabilities comes out.\n\n' +
  'Lists answer `{ items, nextCursor, count }`: give `nextCursor` back as `cursor` for the next page. ' +
  'Errors are RFC 9457 problem documents with a stable `code`. Sign in with a session cookie, or send `Authorization: Bearer <token>`.'

/** Collects the OpenAPI document from the routes that are registered after it. */
export function describeApi(app: FastifyInstance, version: string): void {
  const toOpenApi = createJsonSchemaTransformObject({})
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Patchbay', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'patchbay.session_token', description: 'Set by signing in.' },
          token: { type: 'http', scheme: 'bearer', description: 'An API token, `pb_…`.' },
        },
      },
    },
    transform: createJsonSchemaTransform({}),
    transformObject: (document) => withProblems(shareComponents(toOpenApi(document))),
  })
}
