import type { Route } from './call.ts'

/** What a path leads to: a route with its named segments, or the methods that path would have taken. */
export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'other-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'none' }

/** Turns `/v1/namespaces/{ns}/findings` into a test for whole paths. */
export function compilePattern(pattern: string): RegExp {
  const source = pattern
    .split(/(\{\w+\*?\})/)
    .map((part) => {
      const name = /^\{(\w+)(\*?)\}$/.exec(part)
      if (!name) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      return name[2] === '*' ? `(?<${name[1]}>.+)` : `(?<${name[1]}>[^/]+)`
    })
    .join('')
  return new RegExp(`^${source}$`)
}

/** Finds the first route whose method and pattern fit; routes are tried in the order given. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match {
  const compiled = routes.map((route) => ({ route, pattern: compilePattern(route.pattern) }))

  return (method, path) => {
    const allowed: string[] = []
    for (const { route, pattern } of compiled) {
      const match = pattern.exec(path)
      if (!match) continue
      if (route.method === method) return { kind: 'route', route, params: decodeParams(match.groups ?? {}) }
      allowed.push(route.method)
    }
    return allowed.length > 0 ? { kind: 'other-method', allowed } : { kind: 'none' }
  }
}

function decodeParams(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeSegment(value)]))
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
