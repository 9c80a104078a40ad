import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { seed, small } from '../../test/api/seed.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { createBrowse } from '../compose/browse.ts'
import { mayActAs } from '../domain/role.ts'
import { Role } from '../usecases/browse/resources/people.ts'
import { describeRoutes } from './describe-routes.ts'
import { routes } from './routes/index.ts'
import { remediationMoves } from './routes/remediations/act.ts'

const folder = join(import.meta.dirname, 'routes')

/** An address of a route, with ids filled in. */
function address(path: string): string {
  return `/api/v1${path.replace(':id', 'con_1')}`
}

describe('the list of routes', () => {
  it('holds every file that defines one', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    const defined = files.flatMap((file) => {
      const [, name] =
        /export const (\w+) = define(?:Route|Stream|Download|Upload)\(/.exec(readFileSync(join(folder, file), 'utf8')) ?? []
      return name === undefined ? [] : [name]
    })
    const index = readFileSync(join(folder, 'index.ts'), 'utf8')

    expect(defined.length).toBeGreaterThan(40)
    expect(defined.filter((name) => !index.includes(`  ${name},\n`))).toEqual([])
    expect(routes).toHaveLength(defined.length + remediationMoves.length)
  })

  it('gives every route an id and an address of its own', () => {
    expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length)
    expect(new Set(routes.map((route) => `${route.method} ${route.path}`)).size).toBe(routes.length)
  })

  it('leaves a trace of every change, and a reason where there is none', () => {
    const silent = routes.filter((route) => 'none' in route.audit)

    expect(silent.filter((route) => route.method !== 'GET')).toEqual([])
    expect(silent.every((route) => 'none' in route.audit && route.audit.none.length > 5)).toBe(true)
  })

  it('leaves only the first set-up and the links of invitations to everybody', () => {
    const open = routes.filter((route) => route.permission === 'public').map((route) => `${route.method} ${route.path}`)

    expect(open.toSorted()).toEqual(['GET /setup', 'POST /invitations/accept', 'POST /invitations/open', 'POST /setup'])
  })

  it('slows down strangers wherever each of their calls leaves a trace', () => {
    const traced = routes.filter(({ permission, audit }) => permission === 'public' && 'event' in audit)

    expect(traced.filter(({ limit }) => limit === null).map(({ id }) => id)).toEqual([])
  })
})

describe('the OpenAPI document', () => {
  it('describes every route with its permission, its parameters and a problem', async () => {
    const document = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))) })
      .parse(JSON.parse(await describeRoutes('1.2.3')))

    for (const route of routes) {
      const operation = document.paths[`/api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`]?.[route.method.toLowerCase()]
      expect(operation).toMatchObject({
        operationId: route.id,
        'x-permission': route.permission,
        responses: { default: { $ref: '#/components/responses/Problem' } },
      })
    }
  })
})

