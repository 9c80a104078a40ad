import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { Browse } from '../usecases/browse/browse.ts'
import type { Commands } from '../usecases/commands.ts'

const diff = '--- a/package.json\n+++ b/package.json\n@@ -1,1 +1,1 @@\n-"^4.17.15"\n+"^4.17.21"\n'
const request = {
  id: 'acme/shop#12',
  key: 'acme/shop#12',
  url: 'https://forge.test/12',
  state: 'open',
  mergeCommit: null,
} as const

await describeOnDatabases('patchbay remediation change', (open) => {
  let api: TestApi
  let url: string
  const opened: unknown[] = []

  beforeAll(async () => {
    const changeRequests: Commands['changeRequests'] = {
      preview: async () => ({
        repository: 'acme/shop',
        branch: 'main',
        commit: 'c0ffee',
        source: 'patchbay/lodash-0123456789ab',
        title: 'Upgrade lodash',
        files: [{ path: 'package.json', diff }],
        left: [{ path: 'web/package.json', package: 'lodash', reason: 'It is no JSON.' }],
        lockFiles: [{ path: 'package-lock.json', command: 'npm install' }],
        request: null,
      }),
      open: async (remediationId, from) => {
        opened.push([remediationId, from])
        return request
      },
    }
    const browse = { within: () => browse as unknown as Browse, productTypesOf: async () => new Map() }
    api = await testApi(await open(), { browse, commands: { changeRequests } })
    url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  })

  afterAll(() => api.app.close())

  const change = (...words: string[]) =>
    run(['remediation', 'change', 'rem_8', ...words], { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: api.tokens.writer } })

  it('shows the diff, what to refresh and what is left, and pushes nothing', async () => {
    const { out, code } = await change('--connection', 'con_1')

    expect(code).toBe(0)
    expect(out).toContain(`Upgrade lodash\nacme/shop: patchbay/lodash-0123456789ab → main\n\n${diff}`)
    expect(out).toContain('package-lock.json has to be refreshed: npm install\n')
    expect(out).toContain('web/package.json is left to you: It is no JSON.\n')
    expect(out).toMatch(/Nothing was pushed\. Add --open to propose it\.\n$/)
    expect(opened).toEqual([])
  })

  it('proposes what it showed when it is asked to, which the audit log knows', async () => {
    const { out } = await change('--connection', 'con_1', '--open')

    expect(out).toContain(diff)
    expect(out).toMatch(/acme\/shop#12 is open\. https:\/\/forge\.test\/12\n$/)
    expect(opened).toEqual([[8, { connectionId: 1, commit: 'c0ffee' }]])
    const { body } = await api.as('owner', 'GET', '/audit-events?event=change-request.opened')
    expect(body.items).toMatchObject([{ event: 'change-request.opened', object: 'rem_8', outcome: 'done' }])
  })

  it('asks for the connection', async () => {
    expect(await change()).toMatchObject({ code: 2, said: expect.stringContaining('--connection') })
  })
})
