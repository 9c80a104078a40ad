import type { ChangeRequest, FileReading, PathList } from '@patchbay/sdk'
import { isWanted, lockFilesFor, manifestsOf } from '../../domain/manifest/manifests.ts'
import { packageKey } from '../../domain/package.ts'
import type { Upgrade } from '../../domain/upgrade.ts'

/** A manifest as it is and as it is to be. */
export interface ChangedFile {
  readonly path: string
  readonly before: string
  readonly after: string
}

export interface ChangePlan {
  readonly files: readonly ChangedFile[]
  /** What has to be changed by hand: a sentence says why. Without a path it is about the repository. */
  readonly left: readonly { readonly path: string | null; readonly package: string; readonly reason: string }[]
  /** Lock files that are old then, with the command that refreshes each. */
  readonly lockFiles: readonly { readonly path: string; readonly command: string }[]
}

/** A plan as people look at it: each file as a unified diff. */
export interface ChangePreview {
  readonly repository: string
  /** The default branch, and where it ends. */
  readonly branch: string
  readonly commit: string
  /** The branch that would be pushed. */
  readonly source: string
  readonly title: string
  readonly files: { readonly path: string; readonly diff: string }[]
  readonly left: ChangePlan['left'][number][]
  readonly lockFiles: ChangePlan['lockFiles'][number][]
  /** The one there is already. */
  readonly request: Pick<ChangeRequest, 'key' | 'url' | 'state' | 'mergeCommit'> | null
}

/** A repository with more manifests than that is left to people. */
const mostManifests = 200

/** Where files come from, at one commit. */
export interface Source {
  readonly list: (wants: (path: string) => boolean) => Promise<PathList>
  readonly read: (path: string) => Promise<FileReading>
}

/** What would be changed of a repository so that it uses these versions. Changes nothing. */
export async function planChange(upgrades: readonly Pick<Upgrade, 'package' | 'to'>[], source: Source): Promise<ChangePlan> {
  const { paths, isWhole } = await source.list(isWanted)
  const files = new Map<string, ChangedFile>()
  const left: ChangePlan['left'][number][] = []
  const lockFiles = new Map<string, string>()
  for (const upgrade of upgrades) {
    const seen = packageKey(upgrade.package)
    const manifests = manifestsOf(seen?.type ?? '')
    const name = seen?.displayName ?? upgrade.package
    const leave = (path: string | null, reason: string) => void left.push({ path, package: name, reason })
    if (seen === null || manifests === undefined) {
      leave(null, 'Manifests of this kind of package are not changed.')
      continue
    }
    const own = paths.filter(manifests.isManifest)
    if (own.length > mostManifests)
      leave(null, `There are ${own.length} manifests; only the first ${mostManifests} are looked at.`)
    let found = 0
    for (const path of own.slice(0, mostManifests)) {
      const reading = await textOf(source, files, path)
      if (typeof reading !== 'string') {
        leave(path, reading.reason)
        found += 1
        continue
      }
      const edit = manifests.edit(reading, { name, to: upgrade.to })
      if (edit.kind === 'refused') leave(path, edit.reason)
      if (edit.kind !== 'unchanged') found += 1
      if (edit.kind !== 'changed') continue
      files.set(path, { path, before: files.get(path)?.before ?? reading, after: edit.text })
      for (const lock of lockFilesFor(seen.type, path, paths)) lockFiles.set(lock.path, lock.command)
    }
    if (found === 0)
      leave(null, isWhole ? notDeclared : `${notDeclared} The repository has more files than its platform lists.`)
  }
  return { files: [...files.values()], left, lockFiles: [...lockFiles].map(([path, command]) => ({ path, command })) }
}

const notDeclared = 'No manifest declares it in an older version: something else brings it, or it was upgraded already.'

/** What another upgrade made of it, or what it is. */
async function textOf(
  { read }: Source,
  files: ReadonlyMap<string, ChangedFile>,
  path: string,
): Promise<string | { readonly reason: string }> {
  const changed = files.get(path)
  if (changed !== undefined) return changed.after
  const reading = await read(path)
  if (reading.kind === 'text') return reading.text
  return { reason: reading.kind === 'missing' ? 'It cannot be read.' : reading.reason }
}
