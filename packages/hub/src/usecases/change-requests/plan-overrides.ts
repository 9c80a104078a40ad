import { lockFilesBeside } from '../../domain/manifest/manifests.ts'
import { mentionsPackage, overridePackage } from '../../domain/manifest/npm-overrides.ts'
import type { EditedFiles } from './edited-files.ts'

/** A `package.json` that the whole of a project is installed by, with its lock file where it has one. */
interface Root {
  readonly manifest: string
  readonly lockFile: string | null
}

/** Where packages of that type can be forced; overrides count in the root of a project only. Empty for types without such a thing. */
export function overrideRoots(packageType: string, paths: readonly string[]): readonly Root[] {
  if (packageType !== 'npm') return []
  const manifests = paths.filter((path) => path === 'package.json' || path.endsWith('/package.json'))
  const roots = manifests.flatMap((manifest) =>
    lockFilesBeside(packageType, manifest, paths).map(({ path }): Root => ({ manifest, lockFile: path })),
  )
  if (roots.length > 0) return roots
  return manifests.includes('package.json') ? [{ manifest: 'package.json', lockFile: null }] : []
}

/** Forces a package in every project whose lock file has it. Returns the manifests that say so then. */
export async function planOverrides(
  edited: EditedFiles,
  roots: readonly Root[],
  bump: { readonly name: string; readonly to: string },
  leave: (path: string, reason: string) => void,
): Promise<readonly string[]> {
  const changed: string[] = []
  for (const { manifest, lockFile } of roots) {
    const lock = lockFile === null ? null : await edited.read(lockFile)
    // What cannot be read may bring it.
    if (typeof lock === 'string' && !mentionsPackage(lock, bump.name)) continue
    const text = await edited.read(manifest)
    if (typeof text !== 'string') {
      leave(manifest, text.reason)
      continue
    }
    const edit = overridePackage(text, bump, lockFile === null ? null : lockFile.slice(lockFile.lastIndexOf('/') + 1))
    if (edit.kind === 'refused') leave(manifest, edit.reason)
    if (edit.kind !== 'changed') continue
    edited.write(manifest, edit.text)
    changed.push(manifest)
  }
  return changed
}
