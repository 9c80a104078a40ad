import type { FastifyInstance } from 'fastify'
import { Histogram, type Registry } from 'prom-client'

interface Probes {
  readonly ready: () => Promise<void>
  readonly version: string
  readonly metrics?: Registry
}

/** `/healthz`: the process runs. `/readyz`: it can serve. `/metrics`: counters for Prometheus, without any names of things. */
export async function serveProbes(app: FastifyInstance, { ready, version, metrics }: Probes): Promise<void> {
  const schema = { hide: true }
  app.get('/healthz', { schema }, async () => ({ status: 'ok', version }))
  app.get('/readyz', { schema }, async (request, reply) => {
    try {
      await ready()
    } catch (error) {
      request.log.warn({ error }, 'Not ready')
      return reply.code(503).send({ status: 'not ready', code: 'not-ready', version })
    }
    return { status: 'ready', version }
  })
  if (metrics === undefined) return
  app.get('/metrics', { schema }, async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))
}

/** Times every request by route and status; addresses that lead nowhere share one label. */
export function measureRequests(app: FastifyInstance, metrics: Registry): void {
  const duration = new Histogram({
    name: 'patchbay_http_request_duration_seconds',
    help: 'Time to answer HTTP requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }
    duration.observe(labels, reply.elapsedTime / 1000)
  })
}
