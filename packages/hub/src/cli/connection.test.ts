import { Fault } from '@patchbay/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run, type Session } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'

await describeOnDatabases('a connection on the command line', (open) => {
  let hub: TestHub
  let url: string
  let id: string

  beforeAll(async () => {
    hub = await testHub(await open())
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    const words = ['connection', 'create', 'scanner', '--label', 'Scanner', '--secret', 'token=-', '--json']
    id = JSON.parse((await patchbay(words, { input: 'a-secret' })).out).id
  })

  afterAll(() => hub.close())

  const patchbay = (words: readonly string[], session: Session = {}) =>
    run(words, { ...session, environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.owner } })

  it('takes schedules in words and shows them with the next run', async () => {
    const changed = await patchbay([
      ...['connection', 'update', id, '--json', '--sync-schedule', 'never'],
      ...['--discover-schedule', 'daily 02:30 Europe/Berlin', '--credentials-expire', '2999-01-31'],
    ])
    const shown = await patchbay(['connection', 'show', id])

    expect(JSON.parse(changed.out)).toMatchObject({
      schedule: { sync: null, discover: { dailyAt: '02:30', timeZone: 'Europe/Berlin' } },
      credentialsExpireGiven: '2999-01-31T00:00:00.000Z',
    })
    expect(shown.out).toMatch(/next discover +\S+Z \(daily 02:30 Europe\/Berlin\)\n/)
    expect(shown.out).toMatch(/next sync +not planned \(never\)\n/)
    expect(shown.out).toMatch(/credentials expire +2999-01-31T00:00:00.000Z\n/)
  })

  it('says which part of a schedule the hub does not accept', async () => {
    const { code, said } = await patchbay(['connection', 'update', id, '--sync-schedule', 'cron 0 3 30 2 * UTC'])

    expect(code).toBe(1)
    expect(said).toMatch(/^schedule\.sync\.cron: "0 3 30 2 \*" never comes/)
  })

  it('warns of credentials that end soon', async () => {
    const soon = new Date(Date.now() + 3.5 * 86_400_000).toISOString()

    await patchbay(['connection', 'update', id, '--credentials-expire', soon])
    const shown = await patchbay(['connection', 'show', id])
    await patchbay(['connection', 'update', id, '--credentials-expire', 'unknown'])
    const later = await patchbay(['connection', 'show', id])

    expect(shown.out).toMatch(/to do +Give new credentials: these expire in 3 days\.\n/)
    expect(shown.out).toContain(`${soon} (in 3 days)`)
    expect(later.out).not.toMatch(/to do|expire/)
  })

  it('says what went wrong lately', async () => {
    hub.scanner.discovery = { pages: [new Fault('unreachable', 'The scanner does not answer.')] }
    await patchbay(['connection', 'discover', id])
    hub.scanner.discovery = undefined

    const { out } = await patchbay(['connection', 'show', id])

    expect(out).toMatch(/state +degraded/)
    expect(out).toMatch(/LAST FAULTS[\s\S]*Z +discover op_\w+ +failed +The scanner does not answer\./)
  })

  it('says what goes with it and asks before it is removed', async () => {
    const words = ['connection', 'remove', id, '--findings', 'delete']

    const silent = await patchbay(words)
    const refused = await patchbay(words, { answers: ['no'] })
    const removed = await patchbay(words, { answers: ['yes'] })

    expect(silent).toMatchObject({ code: 2, said: expect.stringContaining('--yes') })
    expect(refused).toMatchObject({ code: 1, out: '', said: expect.stringContaining('Nothing was removed.') })
    expect(refused.said).toMatch(
      /Removing Scanner \(con_\w+\):\n {2}2 records deleted\n {2}6 findings deleted for good\n {2}6 vulnerabilities deleted/,
    )
    expect(refused.said).toContain('its credentials deleted')
    expect(removed).toMatchObject({ code: 0, out: `Removed ${id}.\n`, asked: ['Type "yes" to remove it'] })
  })
})
