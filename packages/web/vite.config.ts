import react from '@vitejs/plugin-react'
import * as icons from 'simple-icons'
import { defineConfig, type Plugin } from 'vite'

const hub = process.env['PATCHBAY_URL'] ?? 'http://127.0.0.1:7282'

/** Letters of a slug that name the file its mark is in. */
const shardLength = 2

/**
 * The marks of the icon set as small files, `marks/ab.json` with `{ slug: path }`. The app fetches the one a connector's
 * manifest points into, so it shows the mark of any connector without knowing a single one.
 */
function vendorMarks(): Plugin {
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
  for (const { slug, path } of Object.values(icons)) {
    const name = slug.slice(0, shardLength)
    files.set(name, { ...files.get(name), [slug]: path })
  }
  return files
}

export default defineConfig({
  plugins: [react(), vendorMarks()],
  server: { port: 5173, proxy: { '/api': { target: hub, changeOrigin: false } } },
  build: { target: 'es2022', sourcemap: false, reportCompressedSize: true },
})
