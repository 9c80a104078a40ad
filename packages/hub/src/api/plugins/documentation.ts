import apiReference from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

const scripts = '/api/docs/reference'

const configuration = {
  url: '/api/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
}

// The configuration is an attribute, so that no inline script is needed.
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Patchbay API</title>
  </head>
  <body>
    <script id="api-reference" type="application/json" data-url="${configuration.url}"
      data-configuration="${JSON.stringify(configuration).replaceAll('"', '&quot;')}"></script>
    <script src="${scripts}/js/scalar.js"></script>
  </body>
</html>
`

/** `/api/openapi.json`, and the same to read at `/api/docs`. Nothing is loaded from elsewhere. */
export async function serveDocumentation(app: FastifyInstance): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/api/docs', { schema: { hide: true } }, async (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
  await app.register(apiReference, {
    routePrefix: scripts,
    configuration: { url: configuration.url },
    hooks: {
      // Only its script is used; its own page has inline scripts.
      onRequest: (request, reply, done) => {
        if (request.url.endsWith('.js')) done()
        else reply.redirect('/api/docs')
      },
    },
  })
}
