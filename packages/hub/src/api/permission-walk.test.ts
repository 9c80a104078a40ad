import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { seed, small } from '../../test/api/seed.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { createBrowse } from '../compose/browse.ts'
import { Problem } from '../domain/problem.ts'
import { nounOf, publicId } from '../domain/public-id.ts'
import { mayActAs, type RoleName, roles } from '../domain/role.ts'
import type { Tables } from '../store/tables.ts'
import type { Commands } from '../usecases/commands.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'

/** One object of each kind: where the caller has a role, where somebody else has, and where nobody but a global role reaches. */
interface Places {
  readonly own: Objects
  readonly foreign: Objects
  readonly nobodys: Objects
}

type Objects = Readonly<Record<string, string>>

const ownType = 1
const foreignType = 2

/** Use cases that would do something say so instead. */
const commands = new Proxy({} as Commands, { get: () => new Proxy({}, { get: () => refuseToAct }) })

async function refuseToAct(): Promise<never> {
  throw new Problem('conflict', 'The walk stops here.', { code: 'would-act' })
}

/** Routes whose objects are in the body. */
const bodies: Readonly<Record<string, (id: string) => unknown>> = {
  decideVulnerability: () => ({ decision: 'none' }),
  decideVulnerabilities: (id) => ({ ids: [id], decision: 'none' }),
  createRemediations: (id) => ({ vulnerabilities: [id] }),
  commentRemediation: () => ({ text: 'Hello.' }),
  waitWithRemediation: () => ({ reason: 'No fix.' }),
  waitWithRemediations: (id) => ({ ids: [id], reason: 'No fix.' }),
  resumeRemediations: (id) => ({ ids: [id] }),
  openTicket: () => ({ connectionId: 'con_1' }),
  previewTicket: () => ({ connectionId: 'con_1' }),
  previewChangeRequest: () => ({ connectionId: 'con_1' }),
  openChangeRequest: () => ({ connectionId: 'con_1' }),
  commentVulnerability: () => ({ text: 'Seen.' }),
  waitForVendor: () => ({ reason: 'No fix.' }),
  exemptVulnerability: () => ({ until: null, reason: 'Over.' }),
  setMember: () => ({ user: 'nobody@example.com', role: 'reader' }),
}

/** Routes that want something in the query. */
const queries: Readonly<Record<string, string>> = {
  downloadProductDocument: '?format=csv',
  downloadRepositoryDocument: '?format=csv',
}

/** The kind of object a route is about, by the first word of its path. */
const nouns: Readonly<Record<string, string>> = {
  vulnerabilities: 'vulnerability',
  findings: 'finding',
  remediations: 'remediation',
  'change-requests': 'change request',
  repositories: 'repository',
  images: 'image',
  products: 'product',
  'product-types': 'product type',
  records: 'record',
  uploads: 'upload',
}

function nounOfPath(path: string): string | undefined {
  return nouns[path.split('/')[1] ?? '']
}

/** Nothing that a stream would keep open, once somebody is let in. */
function neverEnds({ path }: Route): boolean {
  return path.endsWith('/stream') || path.endsWith('/follow')
}

