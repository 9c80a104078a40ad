import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { refuseUnknownAddress } from './problems.ts'

/** Serves the built web app. Its assets carry their hash in the name; every other address is a page of the app. */
export async function serveWebApp(app: FastifyInstance, { folder }: { readonly folder: string }): Promise<void> {
  await app.register(staticFiles, {
    root: folder,
    wildcard: false,
    index: ['index.html'],
    setHeaders: (reply, path) => {
      const immutable = path.includes('/assets/') || path.includes('\\assets\\')
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/')
    if (!page) return refuseUnknownAddress(request)
    return reply.sendFile('index.html')
  })
}
