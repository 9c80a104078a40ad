import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { listFiles, root } from '../tree.ts'

/** One import that a rule of `.dependency-cruiser.mjs` forbids. Paths are relative to the root. */
export interface Violation {
  readonly rule: string
  readonly from: string
  readonly to: string
}

export interface Boundaries {
  /** Our own modules that were really read. */
  readonly modules: readonly string[]
  readonly violations: readonly Violation[]
}

const places = ['packages', 'scripts', 'bench']

/** Every source file below `folder` that the rules are about. */
export function listSources(folder: string): readonly string[] {
  return listFiles(
    folder,
    places.map((place) => `${place}/**/*.{ts,tsx,js,mjs}`),
  )
}

/** Reads every import below `folder` and holds it against the rules. */
export async function readBoundaries(folder: string): Promise<Boundaries> {
  const { ruleSet, ...options } = await extractDepcruiseOptions(join(root, '.dependency-cruiser.mjs'))
  const tsConfig = extractTSConfig(join(root, 'tsconfig.json'))
  const { output } = await cruise(
    places.filter((place) => existsSync(join(folder, place))),
    { ...options, ruleSet, validate: true, baseDir: folder },
    options.enhancedResolveOptions,
    { tsConfig },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of a result')
  return {
    modules: output.modules
      .map(({ source }) => source)
      .filter((source) => places.some((place) => source.startsWith(`${place}/`))),
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}

/** Says what is wrong, one line each; empty when the boundaries hold. A reader that reads nothing is wrong too. */
export async function findBoundaryProblems(folder: string): Promise<readonly string[]> {
  const { modules, violations } = await readBoundaries(folder)
  const read = new Set(modules)
  const unread = listSources(folder).filter((file) => !read.has(file))
  return [
    ...violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`),
    ...unread.map((file) => `not read: ${file}`),
    ...(read.size === 0 ? ['not one module was read'] : []),
  ]
}

if (import.meta.main) {
  const problems = await findBoundaryProblems(root)
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
