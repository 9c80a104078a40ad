import { Readable } from 'node:stream'
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { z } from 'zod'
import { admitTo, servicesFor } from './admission.ts'
import { audited } from './audit.ts'
import type { Audit, AuditEvent, Call, Permission, Within } from './call.ts'
import { parseCall } from './parse.ts'
import { sendEvents } from './server-sent-events.ts'
import type { Services } from './services.ts'
import { whenOver } from './when-over.ts'

export interface Described<P extends z.ZodObject, Q extends z.ZodObject> {
  /** Unique; the name of the function in clients. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, as Fastify writes it: `/connections/:id`. */
  readonly path: `/${string}`
  readonly summary: string
  readonly description?: string
  readonly permission: Permission
  /** Calls a minute from one address, where guessing or dear work must be slowed down. */
  readonly limit?: number
  /** Whether it answers people who have yet to set up the second factor this hub wants of them. */
  readonly beforeSecondFactor?: true
  readonly params: P
  readonly query: Q
}

interface Definition<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>
  extends Described<P, Q> {
  readonly audit: Audit<Call<z.output<P>, z.output<Q>, z.output<B>>, z.output<R>>
  readonly within?: Within<Call<z.output<P>, z.output<Q>, z.output<B>>>
  readonly body: B
  readonly status: 200 | 201 | 202 | 204
  readonly response: R
  readonly handle: (call: Call<z.output<P>, z.output<Q>, z.output<B>>, services: Services) => Promise<z.output<R>>
}

interface StreamDefinition<P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType> extends Described<P, Q> {
  readonly within?: 'any'
  readonly audit: { readonly none: string }
  /** Throws what is wrong with the call, before the answer begins. */
  readonly check?: (call: Call<z.output<P>, z.output<Q>, unknown>, services: Services) => Promise<unknown>
  /** Name and shape of the events. */
  readonly event: string
  readonly data: R
  readonly stream: (
    call: Call<z.output<P>, z.output<Q>, unknown>,
    services: Services,
    signal: AbortSignal,
  ) => AsyncIterable<z.output<R>>
}

/** Disposed of when the answer is over, however it ends. */
interface DownloadedFile extends Partial<AsyncDisposable> {
  readonly name: string
  readonly type: string
}

interface DownloadDefinition<P extends z.ZodObject, Q extends z.ZodObject, F extends DownloadedFile> extends Described<P, Q> {
  readonly audit: AuditEvent<Call<z.output<P>, z.output<Q>, unknown>, void>
  readonly within?: Within<Call<z.output<P>, z.output<Q>, unknown>>
  /** What it can answer with, by media type. */
  readonly types: Readonly<Record<string, z.ZodType>>
  /** Throws what is wrong with the call, before the answer begins. */
  readonly file: (call: Call<z.output<P>, z.output<Q>, unknown>, services: Services) => F | Promise<F>
  readonly content: (call: Call<z.output<P>, z.output<Q>, unknown>, services: Services, file: F) => AsyncIterable<string>
}

/** An operation with its types closed over. */
export interface Route {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly summary: string
  readonly permission: Permission
  /** Calls a minute from one address; null for as many as they like. */
  readonly limit: number | null
  /** Whether a role on a product type will do: on that of some object, or any. */
  readonly within: 'object' | 'any' | null
  /** The event it leaves in the audit log, or the reason for none. */
  readonly audit: { readonly event: string } | { readonly none: string }
  readonly install: (app: FastifyInstance, services: Services) => void
}

/** Either will do. */
const waysIn: readonly Readonly<Record<string, readonly string[]>>[] = [{ session: [] }, { token: [] }]

/** For a part of the request that is not there. */
export const none = z.strictObject({})

/** For an answer without a body. */
export const nothing = z.void()

/** Closes over the schemas of one operation. Permission and audit are required: forgetting them does not compile. */
export function defineRoute<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>(
  definition: Definition<P, Q, B, R>,
): Route {
  const { audit, status, response, handle } = definition
  return {
    ...facts(definition, 'none' in audit ? audit : { event: audit.event }),
    install(app, services) {
      const answers = { [status]: isNothing(response) ? z.undefined() : response }
      const schema: FastifySchema = { ...documentation(definition, definition.body), response: answers }
      app.route({
        method: definition.method,
        url: definition.path,
        config: configuration(definition),
        schema,
        handler: async (request, reply) => {
          const call = parseCall(definition, definition.body, request)
          await admitWithin(definition, call, services)
          const own = servicesFor(call.caller, services)
          const run = () => handle(call, own)
          const answer = 'none' in audit ? await run() : await audited({ audit, call, request, services: own, run })
          return reply.code(status).send(answer)
        },
      })
    },
  }
}

