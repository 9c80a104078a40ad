import { parseSync, Visitor } from 'oxc-parser'

/** A place where a type is asserted instead of known, or a checker is told to look away. */
export interface TypeEscape {
  /** 1-based. */
  readonly line: number
  readonly what: 'as' | 'any' | '!' | '<Type>' | 'silenced types' | 'silenced lint'
}

const silencesTypes = /@ts-(ignore|expect-error|nocheck)|biome-ignore.*(noExplicitAny|noNonNullAssertion|noTsIgnore)/
const silencesLint = /(biome|eslint|oxlint)-(ignore|disable)/

/** Finds every `as` (other than `as const`), `any`, `!` and silencing comment of one file. Throws when it does not parse. */
export function findTypeEscapes(file: string, text: string): readonly TypeEscape[] {
  const { program, comments, errors } = parseSync(file, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${file} does not parse: ${error.message}`)

  const found: TypeEscape[] = []
  const report = (what: TypeEscape['what'], offset: number) =>
    found.push({ what, line: text.slice(0, offset).split('\n').length })

  new Visitor({
    TSAsExpression: ({ typeAnnotation, start }) => {
      if (text.slice(typeAnnotation.start, typeAnnotation.end) !== 'const') report('as', start)
    },
    TSNonNullExpression: ({ start }) => report('!', start),
    TSTypeAssertion: ({ start }) => report('<Type>', start),
    TSAnyKeyword: ({ start }) => report('any', start),
  }).visit(program)
  for (const { value, start } of comments) {
    if (silencesTypes.test(value)) report('silenced types', start)
    else if (silencesLint.test(value)) report('silenced lint', start)
  }

  return found.sort((one, other) => one.line - other.line)
}
