import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser'
import { type Bump, editOf, isReached, type ManifestEdit, type Replacement } from './manifest-edit.ts'

/** Peers are what others are asked to bring, so they stay. */
const sections = ['dependencies', 'devDependencies', 'optionalDependencies'] as const

/** An operator in front of one full version. https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies */
const simple = /^(\^|~|>=|=|v|=v)?\s*(\d+(?:\.\d+){0,2}(?:-[\w.-]+)?)$/

/** Moves a declared dependency in `package.json` and keeps its operator. */
export function editPackageJson(text: string, { name, to }: Bump): ManifestEdit {
  const errors: ParseError[] = []
  const mark = text.startsWith('\uFEFF') ? 1 : 0
  const root = parseTree(text.slice(mark), errors, { disallowComments: true, allowTrailingComma: false })
  if (root === undefined || errors.length > 0) return { kind: 'refused', reason: 'It is no JSON.' }
  const found = sections.flatMap((section) => {
    const node = findNodeAtLocation(root, [section, name])
    return node === undefined ? [] : [replacementOf(node, mark, to, section)]
  })
  return editOf(text, found)
}

/** What a `package.json` asks for of a package, as a peer too, and whether that is the version or newer; `null` when it does not name it. */
export function declaredIn(root: Node, { name, to }: Bump): { readonly spec: string; readonly isReached: boolean } | null {
  const [node] = [...sections, 'peerDependencies'].flatMap((section) => findNodeAtLocation(root, [section, name]) ?? [])
  if (node === undefined) return null
  return { spec: String(node.value), isReached: replacementOf(node, 0, to, '').kind === 'keep' }
}

/** Moves the version at one place of a `package.json`; `mark` is the length of its byte order mark. */
export function versionEdit(text: string, node: Node, mark: number, to: string, section: string): ManifestEdit {
  return editOf(text, [replacementOf(node, mark, to, section)])
}

function replacementOf({ value, offset, length }: Node, mark: number, to: string, section: string): Replacement {
  if (typeof value !== 'string') return { kind: 'refuse', reason: `Its version in ${section} is no text.` }
  const [, operator = '', version = ''] = simple.exec(value.trim()) ?? []
  if (version === '') return { kind: 'refuse', reason: `“${value}” in ${section} is no single version with an operator.` }
  // `4` and `4.17` stand for their first version.
  const first = [...version.split('.'), '0', '0'].slice(0, Math.max(3, version.split('.').length)).join('.')
  const reached = isReached('npm', first, to)
  if (reached === null) return { kind: 'refuse', reason: `“${to}” is no version of npm.` }
  if (reached) return { kind: 'keep' }
  const start = mark + offset
  return { kind: 'replace', start, end: start + length, with: JSON.stringify(`${operator}${to}`) }
}