/** Asks for the role where the object belongs, if a role on its product type will do. */
async function admitWithin<C extends { readonly caller: Call<unknown, unknown, unknown>['caller'] }>(
  { permission, within }: { readonly permission: Permission; readonly within?: Within<C> },
  call: C,
  services: Services,
): Promise<void> {
  if (within === undefined || within === 'any' || permission === 'public' || permission === 'signed-in') return
  if (call.caller !== null) await admitTo(within(call), permission, call.caller, services.browse)
}

/** Closes over an operation that answers with server-sent events until the caller leaves. */
export function defineStream<P extends z.ZodObject, Q extends z.ZodObject, R extends z.ZodType>(
  definition: StreamDefinition<P, Q, R>,
): Route {
  return {
    ...facts(definition, definition.audit),
    install(app, services) {
      const content = { 'text/event-stream': { schema: definition.data } }
      app.route({
        method: definition.method,
        url: definition.path,
        config: configuration(definition),
        schema: {
          ...documentation(definition, none),
          response: { 200: { description: `One \`${definition.event}\` event each.`, content } },
        },
        handler: async (request: FastifyRequest, reply: FastifyReply) => {
          const call = parseCall(definition, none, request)
          const own = servicesFor(call.caller, services)
          await definition.check?.(call, own)
          const events = (signal: AbortSignal) => definition.stream(call, own, signal)
          return sendEvents(request, reply, definition.event, definition.data, events)
        },
      })
    },
  }
}

/** Closes over an operation that answers with a file, however large, as it is made. */
export function defineDownload<P extends z.ZodObject, Q extends z.ZodObject, F extends DownloadedFile>(
  definition: DownloadDefinition<P, Q, F>,
): Route {
  const { audit, types, file, content } = definition
  const documented = Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema }]))
  return {
    ...facts(definition, { event: audit.event }),
    install(app, services) {
      app.route({
        method: definition.method,
        url: definition.path,
        config: configuration(definition),
        schema: { ...documentation(definition, none), response: { 200: { description: 'The file.', content: documented } } },
        handler: async (request, reply) => {
          const call = parseCall(definition, none, request)
          await admitWithin(definition, call, services)
          const own = servicesFor(call.caller, services)
          await audited({ audit, call, request, services: own, run: async () => undefined })
          const made = await file(call, own)
          const over = whenOver(reply)
          if (over.aborted) {
            await made[Symbol.asyncDispose]?.()
            return reply.hijack()
          }
          over.addEventListener('abort', () => void made[Symbol.asyncDispose]?.())
          return reply
            .header('content-type', `${made.type}; charset=utf-8`)
            .header('content-disposition', `attachment; filename="${made.name}"`)
            .header('cache-control', 'no-store')
            .send(Readable.from(content(call, own, made), { objectMode: false }))
        },
      })
    },
  }
}

export function configuration({
  permission,
  within,
  limit,
  beforeSecondFactor,
}: Described<z.ZodObject, z.ZodObject> & { readonly within?: unknown }): FastifyContextConfig {
  return {
    permission,
    ...(within !== undefined && { withinProductTypes: true }),
    ...(beforeSecondFactor !== undefined && { beforeSecondFactor }),
    ...(limit !== undefined && { rateLimit: { max: limit, timeWindow: '1 minute' } }),
  }
}

export function facts(
  described: Described<z.ZodObject, z.ZodObject> & { readonly within?: unknown },
  audit: Route['audit'],
): Omit<Route, 'install'> {
  const { id, method, path, summary, permission, limit = null, within } = described
  const closer = within === 'any' ? 'any' : 'object'
  return { id, method, path, summary, permission, limit, within: within === undefined ? null : closer, audit }
}

export function documentation(described: Described<z.ZodObject, z.ZodObject>, body: z.ZodType) {
  const { id, path, summary, description, permission, params, query } = described
  const [, resource = ''] = path.split('/')
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    tags: [resource],
    security: permission === 'public' ? [] : waysIn,
    'x-permission': permission,
    ...(!isNone(params) && { params }),
    ...(!isNone(query) && { querystring: query }),
    ...(!isNone(body) && { body }),
  }
}

function isNone(schema: z.ZodType): boolean {
  return schema === none
}

function isNothing(schema: z.ZodType): boolean {
  return schema === nothing
}
