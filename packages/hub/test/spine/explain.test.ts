import { expect, it } from 'vitest'
import { publicId } from '../../src/domain/public-id.ts'
import { browseOf, nameless, scanned } from './ledger.ts'
import { findings } from './look.ts'
import { connectionOf } from './scene.ts'
import { ruleSighting, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, sync } from './stage.ts'
import { createVendor, product, repository } from './vendor.ts'
import { tester } from './world.ts'

const op = (id: number) => `op_${id.toString(36)}`

await describeSpine('why a finding is here or not', (stage) => {
  it('is that it is here, as which finding of which vulnerability', async () => {
    const { world, id, list, only } = await scanned(stage())
    list('web', [sighting('web', 'F1', { identifiers: ['CVE-2024-0007'] })])
    await sync(world, id)
    const [seen] = await findings(world)

    expect(await only('F1')).toMatchObject({
      kind: 'here',
      sentence: 'It is here: CVE-2024-0007 in web, Open.',
      finding: { id: publicId('finding', seen?.id ?? 0), externalId: 'F1' },
      vulnerability: { id: publicId('vulnerability', seen?.vulnerabilityId ?? 0), name: 'CVE-2024-0007', status: 'Open' },
      record: { name: 'web', state: 'GOOD' },
    })
    expect(await only('  F1 ')).toMatchObject({ kind: 'here' })
  })

  it('is found by the address of its page at the vendor too', async () => {
    const { world, id, list, only } = await scanned(stage())
    list('web', [
      sighting('web', 'F1'),
      sighting('web', 'odd', { externalUrl: 'https://vendor.test/elsewhere/7' }),
      nameless('web', 'acme/3'),
    ])
    await sync(world, id)

    expect(await only('https://vendor.test/findings/F1')).toMatchObject({ kind: 'here', finding: { externalId: 'F1' } })
    expect(await only('https://vendor.test/findings/F1?tab=fix#top')).toMatchObject({
      kind: 'here',
      finding: { externalId: 'F1' },
    })
    expect(await only('https://vendor.test/elsewhere/7')).toMatchObject({ kind: 'here', finding: { externalId: 'odd' } })
    expect(await only('https://vendor.test/issues/acme/3')).toMatchObject({ kind: 'filtered', externalId: 'acme/3' })
  })

  it.each([
    {
      rule: 'a CVE is required',
      item: nameless('web', 'N1', { identifiers: ['GHSA-aaaa-bbbb-cccc'] }),
      reason: 'no-cve',
      changes: { cveRequired: false },
      says: /dependency finding without a CVE/,
    },
    {
      rule: 'the kind is not selected',
      item: ruleSighting('web', 'N1', 'code'),
      reason: 'kind-not-selected',
      changes: { kinds: ['dependency', 'code'] },
      says: /of the kind "code" are not selected/,
    },
    {
      rule: 'the severity is too low',
      item: sighting('web', 'N1', { severity: 'low' }),
      reason: 'below-minimum-severity',
      changes: { minimumSeverity: 'low' },
      says: /severity, low, is below the minimum/,
    },
    {
      rule: 'two rules object',
      item: nameless('web', 'N1', { severity: 'low' }),
      reason: 'no-cve',
      changes: { cveRequired: false, minimumSeverity: 'low' },
      says: /without a CVE/,
    },
  ])('is that $rule, with what would let it in', async ({ item, reason, changes, says }) => {
    const { world, id, list, only } = await scanned(stage())
    await world.commands.connections.update(id, { rules: { minimumSeverity: 'medium' } }, tester)
    await world.settle()
    list('web', [item])
    const operation = await sync(world, id)

    expect(await only('N1')).toMatchObject({
      kind: 'filtered',
      sentence: expect.stringMatching(says),
      reason,
      changes,
      operation: op(operation),
      at: stage().now().toISOString(),
      record: { name: 'web' },
    })
  })

  it('names the operation that saw it last, though nothing was written', async () => {
    const { world, id, list, only } = await scanned(stage())
    list('web', [nameless('web', 'N1')])
    await sync(world, id)

    stage().pass({ hours: 6 })
    const second = await sync(world, id)

    expect(await only('N1')).toMatchObject({ operation: op(second), at: stage().now().toISOString() })
  })

  it('says when the rules have been changed since, and then that it is here', async () => {
    const { world, id, list, only } = await scanned(stage())
    list('web', [nameless('web', 'N1')])
    await sync(world, id)

    await world.commands.connections.update(id, { rules: { cveRequired: false } }, tester)
    expect(await only('N1')).toMatchObject({ kind: 'filtered', changes: {}, steps: [expect.stringMatching(/let it in now/)] })
    await sync(world, id)

    expect(await only('N1')).toMatchObject({ kind: 'here' })
  })

  it('is that a rule closed it, once, though the ledger has it too', async () => {
    const { world, id, list, only } = await scanned(stage())
    list('web', [sighting('web', 'F1')])
    await sync(world, id)

    list('web', [nameless('web', 'F1')])
    const operation = await sync(world, id)

    expect(await only('F1')).toMatchObject({
      kind: 'closed',
      reason: 'no-cve',
      operation: op(operation),
      changes: { cveRequired: false },
      sentence: expect.stringMatching(/was closed on .* UTC: the import rules leave it out: it is a dependency finding/),
    })
    stage().pass({ hours: 6 })
    list('web', [])
    await sync(world, id)

    expect(await only('F1')).toMatchObject({ kind: 'closed', sentence: expect.stringMatching(/has not listed it since\.$/) })
  })

  it('is that the vendor no longer has it, since when', async () => {
    const { world, id, list, only } = await scanned(stage())
    list('web', sightings('web', 2))
    await sync(world, id)
    stage().pass({ hours: 6 })
    list('web', sightings('web', 1))
    const operation = await sync(world, id)

    expect(await only('F2')).toMatchObject({
      kind: 'closed',
      reason: 'absent',
      since: stage().now().toISOString(),
      operation: op(operation),
      changes: null,
    })
  })

  it('is that its row could not be read, until it can', async () => {
    const { world, vendor, id, list, only } = await scanned(stage())
    const row = { externalId: 'S1', target: 'web', path: 'spec.level', message: 'It must be a text.' }
    vendor.findings.set('web', { pages: [{ items: [], unreadable: [row] }] })
    const operation = await sync(world, id)

    expect(await only('S1')).toMatchObject({
      kind: 'set-aside',
      path: 'spec.level',
      message: 'It must be a text.',
      operation: op(operation),
      record: { name: 'web' },
      sentence: expect.stringContaining('at the field "spec.level": It must be a text.'),
    })
    list('web', [])
    await sync(world, id)

    expect(await only('S1')).toMatchObject({ kind: 'absent' })
  })

  it('is that the snapshot without it is held', async () => {
    const { world, id, list, only } = await scanned(stage())
    list('web', sightings('web', 60), 100)
    await sync(world, id)
    list('web', sightings('web', 30), 100)
    const operation = await sync(world, id)

    expect(await only('F1')).toMatchObject({ kind: 'here' })
    expect(await only('F60')).toMatchObject({
      kind: 'held',
      record: { name: 'web' },
      held: { operation: op(operation), message: expect.stringMatching(/^30 of 60 findings/) },
    })
    expect(await only('web')).toMatchObject({ kind: 'record', held: { operation: op(operation) } })
    expect(await only('F61')).toMatchObject({ kind: 'absent', notRead: [{ why: 'held', records: 1, names: ['web'] }] })

    await world.commands.operations.confirm(operation, tester)
    expect(await only('F60')).toMatchObject({ kind: 'closed', reason: 'absent' })
  })

  it('is that it is a record, and what that was compared with', async () => {
    const forge = createVendor('forge', { sourceControl: true })
    forge.repositories = { pages: [{ items: [repository('1', 'team/other')] }] }
    const vendor = createVendor('alpha')
    vendor.products = [product('p-1', { name: 'Web shop', address: 'git@forge.test:team/web.git' })]
    const world = await stage().world([vendor, forge])
    await connect(world, forge)
    await world.settle()
    await connect(world, vendor, { autoMap: false })
    await world.settle()
    const { findings, records } = browseOf(stage(), [vendor, forge])

    for (const asked of ['p-1', 'web SHOP']) {
      expect((await findings.explain('alpha', asked)).answers).toMatchObject([
        {
          kind: 'record',
          record: {
            name: 'Web shop',
            state: 'NEW',
            unmatched: {
              reason: 'not-found',
              compared: ['forge.test/team/web'],
              comparedWith: [{ connection: { label: 'forge' }, repositories: 1 }],
            },
          },
          sentence: expect.stringContaining('Compared: forge.test/team/web; with the 1 repositories of forge.'),
        },
      ])
    }
    const absent = await findings.explain('alpha', 'F1')
    expect(absent.answers).toMatchObject([{ kind: 'absent', notRead: [{ why: 'NEW', records: 1, names: ['Web shop'] }] }])
    expect((await records.list({}, { limit: 5, sort: 'name' })).items[0]?.unmatched).toMatchObject({ reason: 'not-found' })
  })

  it('is that the vendor did not have it, and how far the answer reached', async () => {
    const { world, vendor, id, list, only } = await scanned(stage())
    vendor.products = ['web', 'api', 'job', 'old'].map((ref) => product(ref))
    list('web', sightings('web', 1))
    await sync(world, id, 'discover')
    const complete = await sync(world, id)
    const [old] = await world.database.kysely.selectFrom('record').select('id').where('ref', '=', 'old').execute()
    await world.commands.records.ignore(old?.id ?? 0, tester)
    vendor.findings.set('api', { pages: [], end: { kind: 'partial', missing: 'Half of it.' } })
    vendor.findings.set('job', {
      pages: [{ items: [nameless('job', 'N1')], filtered: { 'held-back': 3, 'no-cve': 2 } }],
      end: { kind: 'complete', gaps: [{ target: 'job', family: 'code', reason: 'Not enabled.' }] },
    })
    const partial = await sync(world, id)

    expect(await only('nowhere')).toMatchObject({
      kind: 'absent',
      lastComplete: { operation: op(complete) },
      lastSync: { operation: op(partial), state: 'partial', problem: 'Half of it.' },
      running: null,
      notRead: [
        { why: 'IGNORED', names: ['old'] },
        { why: 'partial', names: ['api'], note: 'Half of it.' },
      ],
      skipped: [{ target: 'job', family: 'code', reason: 'Not enabled.' }],
      heldBack: { 'held-back': 3, 'no-cve': 2 },
    })
  })

  it('says that nothing was read yet where nothing was', async () => {
    const vendor = createVendor('alpha')
    const world = await stage().world([vendor])
    const id = await connect(world, vendor)
    const { findings } = browseOf(stage(), [vendor])

    expect((await findings.explain('alpha', 'F1')).answers).toMatchObject([
      { kind: 'absent', lastSync: null, lastComplete: null },
    ])
    await world.commands.operations.request(id, 'sync', tester)
    expect((await findings.explain('alpha', 'F1')).answers).toMatchObject([{ running: null }])
  })

  it('tells an advisory from a finding and counts who carries it, by any of its names', async () => {
    const { world, id, list, only, kinds } = await scanned(stage())
    list('web', [
      sighting('web', 'F1', { identifiers: ['CVE-2024-0007', 'GHSA-2222-3333-4444'] }),
      sighting('web', 'F2', { identifiers: ['CVE-2024-0007'], package: 'other' }),
      nameless('web', 'N1', { identifiers: ['GHSA-5555-6666-7777'] }),
    ])
    await sync(world, id)

    expect(await only('ghsa-2222-3333-4444')).toMatchObject({
      kind: 'identifier',
      identifier: 'GHSA-2222-3333-4444',
      present: 2,
      closed: 0,
      filtered: 0,
    })
    expect(await only('GHSA-5555-6666-7777')).toMatchObject({ kind: 'identifier', present: 0, filtered: 1 })
    expect(await kinds('CVE-1999-0001')).toEqual(['identifier', 'absent'])
  })

  it('has an answer for each record in which the vendor uses the same id', async () => {
    const { world, vendor, id, list, explain } = await scanned(stage())
    vendor.products = ['web', 'api', 'job'].map((ref) => product(ref))
    list('web', [sighting('web', '12')])
    list('api', [sighting('api', '12')])
    list('job', [nameless('job', '12')])
    await sync(world, id, 'discover')

    const { answers } = await explain('12')

    expect(answers.map((answer) => [answer.kind, 'record' in answer && answer.record?.name]).toSorted()).toEqual([
      ['filtered', 'job'],
      ['here', 'api'],
      ['here', 'web'],
    ])
  })

  it('finds what has no lasting id by the id it has now', async () => {
    const { world, id, list, only } = await scanned(stage(), { findingIds: 'unstable' })
    list('web', [sighting('web', 'today-1')])
    await sync(world, id)

    expect(await only('today-1')).toMatchObject({ kind: 'here' })
  })

  it('says that a record it was left out of is not read any more', async () => {
    const { world, id, list, only } = await scanned(stage())
    list('web', [nameless('web', 'N1')])
    await sync(world, id)
    const [record] = await world.database.kysely.selectFrom('record').select('id').execute()

    await world.commands.records.ignore(record?.id ?? 0, tester)

    expect(await only('N1')).toMatchObject({ kind: 'filtered', record: { state: 'IGNORED' } })
    expect((await only('N1')).steps.at(-1)).toContain('is IGNORED and is not read')
  })

  it('is asked of a connection by its id or its label, and of no other', async () => {
    const { world, browse, list, id } = await scanned(stage())
    list('web', [sighting('web', 'F1')])
    await sync(world, id)
    const other = createVendor('beta')
    const both = await stage().world([createVendor('alpha'), other])
    await connect(both, other, { label: 'Beta prod' })
    await both.settle()
    const beta = await connectionOf(both, 'Beta prod')
    const kinds = async (connection: string) =>
      (await browse.findings.explain(connection, 'F1')).answers.map((answer) => answer.kind)

    expect(await kinds(`con_${id.toString(36)}`)).toEqual(['here'])
    expect(await kinds('ALPHA')).toEqual(['here'])
    expect(await kinds(`con_${beta?.toString(36)}`)).toEqual(['absent'])
    await expect(kinds('con_zz')).rejects.toMatchObject({ details: { code: 'connection-not-found' } })
    await expect(kinds('nobody')).rejects.toMatchObject({ message: 'There is no connection "nobody".' })
  })
})
