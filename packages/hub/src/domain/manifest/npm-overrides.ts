import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser'
import { insertText } from './json-insert.ts'
import type { Bump, ManifestEdit } from './manifest-edit.ts'
import { declaredIn, versionEdit } from './npm.ts'

/** Where a program that installs npm packages is told which version to use of what others bring. */
interface OverrideStyle {
  readonly section: readonly [string, ...string[]]
  /** Whether `$name` stands for what a direct dependency asks for. */
  readonly hasReferences: boolean
}

// https://docs.npmjs.com/cli/configuring-npm/package-json#overrides
const npm: OverrideStyle = { section: ['overrides'], hasReferences: true }
// https://bun.com/docs/install/overrides
const bun: OverrideStyle = { section: ['overrides'], hasReferences: false }

/** By name of the lock file. */
const styles: Readonly<Record<string, OverrideStyle>> = {
  'package-lock.json': npm,
  'npm-shrinkwrap.json': npm,
  'bun.lock': bun,
  'bun.lockb': bun,
  // https://pnpm.io/9.x/package_json#pnpmoverrides
  'pnpm-lock.yaml': { section: ['pnpm', 'overrides'], hasReferences: true },
  // https://yarnpkg.com/configuration/manifest#resolutions
  'yarn.lock': { section: ['resolutions'], hasReferences: false },
}

/** Whether a lock file says that the package is installed. */
export function mentionsPackage(lockFile: string, name: string): boolean {
  // `node_modules/lodash"`, `lodash@^4`, `/lodash/4.17.4`, `"lodash":`
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`(?:^|["'\\s(]|(?<!@[\\w.-]+)/)${escaped}(?=["'@/:])`, 'm').test(lockFile)
}

/**
 * Makes whatever brings the package use that version, in the `package.json` beside the lock file; without one as npm is told. A direct
 * dependency is never contradicted, which npm refuses (EOVERRIDE): the override says the same as it does. Nothing else of the file
 * changes.
 */
export function overridePackage(text: string, bump: Bump, lockFileName: string | null): ManifestEdit {
  const style = styles[lockFileName ?? ''] ?? npm
  const mark = text.startsWith('\uFEFF') ? 1 : 0
  const errors: ParseError[] = []
  const root = parseTree(text.slice(mark), errors, { disallowComments: true, allowTrailingComma: false })
  if (root?.type !== 'object' || errors.length > 0) return { kind: 'refused', reason: 'It is no JSON.' }
  const where = style.section.join('.')
  const way = style.section.map((_, depth) => findNodeAtLocation(root, style.section.slice(0, depth + 1)))
  if (way.some((node) => node !== undefined && node.type !== 'object'))
    return { kind: 'refused', reason: `“${where}” is no object.` }
  if (lockFileName === 'pnpm-lock.yaml' && !readsPackageJson(root)) return { kind: 'refused', reason: otherPnpm }

  const { name, to } = bump
  const direct = declaredIn(root, bump)
  const known = findNodeAtLocation(root, [...style.section, name])
  const inserted = (version: string): ManifestEdit => ({
    kind: 'changed',
    text: `${text.slice(0, mark)}${insertText(text.slice(mark), root, [...style.section, name], version)}`,
  })
  if (direct !== null) {
    if (!direct.isReached)
      return { kind: 'refused', reason: `It asks for ${name} “${direct.spec}” itself, which an override may not contradict.` }
    const wanted = style.hasReferences ? `$${name}` : direct.spec
    if (known === undefined) return inserted(wanted)
    if (known.value === wanted || known.value === direct.spec) return { kind: 'unchanged' }
    return { kind: 'refused', reason: `“${where}” contradicts the dependency ${name}.` }
  }
  if (known === undefined) return inserted(`^${to}`)
  // In an object, `.` is the package itself, and the rest what it brings.
  const own = known.type === 'object' ? findNodeAtLocation(known, ['.']) : known
  if (own === undefined) return { kind: 'refused', reason: `“${where}” says something else about ${name}.` }
  return versionEdit(text, own, mark, to, where)
}

const otherPnpm =
  'Nothing in it says that a pnpm before version 11 installs it, and newer ones take overrides from pnpm-workspace.yaml only.'

/** Versions of pnpm before 11 read settings there. Whoever has such settings uses one. https://pnpm.io/settings */
function readsPackageJson(root: Node): boolean {
  if (findNodeAtLocation(root, ['pnpm']) !== undefined) return true
  const [, major] = /^pnpm@(\d+)/.exec(String(findNodeAtLocation(root, ['packageManager'])?.value)) ?? []
  return major !== undefined && Number(major) < 11
}