await describeOnDatabases('routes', (open) => {
  let api: TestApi

  beforeAll(async () => {
    const database = await open()
    await seed(database.kysely, small)
    const plugins = new Map()
    const browse = createBrowse({ database, plugins, now: () => new Date('2026-11-28T10:00:00.000Z') })
    api = await testApi(database, { browse, plugins })
  })

  const guarded = routes.flatMap(({ method, path, permission }) =>
    permission === 'public' || permission === 'signed-in' ? [] : [{ method, path, permission }],
  )

  it.each(routes.filter(({ permission }) => permission !== 'public'))(
    'refuse $method $path to nobody in particular',
    async ({ method, path }) => {
      const answer = await api.send({ method, url: address(path) })

      expect(answer.status).toBe(401)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.body).toMatchObject({ status: 401, code: 'not-signed-in' })
    },
  )

  it.each(guarded.filter(({ permission }) => permission !== 'reader'))(
    'refuse $method $path to roles below $permission',
    async ({ method, path, permission }) => {
      for (const role of Role.options.filter((role) => !mayActAs(role, permission))) {
        const answer = await api.as(role, method, path.replace(':id', 'con_1'))

        expect(answer.status).toBe(403)
        expect(answer.body.code).toBe('role-too-low')
      }
    },
  )

  it('refuse a token that is not known', async () => {
    const answer = await api.send({ url: '/api/v1/users/me', headers: { authorization: 'Bearer pb_made-up' } })

    expect(answer.status).toBe(401)
    expect(answer.body.code).toBe('token-not-accepted')
  })

  it.each([
    '/connections',
    '/records',
    '/products',
    '/product-types',
    '/repositories',
    '/findings',
    '/vulnerabilities',
    '/operations',
  ])('list %s a page at a time', async (path) => {
    const first = await api.as('reader', 'GET', `${path}?limit=1`)
    const second = await api.as('reader', 'GET', `${path}?limit=1&cursor=${first.body.nextCursor}`)

    expect([first.status, second.status]).toEqual([200, 200])
    expect(Object.keys(first.body)).toEqual(['items', 'nextCursor', 'count'])
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id)
    expect(second.body.count).toEqual(first.body.count)
  })

  it.each(['/connections', '/records', '/products', '/repositories', '/findings', '/operations'])(
    'show one of %s as they list it',
    async (path) => {
      const { body } = await api.as('reader', 'GET', `${path}?limit=1`)

      const one = await api.as('reader', 'GET', `${path}/${body.items[0].id}`)

      expect(one.body).toEqual(body.items[0])
    },
  )

  it('show a vulnerability with every sighting of it and its story', async () => {
    const { body } = await api.as('reader', 'GET', '/vulnerabilities?status=Resolved&limit=1')
    const [first] = body.items

    const one = await api.as('reader', 'GET', `/vulnerabilities/${first.id}`)

    expect(first.findings[0]).toEqual({
      id: one.body.findings[0].id,
      connection: one.body.findings[0].connection,
      presence: 'absent',
      severity: one.body.findings[0].severity,
      externalUrl: 'https://scanner.example/finding',
      detectedAt: one.body.findings[0].detectedAt,
    })
    expect(one.body).toMatchObject({ status: 'Resolved', present: false, goneReason: 'absent', dueAt: null, riskScore: null })
    expect(one.body.findings[0]).toMatchObject({
      vulnerabilityId: first.id,
      closedReason: 'absent',
      cvss: [{ version: '3.1', score: 7.5 }],
    })
    expect(one.body.timeline.map((entry: { event: string }) => entry.event).toSorted()).toEqual(
      [...one.body.findings.map(() => 'detected'), 'closed', 'imported'].toSorted(),
    )
  })

  it('suggest the repository a new record belongs to, and say why', async () => {
    const { body } = await api.as('reader', 'GET', '/records?state=NEW')

    expect(body.items).toHaveLength(2)
    expect(body.items[0]).toMatchObject({
      name: 'repository-4 in 3',
      mapping: null,
      suggestion: { repository: { name: 'acme/repository-4' }, method: 'url', evidence: { confidence: 'high' } },
    })
  })

  it('show a connection with its records, its trouble and never its secrets', async () => {
    const { body, text } = await api.as('maintainer', 'GET', '/connections?state=attention')

    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      label: 'Connection 2',
      problem: { kind: 'credentials', field: 'token' },
      config: { region: 'eu' },
      secretsSet: ['token'],
      records: { GOOD: 8, NEW: 0 },
    })
    expect(text).not.toContain('sealed')
  })

  it('show readers how a connection is doing, not how it is set up', async () => {
    const { body } = await api.as('writer', 'GET', '/connections?state=attention')
    const one = await api.as('writer', 'GET', `/connections/${body.items[0].id}`)

    expect(one.body).toEqual(body.items[0])
    expect(one.body).toMatchObject({ problem: { kind: 'credentials' }, config: {}, secretsSet: [], account: null })
  })

  it('sum up where things stand', async () => {
    const summary = await api.as('reader', 'GET', '/summary')
    const open = await api.as('reader', 'GET', '/vulnerabilities?status=Open,In%20Progress,Pending%20Action&limit=1')

    const counts = Object.values<number>(summary.body.open)
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(open.body.count.value)
    expect(summary.body.trend).toHaveLength(12)
    expect(summary.body.trend.at(-1).week).toBe('2026-11-23')
    expect(summary.body.trend.find((point: { closed: number }) => point.closed > 0).week).toBe('2026-11-09')
    expect(summary.body.records).toMatchObject({ GOOD: 22, NEW: 2 })
    expect(summary.body.connections).toMatchObject({ total: 4, attention: [{ label: 'Connection 2' }] })
    expect(summary.body.filtered).toEqual({ 'no-cve': expect.any(Number) })
  })

  describe('facets', () => {
    const facets = async (query: string) => (await api.as('reader', 'GET', `/vulnerabilities/facets${query}`)).body
    const count = async (query: string) => (await api.as('reader', 'GET', `/vulnerabilities${query}`)).body.count.value

    it.each([
      '',
      '?status=Open',
      '?severity=critical,high&kind=dependency',
      '?detectedAfter=2026-10-01T00:00:00.000Z',
      '?q=package-7&status=Open',
    ])('of %s say what each choice would leave', async (query) => {
      const body = await facets(query)

      for (const name of ['severity', 'status', 'kind', 'repository', 'product', 'connection']) {
        expect(body[name].relation).toBe('exact')
        for (const { value, count: n } of body[name].values) {
          const params = new URLSearchParams(query)
          params.set(name, value)
          params.set('limit', '1')
          expect([name, value, n]).toEqual([name, value, await count(`?${params}`)])
        }
      }
    })

    it('are in an order people expect', async () => {
      const body = await facets('')

      expect(body.severity.values.map((line: { value: string }) => line.value)).toEqual([
        'critical',
        'high',
        'medium',
        'low',
        'info',
        'unknown',
      ])
      expect(body.status.values.map((line: { value: string }) => line.value)).toEqual([
        'Open',
        'In Progress',
        'Pending Action',
        'Resolved',
        'Dismissed',
      ])
      expect(body.repository.values[0]).toMatchObject({
        value: expect.stringMatching(/^repo_/),
        label: expect.stringMatching(/^acme\//),
      })
    })
  })

  describe('that get something wrong', () => {
    it('name the parameter', async () => {
      const answer = await api.as('reader', 'GET', '/vulnerabilities?limit=500&severity=awful&color=red')

      expect(answer.status).toBe(422)
      expect(answer.body).toMatchObject({
        code: 'invalid-request',
        type: 'urn:patchbay:problem:invalid-request',
        title: 'Unprocessable Entity',
      })
      expect(answer.body.fields.map((one: { field: string }) => one.field)).toEqual(['limit', 'severity.0', 'color'])
      expect(answer.body.requestId).toBe(answer.headers['x-request-id'])
    })

    it('name a field nobody knows', async () => {
      const answer = await api.as('maintainer', 'POST', '/products', { name: 'Shop', colour: 'red' })

      expect(answer.status).toBe(422)
      expect(answer.body.fields).toEqual([{ field: 'colour', message: 'There is no field "colour".' }])
    })

    it('say what does not exist', async () => {
      const unknown = await api.as('reader', 'GET', '/vulnerabilities/vul_zzzz')
      const malformed = await api.as('reader', 'GET', '/vulnerabilities/1%20or%201')
      const filter = await api.as('reader', 'GET', '/vulnerabilities?repository=nonsense')
      const address = await api.as('reader', 'GET', '/vulnerabilitys')

      expect([unknown.status, malformed.status, filter.status, address.status]).toEqual([404, 404, 404, 404])
      expect(unknown.body.code).toBe('vulnerability-not-found')
      expect(filter.body.code).toBe('repository-not-found')
    })

    it('refuse a cursor of another order', async () => {
      const { body } = await api.as('reader', 'GET', '/vulnerabilities?limit=1')

      const answer = await api.as('reader', 'GET', `/vulnerabilities?sort=-detectedAt&cursor=${body.nextCursor}`)

      expect(answer.status).toBe(422)
      expect(answer.body.code).toBe('cursor-of-another-sort')
    })

    it('refuse a body over a mebibyte, one that is not JSON, and another media type', async () => {
      const headers = { authorization: `Bearer ${api.tokens.maintainer}`, 'content-type': 'application/json' }
      const post = (body: string, type = 'application/json') =>
        api.send({ method: 'POST', url: '/api/v1/products', headers: { ...headers, 'content-type': type }, body })

      const large = await post(JSON.stringify({ name: 'x'.repeat(1024 * 1024) }))
      const broken = await post('{"name": ')
      const form = await post('name=Shop', 'application/x-www-form-urlencoded')

      expect([large.status, large.body.code]).toEqual([413, 'body-too-large'])
      expect([broken.status, broken.body.code]).toEqual([400, 'invalid-json'])
      expect([form.status, form.body.code]).toEqual([415, 'media-type-not-supported'])
    })
  })
})
