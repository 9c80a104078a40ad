import { Fault, type FaultKind, type Http, type HttpRequest } from '@patchbay/sdk'
import { openOver } from '@patchbay/sdk/testing'
import connector from './index.ts'

export const one = '11111111-0000-4000-8000-000000000001'
export const two = '22222222-0000-4000-8000-000000000002'
export const group = '99999999-0000-4000-8000-000000000009'

export type Row = Readonly<Record<string, unknown>>
/** What a path answers: rows of a list, a whole body, or a refusal. */
type Table = readonly Row[] | { readonly body: unknown } | FaultKind
export type Tables = Readonly<Record<string, Table>>

/** Answers from tables by path; lists come `size` rows at a time, with links in the given spelling. */
function vendor(tables: Tables, { size = 100, link = (path: string): unknown => `/rest${path}` } = {}) {
  const asked: (HttpRequest & { readonly json?: unknown })[] = []

  async function answer(request: HttpRequest | string) {
    if (typeof request === 'string') throw new Error('every request has a query')
    asked.push(request)
    const table = tables[request.path]
    if (table === undefined) throw new Fault('missing', `nothing at ${request.path}`, { status: 404 })
    if (typeof table === 'string') throw new Fault(table, `refused ${request.path}`, { status: 403 })
    if ('body' in table) return { status: 200, headers: {}, body: table.body }
    return { status: 200, headers: {}, body: page(table, request) }
  }

  function page(rows: readonly Row[], { path, query = {} }: HttpRequest) {
    if (query['meta_count'] === 'only') return { meta: { count: rows.length } }
    const found = rows.filter((row) => query['ids'] === undefined || row['id'] === query['ids'])
    const start = Number(query['starting_after'] ?? 0)
    const more = start + size < found.length
    const next = link(`${path.replace('/rest', '')}?version=x&starting_after=${start + size}`)
    return { jsonapi: { version: '1.0' }, data: found.slice(start, start + size), links: more ? { next } : {} }
  }

  const unused = () => Promise.reject(new Error('nothing is written'))
  const http: Http = { get: answer, post: answer, put: unused, patch: unused, delete: unused, graphql: unused, upload: unused }
  return { asked, http }
}

/** The connector over a vendor that answers from tables. */
export function open(tables: Tables, config: Row = {}, options?: Parameters<typeof vendor>[1]) {
  const { asked, http } = vendor(tables, options)
  return { asked, ...openOver(connector, { token: 't0ken', ...config }, () => http) }
}

export const organization = (id: string, slug: string) => ({ id, type: 'org', attributes: { name: slug.toUpperCase(), slug } })

export const project = (
  id: string,
  more: Row = {},
  target: Row | null = { display_name: 'acme/shop', url: 'http://github.com/acme/shop' },
) => ({
  id,
  type: 'project',
  attributes: {
    name: `acme/shop:${id}`,
    type: 'npm',
    origin: 'github',
    status: 'active',
    target_file: 'web/package.json',
    target_reference: 'main',
    tags: [{ key: 'team', value: 'web' }],
    business_criticality: ['high'],
    ...more,
  },
  relationships: { target: { data: { id: 't1', type: 'target', ...(target && { attributes: target }) } } },
})
