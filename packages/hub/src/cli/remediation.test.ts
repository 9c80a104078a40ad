import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { npm, sighting } from '../../test/spine/sighting.ts'

await describeOnDatabases('remediations', (open) => {
  let hub: TestHub
  let url: string
  let id: string
  let connection: string

  beforeAll(async () => {
    hub = await testHub(await open())
    report(['4.17.12', '4.17.21'])
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    for (const connector of ['forge', 'scanner']) {
      const { body } = await hub.api.as('maintainer', 'POST', '/connections', {
        connector,
        label: connector,
        config: { token: 'x' },
      })
      connection = body.id
    }
    id = (await listed('--repository', await repository()))[0].id
  })

  afterAll(() => hub.close())

  /** Sightings of lodash in the repository, one a fix version. */
  function report(fixes: readonly string[]): void {
    const items = fixes.map((fixedVersion, index) =>
      sighting('shop', `L${index}`, {
        severity: 'critical',
        identifiers: [`CVE-2025-${1000 + index}`],
        package: { ...npm('lodash', '4.17.4'), fixedVersion },
      }),
    )
    hub.scanner.findings.set('shop', { pages: [{ items }] })
  }

  const patchbay = (...words: string[]) =>
    run(['remediation', ...words], { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.writer } })
  const json = async (...words: string[]) => JSON.parse((await patchbay(...words, '--json')).out)
  const listed = async (...words: string[]) => (await json('list', ...words)).items
  const audit = async (event: string) => (await hub.api.as('owner', 'GET', `/audit-events?event=${event}`)).body.items
  const repository = async () => (await hub.api.as('reader', 'GET', '/repositories')).body.items[0].id
  const vulnerabilities = async () => (await hub.api.as('reader', 'GET', '/vulnerabilities?package=lodash')).body.items

  describe('on the command line', () => {
    it('are listed by what they close, and narrowed', async () => {
      const all = await patchbay('list')
      const [vulnerability] = await vulnerabilities()

      expect(all.out).toMatch(/^ID +STATE +PRIORITY +TITLE +WHERE +CLOSES/)
      expect(all.out).toMatch(/proposed .*Upgrade lodash 4\.17\.4 → 4\.17\.21 +acme\/shop +2 critical/)
      expect(await listed('--vulnerability', vulnerability.id)).toMatchObject([{ id }])
      expect(await listed('--mode', 'code-change')).toEqual([])
      expect(await listed('-q', 'LODASH', '--state', 'proposed')).toMatchObject([{ id }])
      expect(await listed('--overdue')).toEqual([])
      expect(await listed('--sort', 'dueAt')).toHaveLength((await listed('--sort', '-updatedAt')).length)
    })

    it('show what to change, what that closes and what can be done', async () => {
      const { out } = await patchbay('show', id)

      expect(out).toMatch(/possible now +open, start, dismiss\n/)
      expect(out).toMatch(/PACKAGE +FROM +TO +STEP +WITHIN THE MAJOR VERSION\nlodash +4\.17\.4 +4\.17\.21 +patch\n/)
      expect(out).toContain('CVE-2025-1001')
    })

    it('are worked on step by step, and each step is in the audit log', async () => {
      const early = await patchbay('comment', id, 'Hello.')
      const opened = await patchbay('open', id)
      const told = await json('update', id, '--owner', 'ada', '--due', '2027-01-31T00:00:00Z', '--priority', 'low')
      const commented = await patchbay('comment', id, 'On Monday.')
      const started = await patchbay('start', id, '--reason', 'Before the audit.')
      const refused = await patchbay('open', id)

      expect(early).toMatchObject({ code: 1, said: expect.stringContaining('is only proposed') })
      expect(opened.out).toBe('Upgrade lodash 4.17.4 → 4.17.21 (acme/shop) is open.\n')
      expect(told).toMatchObject({ owner: 'ada', priority: 'low', priorityTold: true, dueAt: '2027-01-31T00:00:00.000Z' })
      expect(told.timeLeft / 3600).toBeCloseTo((Date.parse(told.dueAt) - Date.now()) / 3_600_000, 0)
      expect((await patchbay('show', id)).out).toMatch(/due +2027-01-31 \(\d+ d( late)?\)/)
      expect((await patchbay('show', id)).out).toContain('  in-progress: Before the audit.  ')
      expect(commented.code).toBe(0)
      expect(started.out).toContain('is in-progress')
      expect(refused.said).toContain('Possible now: review, merge, dismiss.')
      expect(await json('show', id)).toMatchObject({
        stateReason: 'Before the audit.',
        history: [
          { event: 'state', data: { trigger: 'open', from: 'proposed', to: 'open' } },
          { event: 'edited', data: { to: { owner: 'ada' } } },
          { event: 'comment', data: { text: 'On Monday.' } },
          { event: 'state', data: { to: 'in-progress', reason: 'Before the audit.' } },
        ],
      })
      expect((await vulnerabilities()).map((one: { status: string }) => one.status)).toEqual(['In Progress', 'In Progress'])
      expect((await audit('remediation.started'))[0]).toMatchObject({ object: id, before: { state: 'open' } })
      expect(await audit('remediation.updated')).toHaveLength(1)
      expect(await audit('remediation.commented')).toHaveLength(2)
    })

    it('wait for a vendor until somebody lets them go on, with everything they close', async () => {
      const waiting = await patchbay('wait', id, '--reason', 'Acme is at it.', '--until', '2999-01-31T00:00:00Z')
      const [held] = await vulnerabilities()
      const [again, listed, shown] = [
        await patchbay('wait', id, '--reason', 'Acme is at it.', '--until', '2999-01-31T00:00:00Z'),
        await json('list', '--waiting'),
        await patchbay('show', id),
      ]
      const alone = await hub.api.as('writer', 'POST', `/vulnerabilities/${held.id}/resume`)
      const resumed = await patchbay('resume', id)

      expect(waiting.out).toBe('1 remediation is waiting for a vendor now.\n')
      expect(held).toMatchObject({ dueAt: null, waitingSince: expect.any(String) })
      expect(again.out).toBe('0 remediations are waiting for a vendor now.\n')
      expect(listed.items).toMatchObject([{ id, waiting: { reason: 'Acme is at it.', until: '2999-01-31T00:00:00.000Z' } }])
      expect(shown.out).toMatch(/waits +for a vendor since .* until 2999-01-31T00:00:00\.000Z: Acme is at it\./)
      expect(alone).toMatchObject({ status: 409, body: { code: 'remediation-waiting', remedy: 'Let the remediation go on.' } })
      expect(resumed.out).toBe('1 remediation is going on.\n')
      expect((await vulnerabilities())[0]).toMatchObject({ waitingSince: null })
      expect(await json('list', '--waiting')).toMatchObject({ items: [] })
    })

    it('are resolved by the sync that no longer sees them, and counted', async () => {
      await patchbay('merge', id)
      report([])
      hub.scanner.findings.set('shop', { pages: [{ items: [] }] })
      await hub.api.as('maintainer', 'POST', `/connections/${connection}/sync`)

      expect(await json('show', id)).toMatchObject({ state: 'resolved', openVulnerabilities: 0, actions: [] })
      const metrics = await json('metrics')
      expect(metrics).toMatchObject({
        open: { total: 0 },
        last30Days: { resolved: 1, resolvedLate: 0, vulnerabilities: 2, reopened: 0, reopenedRate: 0 },
      })
      expect(metrics.weeks.at(-1)).toMatchObject({ opened: 1, resolved: 1 })
      expect((await patchbay('metrics')).out).toMatch(/resolved in 30 days +1\n/)
    })
  })

  it('are taken in by campaigns, which show how far they are', async () => {
    report(['4.17.21'])
    const campaign = (...words: string[]) =>
      run(['campaign', ...words], { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.writer } })
    const created = await campaign('create', 'Old lodash', '--package', 'pkg:npm/lodash', '--below', '4.17.21', '--json')
    await hub.api.as('maintainer', 'POST', `/connections/${connection}/sync`)
    const id = JSON.parse(created.out).id

    // The vulnerability was resolved and is seen again: its remediation is reopened and joins.
    expect(await listed('--campaign', id)).toMatchObject([{ state: 'reopened', campaign: { id, name: 'Old lodash' } }])
    expect((await campaign('list')).out).toMatch(/Old lodash +lodash +4\.17\.21 +0 of 1 +1/)
    expect((await campaign('show', id)).out).toMatch(/remediations +1 reopened\n/)
    expect((await campaign('close', id)).out).toBe('Old lodash is closed.\n')
    expect((await audit('campaign.created'))[0]).toMatchObject({ object: id })
  })

  it('are made of chosen vulnerabilities by a writer, and by nobody lesser', async () => {
    const { body } = await hub.api.as('reader', 'GET', '/vulnerabilities?status=Open&limit=1')
    const vulnerabilitiesChosen = body.items.map((item: { id: string }) => item.id)

    const refused = await hub.api.as('reader', 'POST', '/remediations', { vulnerabilities: vulnerabilitiesChosen })
    const made = await patchbay('create', ...vulnerabilitiesChosen, '--title', 'Attic', '--owner', 'ada')
    const again = await hub.api.as('writer', 'POST', '/remediations', { vulnerabilities: vulnerabilitiesChosen })

    expect(refused.status).toBe(403)
    expect(made.out).toMatch(/^rem_\w+ {2}Attic \(/)
    expect(again).toMatchObject({ status: 409, body: { code: 'vulnerability-in-remediation' } })
    expect(await listed('--owner', 'ADA', '--state', 'open')).toMatchObject([{ title: 'Attic', createdBy: { kind: 'token' } }])
    expect(await audit('remediation.created')).not.toEqual([])
  })
})
