import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

interface IconModule {
  readonly slug: string
  readonly path: string
}

/** Letters of a slug that name the file its mark is in. */
const shardLength = 2

/**
 * The marks of the icon set as small files, `marks/ab.json` with `{ slug: path }`. The app fetches the one a connector's
 * manifest points into, so it shows the mark of any connector without knowing a single one.
 */
export function vendorMarks(): Plugin {
  return {
    name: 'patchbay:vendor-marks',
    configureServer(server) {
      server.middlewares.use('/marks', (request, response, next) => {
        const shard = shards().get(request.url?.slice(1).replace('.json', '') ?? '')
        if (shard === undefined) return next()
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(shard))
      })
    },
    generateBundle() {
      for (const [name, shard] of shards()) {
        this.emitFile({ type: 'asset', fileName: `marks/${name}.json`, source: JSON.stringify(shard) })
      }
    },
  }
}

function shards(): ReadonlyMap<string, Record<string, string>> {
  const files = new Map<string, Record<string, string>>()
  for (const icon of icons()) {
    const name = icon.slug.slice(0, shardLength)
    files.set(name, { ...files.get(name), [icon.slug]: icon.path })
  }
  return files
}

function icons(): readonly IconModule[] {
  const loaded: unknown = createRequire(import.meta.url)('simple-icons')
  if (typeof loaded !== 'object' || loaded === null) throw new Error('The icon set "simple-icons" is empty.')
  return Object.values(loaded).filter(isIcon)
}

function isIcon(value: unknown): value is IconModule {
  return typeof value === 'object' && value !== null && 'slug' in value && 'path' in value
}
