import { parseSync, Visitor } from 'oxc-parser'

/** A string in a module that names another module or, in `new URL('./x', import.meta.url)`, another file. */
export interface Specifier {
  readonly value: string
  /** Offsets of the string with its quotes. */
  readonly start: number
  readonly end: number
}

/** Every specifier of a module, in the order they stand. Computed ones, such as the loader's, are not among them. */
export function findSpecifiers(file: string, text: string): readonly Specifier[] {
  const { program, errors } = parseSync(file, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${file} does not parse: ${error.message}`)

  const found: Specifier[] = []
  const add = (
    node: { readonly type: string; readonly value?: unknown; readonly start: number; readonly end: number } | null,
  ) => {
    if (node?.type === 'Literal' && typeof node.value === 'string')
      found.push({ value: node.value, start: node.start, end: node.end })
  }
  new Visitor({
    ImportDeclaration: ({ source }) => add(source),
    ExportAllDeclaration: ({ source }) => add(source),
    ExportNamedDeclaration: ({ source }) => add(source),
    ImportExpression: ({ source }) => add(source),
    NewExpression: ({ callee, arguments: [path, base] }) => {
      const isUrl = callee.type === 'Identifier' && callee.name === 'URL' && path !== undefined
      if (isUrl && base !== undefined && text.slice(base.start, base.end) === 'import.meta.url') add(path)
    },
  }).visit(program)

  return found.sort((one, other) => one.start - other.start)
}

/** The module's text with every specifier replaced by what `replace` makes of it. */
export function replaceSpecifiers(file: string, text: string, replace: (specifier: string) => string): string {
  return findSpecifiers(file, text).reduceRight(
    (result, { value, start, end }) => `${result.slice(0, start)}'${replace(value)}'${result.slice(end)}`,
    text,
  )
}
