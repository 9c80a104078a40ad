import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@patchbay/sdk'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run, type Session } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { emptied } from '../../test/spine/stage.ts'

const yaml = `version: 1
products:
  - name: Web shop
    owner: team-shop
connections:
  - label: Scanner
    connector: scanner
    config:
      token: env:SCANNER_TOKEN
mappingRules:
  - product: Web shop
    name: shop*
`

await describeOnDatabases('patchbay apply and export-config', (open) => {
  let hub: TestHub
  let url: string
  let folder: string

  beforeAll(async () => {
    hub = await testHub(await open())
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    folder = await mkdtemp(join(tmpdir(), 'patchbay-apply-'))
  })

  beforeEach(() => emptied(hub.world.database))

  afterAll(async () => {
    await hub.close()
    await rm(folder, { recursive: true })
  })

  const patchbay = (words: readonly string[], session: Session = {}) =>
    run(words, {
      ...session,
      environment: {
        PATCHBAY_URL: url,
        PATCHBAY_TOKEN: hub.api.tokens.owner,
        SCANNER_TOKEN: 'SECRET-1',
        ...session.environment,
      },
    })
  const file = async (text: string, name = 'patchbay.yaml') => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const products = async () => (await hub.api.as('owner', 'GET', '/products')).body.items

  it('shows the plan, asks, applies, and finds nothing to change the second time', async () => {
    const path = await file(yaml)

    const refused = await patchbay(['apply', '-f', path], { answers: ['no'] })
    const none = await products()
    const done = await patchbay(['apply', '-f', path], { answers: ['yes'] })
    const again = await patchbay(['apply', '-f', path])

    expect(refused).toMatchObject({ code: 1, out: '', said: expect.stringContaining('Nothing was changed.') })
    expect(none).toEqual([])
    expect(done.code).toBe(0)
    expect(done.said).toBe(
      [
        '+ products: Products / Web shop',
        '    owner: "team-shop"',
        '+ connections: Scanner',
        '    connector: "scanner"',
        '    config.token: (secret)',
        '+ mappingRules: name "shop*" → Web shop',
        '    product: "Web shop"',
        '    name: "shop*"',
        '    position: 1',
        '',
      ].join('\n'),
    )
    expect(done.out).toBe(
      '+ products: Products / Web shop: done\n+ connections: Scanner: done\n+ mappingRules: name "shop*" → Web shop: done\n',
    )
    expect(again).toMatchObject({ code: 0, out: '', asked: [] })
    expect(again.said).toMatch(/connections: 1 unchanged[\s\S]*Nothing to change\.\n$/)
  })

  it('changes nothing without a terminal unless it is told to, nor in a dry run', async () => {
    const path = await file(yaml)

    const silent = await patchbay(['apply', '-f', path])
    const dry = await patchbay(['apply', '-f', path, '--dry-run', '--json'])
    const untouched = await products()
    const told = await patchbay(['apply', '-f', path, '--yes', '--json'])

    expect(silent).toMatchObject({ code: 2, out: '', said: expect.stringContaining('--yes') })
    expect(dry.code).toBe(0)
    expect(JSON.parse(dry.out)).toMatchObject({ writes: 3, secrets: [{ state: 'given' }] })
    expect(untouched).toEqual([])
    expect(told.code).toBe(0)
    expect(JSON.parse(told.out)).toMatchObject({ outcome: 'done' })
  })

  it('takes JSON from standard input, and secrets from files', async () => {
    const secret = await file('SECRET-2\n', 'token')
    const document = { version: 1, connections: [{ label: 'S', connector: 'scanner', config: { token: `file:${secret}` } }] }

    const applied = await patchbay(['apply', '-f', '-', '--yes'], { input: JSON.stringify(document) })
    const planned = await patchbay(['apply', '-f', '-', '--dry-run'], { input: JSON.stringify(document) })
    await file('SECRET-3', 'token')
    const rotated = await patchbay(['apply', '-f', '-', '--dry-run'], { input: JSON.stringify(document) })

    expect(applied.code).toBe(0)
    expect(planned.out).toContain('Nothing to change.')
    expect(rotated.out).toContain('~ connections: S\n    config.token: (secret, changed)\n')
    expect([applied, planned, rotated].map(({ out, said }) => out + said).join('')).not.toContain('SECRET')
  })

  it('needs every secret to apply, and says which it goes without in a dry run', async () => {
    const path = await file(yaml)
    const without = { environment: { SCANNER_TOKEN: '' } }

    const applied = await patchbay(['apply', '-f', path, '--yes'], without)
    const dry = await patchbay(['apply', '-f', path, '--dry-run'], without)

    expect(applied).toMatchObject({ code: 2, said: expect.stringContaining('SCANNER_TOKEN') })
    expect(dry).toMatchObject({ code: 0, said: expect.stringContaining('It is not compared.') })
    expect(dry.out).toContain('! "token" of "Scanner" is needed from env:SCANNER_TOKEN\n')
    expect(await products()).toEqual([])
  })

  it.each([
    ['is no YAML', 'version: 1\nproducts: [', 2, /patchbay\.yaml:2: /],
    ['says a key twice', 'version: 1\nversion: 1\n', 2, /patchbay\.yaml:2: .*unique/],
    ['is a list', '- version: 1\n', 2, /no configuration file/],
    [
      'names a product type that is not there',
      `${yaml}    productType: Nowhere\n`,
      1,
      /patchbay\.yaml:13: mappingRules\[0\]\.productType: There is no product type/,
    ],
    ['forgets a setting', yaml.replace('token:', 'tokn:'), 1, /patchbay\.yaml:9: connections\[0\]\.config\.tokn: /],
  ])('names the line of a file that %s', async (_what, text, code, words) => {
    const answer = await patchbay(['apply', '-f', await file(text), '--yes'])

    expect(answer.code).toBe(code)
    expect(answer.said).toMatch(words)
    expect(await products()).toEqual([])
  })

  it('says what was done when a change fails, and ends with 1', async () => {
    const path = await file(yaml)
    let checks = 0
    Object.defineProperty(hub.scanner, 'refusal', {
      configurable: true,
      get: () => (checks++ === 0 ? undefined : new Fault('credentials', 'Not any more.', { remedy: 'Make a new one.' })),
    })

    const answer = await patchbay(['apply', '-f', path, '--yes'])
    Object.defineProperty(hub.scanner, 'refusal', { configurable: true, writable: true, value: undefined })

    expect(answer.code).toBe(1)
    expect(answer.out).toMatch(/Web shop: done\n.*Scanner: failed\n.*: not done\n$/)
    expect(answer.said).toMatch(/Not any more\.\nMake a new one\.\nWhat is done stays done; apply the file again to go on\.\n$/)
  })

  it('writes a file that it takes back as it is', async () => {
    await patchbay(['apply', '-f', await file(yaml), '--yes'])
    const path = join(folder, 'exported.yaml')

    const written = await patchbay(['export-config', '--out', path])
    const printed = await patchbay(['export-config'])
    const asJson = await patchbay(['export-config', '--json'])
    const back = await patchbay(['apply', '-f', path], { environment: { PATCHBAY_SCANNER_TOKEN: 'SECRET-1' } })

    expect(written).toMatchObject({ code: 0, out: '', said: `Wrote ${path}.\n` })
    expect(printed.out).toBe(await readFile(path, 'utf8'))
    expect(JSON.parse(asJson.out)).toEqual(parse(printed.out))
    expect(back).toMatchObject({ code: 0, said: expect.stringContaining('Nothing to change.') })
  })

  it('is for owners', async () => {
    const asMaintainer = { environment: { PATCHBAY_TOKEN: hub.api.tokens.maintainer } }

    const answers = [
      await patchbay(['apply', '-f', await file(yaml), '--yes'], asMaintainer),
      await patchbay(['export-config'], asMaintainer),
    ]

    expect(answers.map(({ code }) => code)).toEqual([4, 4])
  })
})
