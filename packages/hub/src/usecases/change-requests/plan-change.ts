import type { ChangeRequest, FileReading, PathList } from '@patchbay/sdk'
import type { ChangeMaker } from '../../domain/change-request.ts'
import { isWanted, lockFilesFor, type Manifests, manifestsOf } from '../../domain/manifest/manifests.ts'
import { packageKey } from '../../domain/package.ts'
import type { Upgrade } from '../../domain/upgrade.ts'
import { type ChangedFile, createEditedFiles, type EditedFiles } from './edited-files.ts'
import { overrideRoots, planOverrides } from './plan-overrides.ts'

export interface ChangePlan {
  readonly files: readonly ChangedFile[]
  /** What has to be changed by hand: a sentence says why. Without a path it is about the repository. */
  readonly left: readonly { readonly path: string | null; readonly package: string; readonly reason: string }[]
  /** Lock files that are old then, with the command that refreshes each. */
  readonly lockFiles: readonly { readonly path: string; readonly command: string }[]
  /** Packages that others bring and that are forced, and where. */
  readonly overrides: readonly { readonly path: string; readonly package: string }[]
  /** Packages that could be forced if somebody asked for it. */
  readonly overridable: readonly string[]
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
  readonly overrides: ChangePlan['overrides'][number][]
  readonly overridable: string[]
  /** Who could make it. */
  readonly makers: ChangeMaker[]
  /** What Renovate says it would do, when it is to make the change. */
  readonly log: string | null
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
export async function planChange(
  upgrades: readonly Pick<Upgrade, 'package' | 'to'>[],
  source: Source,
  options: { readonly overrides: boolean },
): Promise<ChangePlan> {
  const { paths, isWhole } = await source.list(isWanted)
  const edited = createEditedFiles(source.read)
  const left: ChangePlan['left'][number][] = []
  const overrides: ChangePlan['overrides'][number][] = []
  const overridable: string[] = []
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
    const bump = { name, to: upgrade.to }
    const { isDeclared, changed } = await moveDeclared(edited, manifests, paths, bump, leave)
    const roots = isDeclared ? [] : overrideRoots(seen.type, paths)
    const forced = options.overrides ? await planOverrides(edited, roots, bump, leave) : []
    overrides.push(...forced.map((path) => ({ path, package: name })))
    for (const path of [...changed, ...forced])
      for (const lock of lockFilesFor(seen.type, path, paths)) lockFiles.set(lock.path, lock.command)
    if (isDeclared || forced.length > 0) continue
    if (!options.overrides && roots.length > 0) overridable.push(name)
    leave(null, `${options.overrides ? notInstalled : notDeclared}${isWhole ? '' : notWhole}`)
  }
  const commands = [...lockFiles].map(([path, command]) => ({ path, command }))
  return { files: edited.changed(), left, lockFiles: commands, overrides, overridable }
}

const notDeclared = 'No manifest declares it in an older version: something else brings it, or it was upgraded already.'
const notInstalled = 'No manifest declares it in an older version, and no project could be told to use a newer one.'
const notWhole = ' The repository has more files than its platform lists.'

/** Moves a package wherever it is declared. Says which manifests changed, and whether any declares it in an older version. */
async function moveDeclared(
  edited: EditedFiles,
  { isManifest, edit: editManifest }: Manifests,
  paths: readonly string[],
  bump: { readonly name: string; readonly to: string },
  leave: (path: string | null, reason: string) => void,
): Promise<{ readonly isDeclared: boolean; readonly changed: readonly string[] }> {
  const own = paths.filter(isManifest)
  if (own.length > mostManifests)
    leave(null, `There are ${own.length} manifests; only the first ${mostManifests} are looked at.`)
  const changed: string[] = []
  let isDeclared = false
  for (const path of own.slice(0, mostManifests)) {
    const text = await edited.read(path)
    const edit = typeof text === 'string' ? editManifest(text, bump) : { kind: 'refused' as const, reason: text.reason }
    if (edit.kind !== 'unchanged') isDeclared = true
    if (edit.kind === 'refused') leave(path, edit.reason)
    if (edit.kind !== 'changed') continue
    edited.write(path, edit.text)
    changed.push(path)
  }
  return { isDeclared, changed }
}
