import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { Browse } from '../usecases/browse/browse.ts'
import type { ChangeRequest } from '../usecases/browse/resources/change-request.ts'
import type { Commands } from '../usecases/commands.ts'

const diff = '--- a/package.json\n+++ b/package.json\n@@ -1,1 +1,1 @@\n-"^4.17.15"\n+"^4.17.21"\n'
const request: ChangeRequest = {
  id: 'chg_3',
  remediation: { id: 'rem_8', title: 'Upgrade lodash' },
  connection: { id: 'con_1', label: 'Forge', connector: 'forge' },
  source: 'patchbay/lodash-0123456789ab',
  madeBy: 'patchbay',
  files: ['package.json'],
  standing: 'opened',
  key: 'acme/shop#12',
  url: 'https://forge.test/12',
  state: 'open',
  obstacle: 'conflict',
  mergeCommit: null,
  seenAt: null,
  nextAt: null,
  verifiedAt: null,
  problem: null,
  log: null,
  openedBy: { id: 'usr_1', kind: 'user', name: 'Ada', email: null },
  createdAt: '2026-11-28T12:00:00.000Z',
}

await describeOnDatabases('patchbay remediation change', (open) => {
  let api: TestApi
  let url: string
  const previewed: unknown[] = []
  const opened: unknown[] = []
  const refreshed: number[] = []

  beforeAll(async () => {
    const changeRequests: Commands['changeRequests'] = {
      preview: async (remediationId, from) => {
        previewed.push([remediationId, from])
        return {
          repository: 'acme/shop',
          branch: 'main',
          commit: 'c0ffee',
          source: 'patchbay/lodash-0123456789ab',
          title: 'Upgrade lodash',
          files: [{ path: 'package.json', diff }],
          left: [{ path: 'web/package.json', package: 'lodash', reason: 'It is no JSON.' }],
          lockFiles: [{ path: 'package-lock.json', command: 'npm install' }],
          overrides: from.overrides ? [{ path: 'package.json', package: 'lodash' }] : [],
          overridable: from.overrides ? [] : ['lodash'],
          makers: ['patchbay', 'renovate'],
          log: from.by === 'renovate' ? 'DRY-RUN: Would create a branch' : null,
          request: null,
        }
      },
      open: async (remediationId, from) => {
        opened.push([remediationId, from])
        return 3
      },
      refresh: async (id) => void refreshed.push(id),
    }
    const browse = {
      changeRequests: {
        list: async () => ({ items: [request], nextCursor: null, count: { value: 1, relation: 'exact' as const } }),
        get: async () => request,
      },
      within: () => browse as unknown as Browse,
      productTypesOf: async () => new Map(),
    }
    api = await testApi(await open(), { browse, commands: { changeRequests } })
    url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  })

  afterAll(() => api.app.close())

  const patchbay = (...words: string[]) => run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: api.tokens.writer } })
  const change = (...words: string[]) => patchbay('remediation', 'change', 'rem_8', ...words)

  it('shows the diff, what to refresh, what is left and what could be forced, and pushes nothing', async () => {
    const { out, code } = await change('--connection', 'con_1')

    expect(code).toBe(0)
    expect(out).toContain(`Upgrade lodash\nacme/shop: patchbay/lodash-0123456789ab → main\n\n${diff}`)
    expect(out).toContain('package-lock.json has to be refreshed: npm install\n')
    expect(out).toContain('web/package.json is left to you: It is no JSON.\nlodash could be forced with --overrides.\n')
    expect(out).toMatch(/Nothing was pushed\. Add --open to propose it\.\n$/)
    expect(previewed.splice(0)).toEqual([[8, { connectionId: 1, overrides: false, by: 'patchbay' }]])
    expect(opened).toEqual([])
  })

  it('proposes what it showed when it is asked to, which the audit log knows', async () => {
    const { out } = await change('--connection', 'con_1', '--overrides', '--open')

    expect(out).toContain(`${diff}\nlodash is forced by an override in package.json.\n`)
    expect(out).toMatch(/acme\/shop#12 is open\.\nIt conflicts with the default branch\.\nhttps:\/\/forge\.test\/12\n$/)
    expect(opened).toEqual([[8, { connectionId: 1, overrides: true, by: 'patchbay', commit: 'c0ffee' }]])
    const { body } = await api.as('owner', 'GET', '/audit-events?event=change-request.opened')
    expect(body.items).toMatchObject([{ event: 'change-request.opened', object: 'rem_8', outcome: 'done' }])
  })

  it('shows what Renovate says it would do', async () => {
    const { out } = await change('--connection', 'con_1', '--renovate')

    expect(out).toContain('Renovate says:\nDRY-RUN: Would create a branch\n')
    expect(previewed.splice(0)).toContainEqual([8, { connectionId: 1, overrides: false, by: 'renovate' }])
  })

  it('lists change requests and asks now what became of one, which the audit log knows', async () => {
    const { out } = await patchbay('change-request', 'list', '--remediation', 'rem_8', '--state', 'open')
    const now = await patchbay('change-request', 'refresh', 'chg_3')

    expect(out).toMatch(/chg_3 +acme\/shop#12 +open +conflict +rem_8 +Upgrade lodash/)
    expect(now.out).toMatch(/^acme\/shop#12 is open\.\n/)
    expect(refreshed).toEqual([3])
    const { body } = await api.as('owner', 'GET', '/audit-events?event=change-request.refreshed')
    expect(body.items).toMatchObject([{ object: 'chg_3', outcome: 'done' }])
  })

  it('asks for the connection', async () => {
    expect(await change()).toMatchObject({ code: 2, said: expect.stringContaining('--connection') })
  })
})
