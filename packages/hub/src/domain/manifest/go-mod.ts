import { type Bump, editOf, isReached, type ManifestEdit, type Replacement } from './manifest-edit.ts'

/** `require path version // comment`, by itself or in a block. https://go.dev/ref/mod#go-mod-file */
const line = /^([ \t]*(?:(require|replace|exclude|retract)[ \t]+)?)(\S+)([ \t]+)(v[\w.+-]+)?([^\r\n]*)$/gm
const block = /^[ \t]*(\w+)[ \t]*\([ \t]*\r?$/

interface Entry {
  readonly verb: string
  readonly path: string
  readonly version: string
  /** Where the version is. */
  readonly start: number
}

/** Moves a requirement of `go.mod`; its comment stays. */
export function editGoMod(text: string, { name, to }: Bump): ManifestEdit {
  const target = `v${to.replace(/^v/, '')}`
  const mentions = entriesOf(text).filter(({ path }) => path.toLowerCase() === name.toLowerCase())
  const required = mentions.filter(({ verb }) => verb === 'require')
  if (required.length === 0) return { kind: 'unchanged' }
  if (mentions.some(({ verb }) => verb === 'replace'))
    return { kind: 'refused', reason: 'The module is replaced by another one.' }
  if (mentions.some(({ verb, version }) => verb === 'exclude' && version === target))
    return { kind: 'refused', reason: `${target} is excluded.` }
  return editOf(
    text,
    required.map((entry) => moved(entry, target)),
  )
}

function moved({ path, version, start }: Entry, target: string): Replacement {
  const reached = isReached('golang', version, target)
  if (reached === null) return { kind: 'refuse', reason: `“${version}” or “${target}” is no version of a module.` }
  if (reached) return { kind: 'keep' }
  const line = majorOf(target)
  const isElsewhere = line >= 2 && !path.endsWith(`/v${line}`) && !target.endsWith('+incompatible')
  if (isElsewhere && !path.startsWith('gopkg.in/'))
    return { kind: 'refuse', reason: `${target} has another module path: imports have to change as well.` }
  return { kind: 'replace', start, end: start + version.length, with: target }
}

function majorOf(version: string): number {
  return Number(/^v(\d+)/.exec(version)?.[1] ?? 0)
}

function entriesOf(text: string): readonly Entry[] {
  let inside: string | null = null
  const entries: Entry[] = []
  let offset = 0
  for (const row of text.split('\n')) {
    const opened = block.exec(row)?.[1]
    if (opened !== undefined) inside = opened
    else if (/^[ \t]*\)/.test(row)) inside = null
    else entries.push(...entriesIn(row, inside, offset))
    offset += row.length + 1
  }
  return entries
}

function entriesIn(row: string, inside: string | null, offset: number): readonly Entry[] {
  return [...row.matchAll(line)].flatMap(([, before = '', verb, path = '', blank = '', version = '']) => {
    const kind = verb ?? inside
    if (kind === null || path.startsWith('//')) return []
    const plain = path.replaceAll('"', '')
    return [{ verb: kind, path: plain, version, start: offset + before.length + path.length + blank.length }]
  })
}
