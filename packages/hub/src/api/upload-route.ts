import { Readable } from 'node:stream'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import { servicesFor } from './admission.ts'
import { audited } from './audit.ts'
import type { AuditEvent, Call } from './call.ts'
import { parseCall } from './parse.ts'
import { configuration, type Described, documentation, facts, none, type Route } from './route.ts'
import type { Services } from './services.ts'

interface UploadDefinition<P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType> extends Described<P, Q> {
  readonly audit: AuditEvent<Call<z.output<P>, z.output<Q>, unknown>, z.output<R>>
  readonly status: 200
  readonly response: R
  /** Gets the file as it comes in; whoever reads it sets the limit. */
  readonly handle: (
    call: Call<z.output<P>, z.output<Q>, unknown>,
    content: AsyncIterable<Uint8Array>,
    services: Services,
  ) => Promise<z.output<R>>
}

const octets = 'application/octet-stream'

/** Closes over an operation that takes a file, however large, as its body. */
export function defineUpload<P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  definition: UploadDefinition<P, Q, R>,
): Route {
  const { audit, status, response, handle } = definition
  return {
    ...facts(definition, { event: audit.event }),
    install(app, services) {
      app.register(async (own: FastifyInstance) => {
        own.removeAllContentTypeParsers()
        own.addContentTypeParser(octets, (_request, payload, done) => done(null, payload))
        const schema: FastifySchema = {
          ...documentation(definition, none),
          consumes: [octets],
          body: z.file(),
          response: { [status]: response },
        }
        own.route({
          method: definition.method,
          url: definition.path,
          config: configuration(definition),
          schema,
          handler: async (request, reply) => {
            const content = request.body
            if (!(content instanceof Readable)) throw noFile()
            const call = { ...parseCall(definition, z.unknown(), request), body: null }
            const scoped = servicesFor(call.caller, services)
            const run = () => handle(call, content, scoped)
            return reply.code(status).send(await audited({ audit, call, request, services: scoped, run }))
          },
        })
      })
    },
  }
}

function noFile(): Problem {
  return new Problem('invalid', 'This takes a file as its body.', {
    code: 'file-missing',
    field: 'body',
    remedy: `Send the file with the content type "${octets}".`,
  })
}
