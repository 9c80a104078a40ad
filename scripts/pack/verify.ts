import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { listFiles } from '../tree.ts'
import { findSpecifiers } from './specifiers.ts'

/**
 * What would not load once the package is installed elsewhere: imports of files that are not in `folder`, and of packages
 * that are not among `dependencies`. One line each; empty when all is well.
 */
export function findBrokenImports(folder: string, dependencies: ReadonlySet<string>): readonly string[] {
  const files = listFiles(folder, ['**/*.js']).filter((file) => !file.startsWith('web/'))
  if (files.length === 0) return [`${folder} holds no code`]

  return files.flatMap((file) =>
    findSpecifiers(file, readFileSync(join(folder, file), 'utf8')).flatMap(({ value }) => {
      if (value.startsWith('.')) return existsSync(join(folder, dirname(file), value)) ? [] : [`${file}: ${value} is not there`]
      if (isBuiltin(value) || dependencies.has(packageName(value))) return []
      return [`${file}: ${value} is not among the dependencies of packages/hub/package.json`]
    }),
  )
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
