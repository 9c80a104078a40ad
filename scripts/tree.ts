import { globSync } from 'node:fs'
import { dirname } from 'node:path'

/** The repository's root folder, absolute. */
export const root = dirname(import.meta.dirname)

const outside = new Set(['node_modules', 'dist', 'coverage'])

/** Files below `folder` that match one of the glob patterns, relative to it, `/` separated, sorted. Build output is left out. */
export function listFiles(folder: string, patterns: readonly string[]): readonly string[] {
  const found = globSync([...patterns], { cwd: folder, withFileTypes: true, exclude: (entry) => outside.has(entry.name) })
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .sort()
}
