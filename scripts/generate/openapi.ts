import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { describeRoutes } from '../../packages/hub/src/api/describe-routes.ts'

const Manifest = z.object({ version: z.string() })

/** The OpenAPI document (JSON) of the routes. */
export async function openApiDocument(): Promise<string> {
  const manifest = await readFile(new URL('../../packages/hub/package.json', import.meta.url), 'utf8')
  return describeRoutes(Manifest.parse(JSON.parse(manifest)).version)
}
