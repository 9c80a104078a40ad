import { editGoMod } from './go-mod.ts'
import type { Bump, ManifestEdit } from './manifest-edit.ts'
import { editPom } from './maven.ts'
import { editPackageJson } from './npm.ts'
import { editRequirements } from './requirements.ts'

/** How one ecosystem declares what it needs. */
export interface Manifests {
  readonly isManifest: (path: string) => boolean
  readonly edit: (text: string, bump: Bump) => ManifestEdit
  /** Files that pin what manifests ask for, and the command that brings each in line. They are never edited here. */
  readonly lockFiles: Readonly<Record<string, string>>
}

const named = (name: string) => (path: string) => fileName(path) === name

/** By type of package URL. */
const ecosystems = new Map<string, Manifests>([
  [
    'npm',
    {
      isManifest: named('package.json'),
      edit: editPackageJson,
      lockFiles: {
        'package-lock.json': 'npm install',
        'npm-shrinkwrap.json': 'npm install',
        'yarn.lock': 'yarn install',
        'pnpm-lock.yaml': 'pnpm install',
        'bun.lock': 'bun install',
        'bun.lockb': 'bun install',
      },
    },
  ],
  [
    'pypi',
    {
      isManifest: (path) => /(?:^|\/)(?:requirements[^/]*|requirements\/[^/]+)\.(?:txt|in)$/.test(path),
      edit: editRequirements,
      lockFiles: { 'poetry.lock': 'poetry lock', 'uv.lock': 'uv lock', 'Pipfile.lock': 'pipenv lock' },
    },
  ],
  ['maven', { isManifest: named('pom.xml'), edit: editPom, lockFiles: {} }],
  ['golang', { isManifest: named('go.mod'), edit: editGoMod, lockFiles: { 'go.sum': 'go mod tidy' } }],
])

/** How packages of that type are declared; `undefined` for types whose manifests are not edited. */
export function manifestsOf(packageType: string): Manifests | undefined {
  return ecosystems.get(packageType)
}

/** Whether a path is worth knowing of: a manifest or a lock file of the repository's own. */
export function isWanted(path: string): boolean {
  if (/(?:^|\/)(?:node_modules|vendor|third_party|\.git)\//.test(path)) return false
  return [...ecosystems.values()].some(({ isManifest, lockFiles }) => isManifest(path) || fileName(path) in lockFiles)
}

/** The lock files that a change of a manifest makes old: those beside it, or in the nearest folder above that has one. */
export function lockFilesFor(
  packageType: string,
  manifest: string,
  paths: readonly string[],
): readonly { readonly path: string; readonly command: string }[] {
  for (let folder: string | null = folderOf(manifest); folder !== null; folder = folder === '' ? null : folderOf(folder)) {
    const found = lockFilesIn(packageType, folder, paths)
    if (found.length > 0) return found
  }
  return []
}

/** The lock files in the folder of a manifest. */
export function lockFilesBeside(packageType: string, manifest: string, paths: readonly string[]) {
  return lockFilesIn(packageType, folderOf(manifest), paths)
}

function lockFilesIn(packageType: string, folder: string, paths: readonly string[]) {
  return Object.entries(ecosystems.get(packageType)?.lockFiles ?? {})
    .map(([name, command]) => ({ path: folder === '' ? name : `${folder}/${name}`, command }))
    .filter(({ path }) => paths.includes(path))
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
