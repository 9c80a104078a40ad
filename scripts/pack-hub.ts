// Makes packages/hub/dist, which is what `npm pack -w patchbay` puts into the package. npm runs it by itself (prepack).
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWebApp, webAppFolder } from './build/web-app.ts'
import { compileWorkspaces, packedWorkspaces } from './pack/compile.ts'
import { findBrokenImports } from './pack/verify.ts'
import { listFiles, root } from './tree.ts'

const hub = join(root, 'packages/hub')
const dist = join(hub, 'dist')

await buildWebApp()
rmSync(dist, { recursive: true, force: true })
const scratch = mkdtempSync(join(tmpdir(), 'patchbay-pack-'))
await compileWorkspaces(scratch, dist)
rmSync(scratch, { recursive: true })

// READMEs, logos, seeds: whatever the code reads at run time lies beside it.
for (const workspace of packedWorkspaces) {
  const sources = join(root, 'packages', workspace, 'src')
  const files = listFiles(sources, ['**/*']).filter((file) => !file.endsWith('.ts'))
  for (const file of files) cpSync(join(sources, file), join(dist, workspace, file))
}
cpSync(webAppFolder, join(dist, 'web'), { recursive: true })
cpSync(join(root, 'LICENSE'), join(hub, 'LICENSE'))

const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(readFileSync(join(hub, 'package.json'), 'utf8'))
const broken = findBrokenImports(dist, new Set(Object.keys(dependencies)))
if (broken.length > 0) throw new Error(`The package would not load:\n${broken.join('\n')}`)
