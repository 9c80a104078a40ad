import { parseSync, Visitor } from 'oxc-parser'

/** A regular expression that may take time by the square of the text it looks at. */
export interface SlowPattern {
  /** 1-based. */
  readonly line: number
  readonly pattern: string
}

const atom = String.raw`(?:\\[^bB]|\[(?:[^\]\\]|\\.)*\]|[^\\^$()[|])`
/** Begins with a run, at no certain place, and wants the end of the text behind it: `/\s*$/`, `/\/+$/`. */
const runBeforeEnd = new RegExp(String.raw`^(?:\(\?:[^()]*\)\?)?${atom}[+*]\??\$$`)
/** Wants something behind a run of blanks it begins with: `/\s*,/`. A run that must not be there first is a lookbehind. */
const blanksFirst = /^\\s[+*](?!$)/

/**
 * Finds the patterns whose match is tried anew at every character of a long run: a hundred thousand blanks then stop a process for
 * half a minute. Cut from the end (`trimEnd`, `withoutEnd`), or split first and trim the parts.
 */
export function findSlowPatterns(file: string, text: string): readonly SlowPattern[] {
  const { program, errors } = parseSync(file, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${file} does not parse: ${error.message}`)
  const found: SlowPattern[] = []
  new Visitor({
    Literal(node) {
      if (!('regex' in node)) return
      const { pattern, flags } = node.regex
      const isSlow = pattern.split(/(?<!\\)\|/).some((branch) => runBeforeEnd.test(branch) || blanksFirst.test(branch))
      if (isSlow && !flags.includes('y')) found.push({ line: text.slice(0, node.start).split('\n').length, pattern })
    },
  }).visit(program)
  return found
}
