/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Every variable that is wrong, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads single variables; what is wrong is collected rather than thrown, so that all of it is told at once. */
export interface Reader {
  /** `undefined` when unset or empty. */
  text(name: string): string | undefined
  integer(name: string, range: { readonly from: number; readonly to: number }): number | undefined
  oneOf<const T extends string>(name: string, values: readonly T[]): T | undefined
  flag(name: string): boolean | undefined
  /** `http` or `https`, without a path. */
  url(name: string): string | undefined
  refuse(name: string, why: string): void
}

/** Runs `build` with a reader and throws a `ConfigError` when anything was refused. */
export function settings<T>(environment: Environment, build: (read: Reader) => T): T {
  const problems: string[] = []
  const result = build(createReader(environment, problems))
  if (problems.length > 0) throw new ConfigError(problems)
  return result
}

function createReader(environment: Environment, problems: string[]): Reader {
  const text = (name: string) => {
    const value = environment[name]?.trim()
    return value === '' ? undefined : value
  }
  const refuse = (name: string, why: string) => {
    problems.push(`${name} ${why}.`)
    return undefined
  }
  return {
    text,
    refuse,
    integer(name, { from, to }) {
      const value = text(name)
      if (value === undefined) return undefined
      const number = Number(value)
      if (/^\d+$/.test(value) && number >= from && number <= to) return number
      return refuse(name, `is "${value}", but must be a whole number from ${from} to ${to}`)
    },
    oneOf(name, values) {
      const value = text(name)
      if (value === undefined) return undefined
      return values.find((known) => known === value) ?? refuse(name, `is "${value}", but must be one of ${values.join(', ')}`)
    },
    flag(name) {
      const value = text(name)
      if (value === undefined) return undefined
      if (value === 'true' || value === 'on' || value === '1') return true
      if (value === 'false' || value === 'off' || value === '0') return false
      return refuse(name, `is "${value}", but must be true or false`)
    },
    url(name) {
      const value = text(name)
      if (value === undefined) return undefined
      const url = URL.parse(value)
      if (url === null || !/^https?:$/.test(url.protocol))
        return refuse(name, `is "${value}", but must be like https://patchbay.example.com`)
      if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return refuse(name, 'must not have a path')
      return url.origin
    },
  }
}
