import { findNodeAtLocation, type Node } from 'jsonc-parser'

/**
 * Puts a text at a path of a JSON object, in which whatever leads there may be missing, and leaves every other byte as it is. Written
 * as the rest is: with its indentation and line ends, or on one line. What is at the path already has to be nothing, and what leads
 * there objects.
 */
export function insertText(json: string, root: Node, path: readonly string[], value: string): string {
  const known = path.findIndex((_, depth) => findNodeAtLocation(root, path.slice(0, depth + 1)) === undefined)
  const parent = known === 0 ? root : findNodeAtLocation(root, path.slice(0, known))
  const [name = '', ...rest] = path.slice(known)
  if (parent === undefined) return json
  const content = rest.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
  const style = styleOf(json)
  const property = propertyText(name, content, style, known + 1)

  const last = parent.children?.at(-1)
  if (last !== undefined) {
    const end = last.offset + last.length
    return `${json.slice(0, end)},${gapBefore(json, last.offset)}${property}${json.slice(end)}`
  }
  const start = parent.offset + 1
  if (style.indent === null) return `${json.slice(0, start)}${property}${json.slice(start)}`
  const isSpread = /^\s*\n/.test(json.slice(start))
  const before = `${style.eol}${style.indent.repeat(known + 1)}`
  const after = isSpread ? '' : `${style.eol}${style.indent.repeat(known)}`
  return `${json.slice(0, start)}${before}${property}${after}${json.slice(start)}`
}

interface Style {
  /** `null` for all on one line. */
  readonly indent: string | null
  readonly eol: string
}

function styleOf(json: string): Style {
  if (!json.trim().includes('\n')) return { indent: null, eol: '' }
  const [, indent = '  '] = /\{\r?\n([ \t]+)"/.exec(json) ?? []
  return { indent, eol: json.includes('\r\n') ? '\r\n' : '\n' }
}

function propertyText(name: string, content: unknown, { indent, eol }: Style, depth: number): string {
  if (indent === null) return `${JSON.stringify(name)}:${JSON.stringify(content)}`
  const text = JSON.stringify(content, null, indent).replaceAll('\n', `${eol}${indent.repeat(depth)}`)
  return `${JSON.stringify(name)}: ${text}`
}

/** The space between a property and what stands before it. */
function gapBefore(json: string, offset: number): string {
  const before = json.slice(0, offset)
  return before.slice(before.trimEnd().length)
}
