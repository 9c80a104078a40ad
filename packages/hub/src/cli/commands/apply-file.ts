import { readFile } from 'node:fs/promises'
import { LineCounter, parseDocument } from 'yaml'
import type { CliContext } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'

/** A configuration file as it was read, YAML or JSON. */
export interface ConfigurationFile {
  readonly name: string
  readonly document: Record<string, unknown>
  /** The line a place like `connections[2].config.namespace` is on, from 1; null where there is no such place. */
  readonly lineOf: (place: string) => number | null
}

/** Reads a file, or standard input for `-`. */
export async function readConfigurationFile(path: string, { terminal }: CliContext): Promise<ConfigurationFile> {
  const name = path === '-' ? 'standard input' : path
  return parseConfigurationFile(name, path === '-' ? await terminal.readAll() : await contentOf(path))
}

function parseConfigurationFile(name: string, text: string): ConfigurationFile {
  const lines = new LineCounter()
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [error] = parsed.errors
  if (error !== undefined) {
    throw new CliError(exitCodes.usage, `${name}:${lines.linePos(error.pos[0]).line}: ${error.message}`)
  }
  const document: unknown = parsed.toJS()
  if (!isObject(document)) throw new CliError(exitCodes.usage, `${name} is no configuration file. It begins with "version: 1".`)
  return {
    name,
    document,
    lineOf(place) {
      for (let path = stepsOf(place); path.length > 0; path = path.slice(0, -1)) {
        const node = parsed.getIn(path, true)
        if (isNode(node)) return lines.linePos(node.range[0]).line
      }
      return null
    },
  }
}

/** `connections[2].config` → `connections`, 2, `config` */
function stepsOf(place: string): readonly (string | number)[] {
  return [...place.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([word, index]) => (index === undefined ? word : Number(index)))
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new CliError(exitCodes.usage, `The file ${path} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNode(value: unknown): value is { readonly range: readonly [number, number, number] } {
  return typeof value === 'object' && value !== null && 'range' in value && Array.isArray(value.range)
}
