import { createHash } from 'node:crypto'
import { type DocumentFormat, Fault, kinds } from '@patchbay/sdk'
import { exportsOf, findingOf, openSession, type Parcel, parcelOf, type Session, ship } from '@patchbay/sdk/conformance'
import { demoTenant } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import { documents, config as schema } from './config.ts'
import { createS3Emulator, type S3Emulator, type S3EmulatorOptions } from './emulator.ts'
import connector from './index.ts'
import { transport } from './transport.ts'

interface Store extends AsyncDisposable {
  readonly session: Session
  readonly emulator: S3Emulator
}

/** The connector, a real client and a store. */
async function openStore(settings: Readonly<Record<string, unknown>> = {}, options: S3EmulatorOptions = {}): Promise<Store> {
  let started: S3Emulator | undefined
  const session = await openSession({
    plugin: connector,
    tenant: await demoTenant(),
    startWorld: async ({ clock }) => {
      started = await createS3Emulator({ clock, ...options })
      const { accessKeyId, secretAccessKey } = started.keys.own
      const place = { bucket: started.buckets[0], region: started.region, endpoint: started.url, prefix: 'security' }
      const config = { ...place, accessKeyId, secretAccessKey, ...settings }
      return { emulator: started, ways: [{ name: 'a key', config }], refusals: [], secrets: [], unused: {} }
    },
  })
  if (started === undefined) throw new Error('The store did not start.')
  return { session, emulator: started, [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() }
}

function parcel(fullName: string, findings = 2, before?: unknown): Parcel {
  const repository = { fullName, url: 'https://github.com/acme/web-shop', nativeId: '101' }
  const family = { id: 'sarif', label: 'SARIF', kinds }
  const all = Array.from({ length: findings }, (_, number) => findingOf('dependency', number))
  return { ...parcelOf(family, { repository }, all), ...(before !== undefined && { before }) }
}

const document = 'security/acme/web-shop/9f86d081884c7d659a2feaa0-sarif-1.json'

describe('a document', () => {
  it('is put in a place of its own, with a manifest that says what it is', async () => {
    await using store = await openStore()

    const { receipt, paper } = await ship(store.session, parcel('acme/web-shop'))

    const objects = store.emulator.objects()
    expect([...objects.keys()]).toEqual([document, `${document}.manifest.json`])
    expect(objects.get(document)).toBe(paper.text)
    expect(JSON.parse(objects.get(`${document}.manifest.json`) ?? '')).toMatchObject({
      version: 1,
      format: 'sarif',
      uploadId: '0198c8a2-0000-7000-8000-000000000001',
      takenAt: '2026-11-28T11:00:00.000Z',
      repository: { fullName: 'acme/web-shop' },
      branch: 'main',
      part: { number: 1, of: 1 },
      findings: 2,
      document: {
        key: document,
        mediaType: 'application/json',
        bytes: Buffer.byteLength(paper.text),
        sha256: createHash('sha256').update(paper.text).digest('hex'),
      },
    })
    expect(receipt.status).toMatchObject({ state: 'success', counts: { findings: 2 } })
  })

  it('takes the place of the former one', async () => {
    await using store = await openStore()
    await ship(store.session, parcel('acme/web-shop'))

    await ship(store.session, parcel('acme/web-shop', 1))

    expect([...store.emulator.objects().keys()]).toEqual([document, `${document}.manifest.json`])
    expect(store.emulator.objects().get(document)).toBe('vul_000000\n')
  })

  it('goes along when the repository is renamed, and leaves nothing behind', async () => {
    await using store = await openStore()
    const { receipt } = await ship(store.session, parcel('acme/web-shop'))

    await ship(store.session, parcel('acme/shop', 2, receipt.ticket))

    const moved = document.replace('web-shop', 'shop')
    expect([...store.emulator.objects().keys()]).toEqual([moved, `${moved}.manifest.json`])
  })

  it('goes, and its manifest says so, where the format has none for nothing', async () => {
    await using store = await openStore()
    await ship(store.session, parcel('acme/web-shop'))

    await ship(store.session, parcel('acme/web-shop', 0))

    const objects = store.emulator.objects()
    expect([...objects.keys()]).toEqual([`${document}.manifest.json`])
    expect(JSON.parse(objects.get(`${document}.manifest.json`) ?? '')).toMatchObject({ findings: 0, document: null })
  })

  it('has a name that needs no escaping and climbs nowhere', async () => {
    await using store = await openStore({ prefix: '' })

    await ship(store.session, parcel('../Ünïcode group/.../web shop?'))

    expect([...store.emulator.objects().keys()].at(0)).toBe('-/-n-code-group/-/web-shop-/9f86d081884c7d659a2feaa0-sarif-1.json')
  })

  it('waits for a store that wants less, and is there in the end', async () => {
    await using store = await openStore()
    store.emulator.faults.add({ method: 'PUT', count: 2, action: { kind: 'status', status: 503 } })

    await ship(store.session, parcel('acme/web-shop'))

    expect(store.emulator.faults.unused).toEqual([])
    expect(store.emulator.objects().has(document)).toBe(true)
  })
})

describe('trouble', () => {
  const failing = async (settings: Readonly<Record<string, unknown>>, options: S3EmulatorOptions = {}): Promise<Fault> => {
    await using store = await openStore(settings, options)
    const error = await store.session.check().catch((caught: unknown) => caught)
    if (error instanceof Fault) return error
    throw new Error('There was no fault.')
  }

  it('with clocks is said to be one', async () => {
    const fault = await failing({}, { time: () => new Date(Date.now() + 3_600_000) })

    expect(fault).toMatchObject({ kind: 'config', message: expect.stringContaining('The clocks differ.') })
    expect(fault.details.remedy).toBe('Set the clock of the server Patchbay runs on.')
  })

  it('with the permission to write is told with what the key needs', async () => {
    await using store = await openStore()
    store.emulator.faults.add({ method: 'PUT', action: { kind: 'status', status: 403 }, count: 9 })

    await expect(ship(store.session, parcel('acme/web-shop'))).rejects.toMatchObject({
      kind: 'permission',
      details: { field: 'bucket', remedy: expect.stringContaining('s3:PutObject') },
    })
  })

  it('with a document that arrives damaged keeps it from being stored', async () => {
    await using store = await openStore()
    const { scope, uploadId } = parcel('acme/web-shop')
    let reads = 0
    const content = {
      mediaType: 'text/plain',
      size: 5,
      read: async function* () {
        reads += 1
        yield Buffer.from(reads === 1 ? 'right' : 'wrong')
      },
    }
    const rest = { scope, uploadId, takenAt: '2026-11-28T11:00:00.000Z', findings: 1, commit: null, name: 'a.json' }

    const sent = exportsOf(store.session).send({ ...rest, content, begun: async () => undefined })

    await expect(sent).rejects.toMatchObject({ kind: 'contract', details: { status: 400 } })
    expect(store.emulator.objects().size).toBe(0)
  })
})

describe('settings', () => {
  const key = { accessKeyId: 'AKIA0000', secretAccessKey: 'secret000' }
  const parsed = (settings: object) => schema.parse({ bucket: 'acme', region: 'eu-central-1', ...key, ...settings })

  it.each([
    [{}, 'https://acme.s3.eu-central-1.amazonaws.com'],
    [{ bucket: 'acme.example.com' }, 'https://s3.eu-central-1.amazonaws.com'],
    [{ region: 'cn-north-1' }, 'https://acme.s3.cn-north-1.amazonaws.com.cn'],
    [{ endpoint: 'https://minio.example.com:9000/' }, 'https://minio.example.com:9000'],
  ])('with %j lead to %s', (settings, address) => {
    expect(transport(parsed(settings)).baseUrl).toBe(address)
  })

  it.each<[unknown, readonly DocumentFormat[]]>([
    [undefined, ['sarif', 'csv']],
    ['OCSF csv', ['ocsf', 'csv']],
    ['openvex,openvex', ['openvex']],
  ])('with the formats %j want %j', (formats, wanted) => {
    expect(documents({ formats })).toEqual(wanted)
    expect(connector.exportFacts?.families.filter(({ id }) => connector.exportFacts?.wants(id, { formats })).length).toBe(
      wanted.length,
    )
  })

  it('are refused with a format nobody knows, by its name', () => {
    expect(connector.validate({ bucket: 'acme', region: 'eu', ...key, formats: 'sarif, pdf' })).toEqual([
      { field: 'formats', message: expect.stringContaining('"pdf"') },
    ])
  })
})
