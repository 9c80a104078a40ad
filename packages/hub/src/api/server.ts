import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import type { Registry } from 'prom-client'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { authenticate } from './plugins/authentication.ts'
import { serveDocumentation } from './plugins/documentation.ts'
import { answerJson, readParameters } from './plugins/json.ts'
import { describeApi } from './plugins/openapi.ts'
import { measureRequests, serveProbes } from './plugins/probes.ts'
import { answerProblem, answerProblems, refuseUnknownAddress } from './plugins/problems.ts'
import { serveSignIn } from './plugins/sign-in.ts'
import { receiveTicketCalls } from './plugins/ticket-hooks.ts'
import { serveWebApp } from './plugins/web-app.ts'
import { routes } from './routes/index.ts'
import type { Services } from './services.ts'

export interface ServerOptions {
  readonly services: Services
  readonly version: string
  /** Throws when the hub cannot serve: the database does not answer. */
  readonly ready: () => Promise<void>
  /** Where browsers find the hub, e.g. `https://patchbay.example.com`; further origins may be added. */
  readonly origins?: readonly string[]
  /** Which proxies' `X-Forwarded-*` headers are believed; none by default. */
  readonly trustProxy?: boolean | string
  /** Folder of the built web app; without it only the API is served. */
  readonly webFolder?: string
  readonly metrics?: Registry
  readonly logger?: FastifyBaseLogger
}

const mebibyte = 1024 * 1024

/** The HTTP server of the hub, not listening yet. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { services, origins = [] } = options
  const app = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: mebibyte,
    logController: new LogController({ disableRequestLogging: true }),
    // Addresses that cannot even be read come here.
    frameworkErrors: answerProblem,
    genReqId: () => randomUUID(),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  })
  app.setSerializerCompiler(serializerCompiler)
  announceClosing(app)
  answerProblems(app)
  answerJson(app)
  readParameters(app)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? null
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'Answered',
    )
  })

  if (options.metrics) measureRequests(app, options.metrics)
  app.register(helmet, { contentSecurityPolicy, crossOriginEmbedderPolicy: false })
  app.register(rateLimit, { global: false })
  describeApi(app, options.version)
  app.register(serveProbes, {
    ready: options.ready,
    version: options.version,
    ...(options.metrics && { metrics: options.metrics }),
  })
  app.register(serveDocumentation)
  app.register(receiveTicketCalls, { prefix: '/api/v1/ticket-hooks', commands: services.commands })
  app.register(serveSignIn, { prefix: '/api/auth', people: services.people })
  app.register(
    async (api) => {
      authenticate(api, services.people, origins)
      for (const route of routes) route.install(api, services)
    },
    { prefix: '/api/v1' },
  )
  const { webFolder } = options
  if (webFolder === undefined) app.setNotFoundHandler(refuseUnknownAddress)
  else app.register(serveWebApp, { folder: webFolder })
  return app
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborts when the server begins to close, so that streams end. */
    closing: AbortSignal
  }
}

function announceClosing(app: FastifyInstance): void {
  const closing = new AbortController()
  app.decorate('closing', closing.signal)
  app.addHook('preClose', async () => closing.abort())
}
