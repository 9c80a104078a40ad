/** A value in a filter, as written. Times are epoch milliseconds. */
export type FilterValue =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'time'; readonly time: number }
  | { readonly kind: 'list'; readonly values: readonly FilterValue[] }

export type FilterOperator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'contains'
  | 'not contains'
  | 'in'
  | 'not in'
  | 'matches'
  | 'exists'
  | 'not exists'

export type Filter =
  | { readonly kind: 'and'; readonly parts: readonly Filter[] }
  | { readonly kind: 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'clause'; readonly path: string; readonly operator: FilterOperator; readonly value: FilterValue | null }

/** A filter the grammar does not allow. */
export class FilterProblem extends Error {
  override readonly name = 'FilterProblem'
}

/**
 * Parses the filter language: clauses joined by `and`, `or` and parentheses, `and` binding tighter. Keywords in any case,
 * values bare or in single or double quotes, `date(…)`, `now(-72h)` and lists in brackets.
 */
export function parseFilter(text: string, now: Date): Filter {
  const parser = new Parser(text, now)
  const filter = parser.or()
  parser.end()
  return filter
}

const symbolOperators = ['==', '!=', '<=', '>=', '<', '>'] as const
const hours: Readonly<Record<string, number>> = { s: 1 / 3600, m: 1 / 60, h: 1, d: 24 }

class Parser {
  readonly #text: string
  readonly #now: Date
  #at = 0

  constructor(text: string, now: Date) {
    this.#text = text
    this.#now = now
  }

  or(): Filter {
    return this.#joined('or', () => this.#joined('and', () => this.#clause()))
  }

  end(): void {
    this.#blanks()
    if (this.#at < this.#text.length) throw this.#problem('unexpected input')
  }

  #joined(word: 'and' | 'or', part: () => Filter): Filter {
    const first = part()
    const parts = [first]
    while (this.#keyword(word)) parts.push(part())
    return parts.length === 1 ? first : { kind: word, parts }
  }

  #clause(): Filter {
    if (this.#symbol('(')) {
      const inner = this.or()
      if (!this.#symbol(')')) throw this.#problem('expected ")"')
      return inner
    }
    this.#blanks()
    const path = this.#take(/[A-Za-z_][\w-]*(?:\.[\w-]+)*/y)
    if (path === undefined) throw this.#problem('expected a field path')
    const operator = this.#operator()
    if (operator === 'exists' || operator === 'not exists') return { kind: 'clause', path, operator, value: null }
    return { kind: 'clause', path, operator, value: this.#value() }
  }

  #operator(): FilterOperator {
    for (const symbol of symbolOperators) if (this.#symbol(symbol)) return symbol
    const negated = this.#keyword('not')
    for (const word of ['contains', 'in', 'exists'] as const) {
      if (this.#keyword(word)) return negated ? `not ${word}` : word
    }
    if (!negated && this.#keyword('matches')) return 'matches'
    throw this.#problem('expected an operator')
  }

  #value(): FilterValue {
    this.#blanks()
    if (this.#symbol('[')) return this.#list()
    const call = this.#take(/(?:date|now)\s*\([^)]*\)/iy)
    if (call !== undefined) return { kind: 'time', time: this.#moment(call) }
    const quoted = this.#take(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y)
    if (quoted !== undefined) return { kind: 'word', text: quoted.slice(1, -1).replace(/\\(.)/g, '$1') }
    const word = this.#take(/[^\s()[\],"']+/y)
    if (word === undefined) throw this.#problem('expected a value')
    return { kind: 'word', text: word }
  }

  #list(): FilterValue {
    const values: FilterValue[] = []
    while (!this.#symbol(']')) {
      if (values.length > 0 && !this.#symbol(',')) throw this.#problem('expected "," or "]"')
      values.push(this.#value())
    }
    return { kind: 'list', values }
  }

  #moment(call: string): number {
    const argument = call
      .slice(call.indexOf('(') + 1, -1)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2')
    if (/^date/i.test(call)) {
      const time = Date.parse(argument)
      if (Number.isNaN(time)) throw this.#problem(`invalid date "${argument}"`)
      return time
    }
    if (argument === '') return this.#now.getTime()
    const span = /^([+-]?\d+(?:\.\d+)?)([smhd])$/.exec(argument)
    const factor = hours[span?.[2] ?? '']
    if (!span || factor === undefined) throw this.#problem(`invalid duration "${argument}"`)
    return this.#now.getTime() + Number(span[1]) * factor * 3_600_000
  }

  #keyword(word: string): boolean {
    this.#blanks()
    return this.#take(new RegExp(`${word}(?![\\w.-])`, 'iy')) !== undefined
  }

  #symbol(symbol: string): boolean {
    this.#blanks()
    if (!this.#text.startsWith(symbol, this.#at)) return false
    this.#at += symbol.length
    return true
  }

  #blanks(): void {
    this.#take(/\s+/y)
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)?.[0]
    if (match !== undefined) this.#at += match.length
    return match
  }

  #problem(message: string): FilterProblem {
    return new FilterProblem(`${message} at position ${this.#at} of "${this.#text}"`)
  }
}