await describeOnDatabases('the permissions of routes', (open) => {
  let api: TestApi
  let places: Places
  const scoped = new Map<RoleName | 'none', string>()

  function requestFor(route: Route, objects: Objects) {
    const noun = nounOfPath(route.path)
    const id = (noun === undefined ? undefined : objects[noun]) ?? 'con_zzzz'
    const path = route.path.replace(':id', id).replaceAll(/:\w+/g, 'svc_zzzz')
    const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : (bodies[route.id]?.(id) ?? {})
    return { id, url: `/api/v1${path}${queries[route.id] ?? ''}`, body }
  }

  async function call(route: Route, token: string, { id, url, body }: ReturnType<typeof requestFor>) {
    const answer = await api.send({
      method: route.method,
      url,
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: body as object }),
    })
    const code = `${nounOf(id).replaceAll(' ', '-')}-not-found`
    const hidden = nounOfPath(route.path) !== undefined && answer.status === 404 && answer.body?.code === code
    if (answer.status === 401 || answer.status === 403) return 'refused'
    return hidden ? 'hidden' : 'admitted'
  }

  /** What is answered in each of the places; where the request names no object it is the same one, which is sent once. */
  async function callEverywhere(route: Route, token: string) {
    const sent = new Map<string, ReturnType<typeof call>>()
    const callAt = (objects: Objects) => {
      const request = requestFor(route, objects)
      const words = JSON.stringify([request.url, request.body])
      const answer = sent.get(words) ?? call(route, token, request)
      sent.set(words, answer)
      return answer
    }
    const { own, foreign, nobodys } = places
    return { own: await callAt(own), foreign: await callAt(foreign), nobodys: await callAt(nobodys) }
  }

  async function tokenOf(role: RoleName | 'none'): Promise<string> {
    const account = await api.as('owner', 'POST', '/service-accounts', { name: `on-a-type-${role}`, role: 'none' })
    if (role !== 'none') {
      const granted = await api.as('owner', 'POST', `/product-types/${publicId('product type', ownType)}/members`, {
        serviceAccount: account.body.id,
        role,
      })
      expect(granted.status).toBe(200)
      const issued = await api.as('owner', 'POST', '/tokens', {
        name: role,
        role,
        expiresAt: null,
        serviceAccountId: account.body.id,
      })
      return issued.body.token
    }
    // A token has a role, its account none: what counts is the lesser.
    await api.as('owner', 'PATCH', `/service-accounts/${account.body.id}`, { role: 'reader' })
    const issued = await api.as('owner', 'POST', '/tokens', {
      name: role,
      role: 'reader',
      expiresAt: null,
      serviceAccountId: account.body.id,
    })
    await api.as('owner', 'PATCH', `/service-accounts/${account.body.id}`, { role: 'none' })
    return issued.body.token
  }

  beforeAll(async () => {
    const database = await open()
    await seed(database.kysely, small)
    const plugins = new Map()
    const browse = createBrowse({ database, plugins, now: () => new Date('2026-11-28T10:00:00.000Z') })
    api = await testApi(database, { browse, plugins, commands })
    places = {
      own: await objectsOf(database.kysely, ownType),
      foreign: await objectsOf(database.kysely, foreignType),
      nobodys: await objectsOf(database.kysely, null),
    }
    for (const role of ['none', ...roles] as const) scoped.set(role, await tokenOf(role))
  })

  const guarded = routes.filter((route) => route.permission !== 'public')

  it.each(guarded)('let a role on everything do $method $path from $permission on', async (route) => {
    for (const role of roles) {
      const may = route.permission === 'signed-in' || (route.permission !== 'public' && mayActAs(role, route.permission))
      if (may && neverEnds(route)) continue
      const outcomes = Object.values(await callEverywhere(route, api.tokens[role]))
      const admitted = outcomes.every((outcome) => outcome !== 'refused')
      expect([role, admitted, outcomes.every((outcome) => outcome === 'refused')]).toEqual([role, may, !may])
    }
  })

  it.each(guarded)('keep $method $path of other product types from a role on one', async (route) => {
    const { permission, within } = route
    for (const [role, token] of scoped) {
      const high = permission === 'signed-in' || (permission !== 'public' && within !== null && mayActAs(role, permission))
      if (high && neverEnds(route)) continue
      const { own, foreign, nobodys } = await callEverywhere(route, token)

      const admitted = within === 'object' ? 'hidden' : 'admitted'
      const elsewhere = high ? admitted : 'refused'
      expect({ role, own, foreign, nobodys }).toEqual({
        role,
        own: high ? 'admitted' : 'refused',
        foreign: elsewhere,
        nobodys: elsewhere,
      })
    }
  })

  it('narrow every list to the product type, and its counts with it', async () => {
    const token = scoped.get('reader') ?? ''
    for (const [resource, noun] of Object.entries(nouns)) {
      const answer = await api.send({ url: `/api/v1/${resource}?limit=200`, headers: { authorization: `Bearer ${token}` } })
      if (answer.status === 404) continue
      const ids: string[] = answer.body.items.map((item: { id: string }) => item.id)
      expect([noun, ids.includes(places.foreign[noun] ?? ''), ids.includes(places.nobodys[noun] ?? '')]).toEqual([
        noun,
        false,
        false,
      ])
      if (noun in places.own) expect(answer.body.count.value).toBeGreaterThan(0)
    }
    const headers = { authorization: `Bearer ${token}` }
    const facets = await api.send({ url: '/api/v1/vulnerabilities/facets', headers })
    const all = await api.as('reader', 'GET', '/vulnerabilities?limit=1')
    const mine = await api.send({ url: '/api/v1/vulnerabilities?limit=1', headers })
    const summary = await api.send({ url: '/api/v1/summary', headers })
    const sum = (values: readonly { count: number }[]) => values.reduce((total, { count }) => total + count, 0)

    expect(mine.body.count.value).toBeLessThan(all.body.count.value)
    expect(sum(facets.body.status.values)).toBe(mine.body.count.value)
    expect(Object.values<number>(summary.body.byStatus).reduce((total, n) => total + n, 0)).toBe(mine.body.count.value)
    expect(summary.body.connections.attention).toEqual([])
  })

  it('take a role away at once', async () => {
    const headers = { authorization: `Bearer ${scoped.get('writer')}` }
    const before = await api.send({ url: `/api/v1/vulnerabilities/${places.own['vulnerability']}`, headers })
    const type = publicId('product type', ownType)
    const { body } = await api.as('owner', 'GET', `/product-types/${type}/members`)
    const member = body.items.find((item: { role: string }) => item.role === 'writer')

    const removed = await api.as('owner', 'DELETE', `/product-types/${type}/members/${member.id}`)
    const after = await api.send({ url: `/api/v1/vulnerabilities/${places.own['vulnerability']}`, headers })

    expect([before.status, removed.status, after.status]).toEqual([200, 204, 403])
  })
})

