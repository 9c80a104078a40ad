import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { demand } from '../run-command.ts'
import { listFiles, root } from '../tree.ts'
import { replaceSpecifiers } from './specifiers.ts'

/** The workspaces whose code goes into the published package. The web app goes in as built by Vite. */
export const packedWorkspaces = ['hub', 'sdk', 'connectors', 'client'] as const

const packages = join(root, 'packages')
const resolve = createRequire(join(packages, 'hub/package.json')).resolve

/**
 * Compiles the workspaces to `<target>/<workspace>/`. Node does not strip types below `node_modules`, and the workspaces
 * are not published on their own: imports of them become relative paths. `scratch` is an empty folder to work in.
 */
export async function compileWorkspaces(scratch: string, target: string): Promise<void> {
  await demand({
    file: process.execPath,
    arguments: ['node_modules/typescript-native/bin/tsc', '-p', 'tsconfig.pack.json', '--outDir', scratch],
    cwd: root,
  })

  for (const file of listFiles(scratch, ['*/src/**/*.js'])) {
    const packed = packedPath(file)
    const text = readFileSync(join(scratch, file), 'utf8')
    mkdirSync(dirname(join(target, packed)), { recursive: true })
    writeFileSync(
      join(target, packed),
      replaceSpecifiers(file, text, (specifier) => packedSpecifier(specifier, packed)),
    )
  }
}

/** `sdk/src/shape/index.ts` becomes `sdk/shape/index.js`. */
function packedPath(path: string): string {
  return path.split(sep).join('/').replace('/src/', '/').replace(/\.ts$/, '.js')
}

function packedSpecifier(specifier: string, importer: string): string {
  if (specifier.startsWith('.')) return specifier.replace(/\.ts$/, '.js')
  if (!specifier.startsWith('@patchbay/')) return specifier
  const path = relative(dirname(importer), packedPath(relative(packages, resolve(specifier))))
  return path.startsWith('.') ? path : `./${path}`
}
