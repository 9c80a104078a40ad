import type { FaultRule } from '../faults.ts'
import { compilePattern } from '../router.ts'
import type { ListFacts } from '../world.ts'

/** A fault rule that fits the requests for pages of a list. */
export function ruleFor({ endpoints, marked }: ListFacts): Omit<FaultRule, 'action'> {
  const [first = ''] = endpoints
  const method = first.split(' ')[0] ?? 'GET'
  const patterns = endpoints.map((endpoint) => compilePattern(endpoint.split(' ')[1] ?? '').source)
  // Named segments may occur in several of the patterns, which one expression must not.
  const path = new RegExp(patterns.map((pattern) => pattern.replaceAll(/\(\?<\w+>/g, '(?:')).join('|'))
  const mark = marked === undefined ? {} : { [method === 'GET' ? 'query' : 'body']: marked }
  return { method, path, ...mark }
}
