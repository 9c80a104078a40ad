import fastify from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { readParameters } from './plugins/json.ts'
import { describeApi } from './plugins/openapi.ts'
import { routes } from './routes/index.ts'
import type { Services } from './services.ts'

/** The OpenAPI document (JSON) of every route, without anything behind them. */
export async function describeRoutes(version: string): Promise<string> {
  const app = fastify()
  app.setSerializerCompiler(serializerCompiler)
  readParameters(app)
  describeApi(app, version)
  app.register(
    async (api) => {
      for (const route of routes) route.install(api, nothingBehind)
    },
    { prefix: '/api/v1' },
  )
  await app.ready()
  const document = `${JSON.stringify(app.swagger(), null, 2)}\n`
  await app.close()
  return document
}

const nothingBehind: Services = {
  get commands(): never {
    return unreachable()
  },
  get browse(): never {
    return unreachable()
  },
  get people(): never {
    return unreachable()
  },
  get configuration(): never {
    return unreachable()
  },
  get plugins(): never {
    return unreachable()
  },
}

function unreachable(): never {
  throw new Error('Describing the API runs no operation')
}
