import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { demand } from '../run-command.ts'
import { listFiles, root } from '../tree.ts'

/** Where the built web app lies. */
export const webAppFolder = join(root, 'packages/web/dist')

const stamp = join(root, 'node_modules/.cache/patchbay/web-app.sha256')
const inputs = ['packages/web/**/*', 'packages/client/src/**/*', 'package-lock.json']

/** Builds the web app, unless what is there was built from the same files. Resolves to whether it was built. */
export async function buildWebApp(): Promise<boolean> {
  const current = hashInputs()
  if (existsSync(join(webAppFolder, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return false

  const web = join(root, 'packages/web')
  const vite = dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json'))
  await demand({ file: process.execPath, arguments: [join(vite, 'bin/vite.js'), 'build', '--logLevel', 'warn'], cwd: web })

  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, current)
  return true
}

function hashInputs(): string {
  const hash = createHash('sha256')
  for (const file of listFiles(root, inputs))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}
