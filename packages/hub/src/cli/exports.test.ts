import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { createDestination, type Destination } from '../../test/spine/destination.ts'

await describeOnDatabases('patchbay exporter, scan-profile and upload', (open) => {
  let hub: TestHub
  let destination: Destination
  let url: string
  let folder: string
  let repository: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-exports-'))
    destination = createDestination('sink')
    hub = await testHub(await open(), [destination.plugin])
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    for (const connector of ['forge', 'scanner']) {
      await hub.api.as('maintainer', 'POST', '/connections', { connector, label: connector, config: { token: 'x' } })
    }
    repository = (await listed('repository', 'list'))[0].id
  })

  afterAll(async () => {
    await rm(folder, { recursive: true })
    await hub.close()
  })

  const patchbay = (...words: string[]) =>
    run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.maintainer, SINK: 'secret' } })
  const listed = async (...words: string[]) => JSON.parse((await patchbay(...words, '--json')).out).items

  it('connects a destination from options, and from a file of ours or of another product', async () => {
    const ours = join(folder, 'ours.json')
    const theirs = join(folder, 'theirs.json')
    await writeFile(ours, JSON.stringify({ connector: 'sink', label: 'From a file', config: { token: 'x' } }))
    await writeFile(theirs, JSON.stringify({ theirs: { key: 'x' }, propagate: false, spec: {} }))

    const created = await patchbay('exporter', 'create', 'sink', '--label', 'Sink', '--secret', 'token=env:SINK')
    const ofOurs = await patchbay('exporter', 'create', '-f', ours, '--json')
    const ofTheirs = await patchbay('exporter', 'create', '-f', theirs, '--json')
    const both = await patchbay('exporter', 'create', '-f', ours, '--secret', 'token=env:SINK')
    const nothing = await patchbay('exporter', 'create')

    expect(created).toMatchObject({ code: 0, out: expect.stringMatching(/^Connected Sink \(con_\w+\)\./) })
    expect(JSON.parse(ofOurs.out)).toMatchObject({ label: 'From a file', scanProfiles: [{ name: 'Default' }] })
    expect(JSON.parse(ofTheirs.out)).toMatchObject({ label: 'Theirs', scanProfiles: [] })
    expect(both).toMatchObject({ code: 2, said: expect.stringContaining('With --file everything is in the file') })
    expect(nothing.said).toContain('Give a connector and --label, or --file.')
    expect((await patchbay('exporter', 'list')).out).toMatch(/Sink +sink +connected +Default/)
  })

  it('changes scan profiles', async () => {
    const [sink, file] = await listed('exporter', 'list')
    const [profile] = await listed('scan-profile', 'list')
    const [, , other] = await listed('exporter', 'list')
    const updated = await patchbay(
      'scan-profile',
      'update',
      profile.id,
      '--exporter',
      other?.id ?? sink.id,
      '--kind',
      'dependency',
    )
    const created = await patchbay('scan-profile', 'create', 'Jewels', '--minimum-severity', 'high', '--no-propagate', '--json')
    const removed = await patchbay('scan-profile', 'remove', JSON.parse(created.out).id)

    expect(updated).toMatchObject({ code: 0, out: expect.stringContaining('Default (default)') })
    expect(JSON.parse(created.out)).toMatchObject({ name: 'Jewels', minimumSeverity: 'high', propagate: false })
    expect(removed.out).toMatch(/^Removed prof_/)
    await patchbay('scan-profile', 'update', profile.id, '--exporter', sink.id, '--exporter', file.id)
  })

  it('gives a scan profile a schedule and import rules, previews it, and lets products and their types choose it', async () => {
    const rules = ['--import-minimum-severity', 'critical', '--import-kind', 'dependency', '--no-import-cve-required']
    const created = await patchbay('scan-profile', 'create', 'Whole', '--sync-schedule', 'every 2h', ...rules, '--json')
    const { id } = JSON.parse(created.out)
    const [product] = await listed('product', 'list')
    const previewed = await patchbay('scan-profile', 'preview', ...rules, '--product', product.id)
    const chosen = await patchbay('product', 'update', product.id, '--scan-profile', id)
    const back = await patchbay('product', 'update', product.id, '--scan-profile', 'none')
    const ofType = await patchbay('product-type', 'update', product.type.id, '--scan-profile', id)
    const described = await patchbay('product-type', 'update', product.type.id, '--description', 'Ours.')
    const type = await patchbay('product-type', 'show', product.type.id)
    const shown = await patchbay('scan-profile', 'show', id)
    const left = await patchbay('scan-profile', 'update', id, '--no-import-rules', '--sync-schedule', 'never', '--json')

    expect(JSON.parse(created.out)).toMatchObject({
      schedule: { sync: { everyHours: 2 } },
      rules: { kinds: ['dependency'], cveRequired: false, minimumSeverity: 'critical' },
    })
    expect(previewed.out).toMatch(/^would close +\d+ below-minimum-severity$/m)
    expect(chosen.out).toMatch(/^scan profile +Whole \(prof_\w+\), its own choice$/m)
    expect(back.out).toMatch(/^scan profile +Default \(prof_\w+\), the default$/m)
    expect(ofType.out).toMatch(/^in force +Whole \(prof_\w+\), from its product type$/m)
    expect(described.out).toBe(type.out)
    expect(type.out).toMatch(/^description +Ours\.$/m)
    expect(type.out).toMatch(/^risk +\d+$/m)
    expect(shown.out).toMatch(/^syncs +every 2h$/m)
    expect(shown.out).toMatch(/^lets in from +critical$/m)
    expect(JSON.parse(left.out)).toMatchObject({ rules: {}, schedule: { sync: null }, nextSyncAt: null })
    await patchbay('scan-profile', 'remove', id)
  })

  it('prints a standard document of a repository, and writes that of its product to a file', async () => {
    const [product] = await listed('product', 'list')
    const file = join(folder, 'shop.csv')

    const printed = await patchbay('repository', 'document', repository, '--format', 'openvex')
    const written = await patchbay('product', 'document', product.id, '--format', 'csv', '--kind', 'dependency', '--out', file)
    const nowhere = await patchbay('repository', 'document', repository, '--format', 'csv', '--out', join(folder, 'no/where'))
    const unknown = await patchbay('repository', 'document', repository, '--format', 'pdf')

    expect(JSON.parse(printed.out).statements.length).toBeGreaterThan(0)
    expect(written).toMatchObject({ code: 0, said: `Wrote ${file}.\n` })
    expect(await readFile(file, 'utf8')).toContain('id,kind,name,')
    expect(nowhere).toMatchObject({ code: 2, said: expect.stringContaining('cannot be written') })
    expect(unknown.said).toContain('Allowed choices are sarif')
  })

  it('previews, downloads and confirms an upload, and shows it', async () => {
    const previewed = JSON.parse((await patchbay('upload', 'preview', repository, '--json')).out)
    const [upload] = previewed.uploads
    const document = await patchbay('upload', 'download', upload.id)
    const confirmed = await patchbay('upload', 'confirm', upload.id, '--json')
    const shown = await patchbay('upload', 'show', upload.id)

    expect(upload).toMatchObject({ stage: 'held', findings: 5 })
    expect(document.out.split('\n').filter((line) => line !== '')).toHaveLength(6)
    expect(JSON.parse(confirmed.out)).toMatchObject({ state: 'success' })
    expect(shown.out).toMatch(/^state +SUCCESS$/m)
    expect(destination.received[0]?.text).toBe(document.out)
  })

  it('sends a repository now and says what became of it, and lists what leaves next', async () => {
    const sent = await patchbay('upload', 'send', repository)
    const next = await patchbay('upload', 'upcoming')
    const all = await patchbay('upload', 'list', '--state', 'success')

    expect(sent.out).toMatch(/^sca 1: begun \(up_\w+\)\.$/m)
    expect(next.out).toMatch(/acme\/shop#main/)
    expect(all.out).toMatch(/acme\/shop#main +sca/)
  })
})