async function objectsOf(db: Kysely<Tables>, type: number | null): Promise<Objects> {
  const inType = type === null ? sql`a.product_id is null` : sql`p.product_type_id = ${type}`
  const assets = sql`asset a left join product p on p.id = a.product_id`
  const first = async (noun: Parameters<typeof publicId>[0], query: ReturnType<typeof sql<{ id: number }>>) => {
    const { rows } = await query.execute(db)
    return rows[0] === undefined ? [] : [[noun, publicId(noun, rows[0].id)] as const]
  }
  const found = [
    await first(
      'repository',
      sql<{ id: number }>`select a.id from ${assets} where ${inType} and a.kind = 'repository' order by a.id limit 1`,
    ),
    await first(
      'image',
      sql<{ id: number }>`select a.id from ${assets} where ${inType} and a.kind = 'image' order by a.id limit 1`,
    ),
    await first(
      'vulnerability',
      sql<{ id: number }>`select v.id from vulnerability v join ${assets} on a.id = v.asset_id where ${inType} limit 1`,
    ),
    await first(
      'finding',
      sql<{ id: number }>`select f.id from finding f join ${assets} on a.id = f.asset_id where ${inType} limit 1`,
    ),
    await first(
      'record',
      sql<{ id: number }>`select m.record_id as id from mapping m join ${assets} on a.id = m.asset_id where ${inType} limit 1`,
    ),
    await first('remediation', remediationIn(type)),
    await first('change request', changeRequestIn(type)),
    await first('upload', uploadIn(type)),
    ...(type === null
      ? []
      : [
          await first('product', sql<{ id: number }>`select id from product where product_type_id = ${type} limit 1`),
          [['product type', publicId('product type', type)] as const],
        ]),
  ]
  return Object.fromEntries(found.flat())
}

/** A remediation in a repository of the product type, made for the purpose. */
function remediationIn(type: number | null) {
  const inType = type === null ? sql`a.product_id is null` : sql`p.product_type_id = ${type}`
  return sql<{ id: number }>`
    insert into remediation (asset_id, mode, title, fix, state, state_since, priority, vulnerabilities, open_vulnerabilities,
      open_by_severity, created_at, updated_at)
    select a.id, 'manual', 'Fix it', '{"upgrades":[],"remaining":[]}', 'open', now(), 3, 0, 0, '{}', now(), now()
    from asset a left join product p on p.id = a.product_id where ${inType} order by a.id limit 1 returning id
  `
}

/** A change request of a remediation of the product type. */
function changeRequestIn(type: number | null) {
  const inType = type === null ? sql`a.product_id is null` : sql`p.product_type_id = ${type}`
  return sql<{ id: number }>`
    insert into change_request (remediation_id, asset_id, connection_id, source, made_by, files, proposal, standing, started_at, next_at,
      opened_by, created_at)
    select r.id, r.asset_id, (select min(id) from connection), 'patchbay/x', 'patchbay', '[]', '{}', 'opening', now(), now(), 'test', now()
    from remediation r join asset a on a.id = r.asset_id left join product p on p.id = a.product_id
    where ${inType} order by r.id limit 1 returning id
  `
}

/** An upload of a repository of the product type, made for the purpose. */
function uploadIn(type: number | null) {
  const inType = type === null ? sql`a.product_id is null` : sql`p.product_type_id = ${type}`
  return sql<{ id: number }>`
    with destination as (
      insert into exporter (connection_id) select min(id) from connection on conflict (connection_id) do update set held_tries = 0
      returning connection_id
    ),
    scope as (
      insert into export_scope (connection_id, asset_id, name, family, slice, slices, branch, about, kinds, seen_event_id, created_at)
      select d.connection_id, (select a.id from asset a left join product p on p.id = a.product_id
          where ${inType} and a.kind = 'repository' order by a.id limit 1),
        'scope', 'sca', 1, 1, 'main', '{"repository":{"fullName":"acme/shop","url":"https://forge.test/acme/shop"}}', '{}', 0, now()
      from destination d returning id, connection_id
    )
    insert into upload (scope_id, connection_id, reason, stage, branch, scope, began_at, ended_at, state)
    select id, connection_id, 'first', 'ended', 'main', '{"scope":{"formerBranches":[]}}', now(), now(), 'success' from scope returning id
  `
}
