import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@patchbay/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run, type Session } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { LocalCommands } from './commands/local.ts'
import { runCommandLine } from './run.ts'

const secret = 'a-secret-nobody-may-see'

await describeOnDatabases('the command line', (open) => {
  let hub: TestHub
  let url: string
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-cli-'))
    hub = await testHub(await open())
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
  })

  afterAll(async () => {
    await hub.close()
    await rm(folder, { recursive: true })
  })

  const patchbay = (words: readonly string[], session: Session & { readonly token?: string } = {}) =>
    run(words, {
      ...session,
      environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: session.token ?? hub.api.tokens.owner, ...session.environment },
    })
  const items = async (...words: string[]) => JSON.parse((await patchbay([...words, '--json'])).out).items

  describe('connecting', () => {
    it('lists connectors and shows what one needs', async () => {
      const list = await patchbay(['connector', 'list'])
      const show = await patchbay(['connector', 'show', 'scanner'])

      expect(list.out).toMatch(/^ID +NAME +CATEGORY/)
      expect(list.out).toContain('Vendor scanner')
      expect(show.out).toContain('token (required, secret)')
    })

    it('takes secrets from the environment, checks, and shows the first discover and sync', async () => {
      const forge = await patchbay(
        ['connection', 'create', 'forge', '--label', 'Forge', '--secret', 'token=env:FORGE', '--wait'],
        {
          environment: { FORGE: secret },
        },
      )
      const scanner = await patchbay(
        [
          'connection',
          'create',
          'scanner',
          '--label',
          'Scanner',
          '--secret',
          'token=env:SCANNER',
          '--set',
          'space=blue',
          '--wait',
        ],
        { environment: { SCANNER: secret } },
      )

      expect(forge).toMatchObject({ code: 0, out: expect.stringMatching(/^Connected Forge as con_\w+: everything\.\n$/) })
      expect(scanner.code).toBe(0)
      expect(scanner.said).toMatch(/Scanner: discover complete \(op_\w+\).*\nScanner: sync complete \(op_\w+\): 6 seen, 6 new/)
      expect(scanner.out + scanner.said).not.toContain(secret)
      expect(await items('connection', 'list', '--connector', 'scanner')).toMatchObject([
        { config: { space: 'blue' }, secretsSet: ['token'] },
      ])
    })

    it('takes secrets from a file or standard input', async () => {
      const path = join(folder, 'token')
      await writeFile(path, `${secret}\n`)

      const file = await patchbay([
        'connection',
        'create',
        'scanner',
        '--label',
        'By file',
        '--secret',
        `token=file:${path}`,
        '--json',
      ])
      const input = await patchbay(['connection', 'create', 'scanner', '--label', 'By input', '--secret', 'token=-'], {
        input: secret,
      })
      const nothing = await patchbay([
        'connection',
        'create',
        'scanner',
        '--label',
        'By nothing',
        '--secret',
        'token=env:UNSET',
      ])

      expect(JSON.parse(file.out)).toMatchObject({ label: 'By file', secretsSet: ['token'] })
      expect(input.code).toBe(0)
      expect(nothing).toMatchObject({ code: 2, said: 'There is nothing in the variable UNSET to take "token" from.\n' })
    })

    it('asks a person for what is missing', async () => {
      const answered = await patchbay(['connection', 'create', 'scanner', '--label', 'By hand'], { answers: [secret] })
      const silent = await patchbay(['connection', 'create', 'scanner', '--label', 'By nobody'])

      expect(answered).toMatchObject({ code: 0, asked: ['token'] })
      expect(silent.code).toBe(1)
      expect(silent.said).toContain('config.token')
    })

    it('never takes a secret as an argument', async () => {
      const set = await patchbay(['connection', 'create', 'scanner', '--label', 'Loud', '--set', `token=${secret}`])
      const given = await patchbay(['connection', 'create', 'scanner', '--label', 'Loud', '--secret', `token=${secret}`])

      expect([set.code, given.code]).toEqual([2, 2])
      expect(set.said + given.said).not.toContain(secret)
      expect(set.said).toContain('--secret token=env:NAME')
    })

    it('says which setting the vendor does not accept', async () => {
      hub.scanner.refusal = new Fault('credentials', 'The token has expired.', { field: 'token', remedy: 'Make a new one.' })
      const words = ['connection', 'create', 'scanner', '--label', 'Late', '--secret', 'token=env:T']

      const told = await patchbay(words, { environment: { T: secret } })
      const json = await patchbay([...words, '--json'], { environment: { T: secret } })
      hub.scanner.refusal = undefined

      expect(told).toMatchObject({ code: 1, said: 'config.token: The token has expired.\nMake a new one.\n' })
      expect(JSON.parse(json.said)).toMatchObject({ fields: [{ field: 'config.token' }], remedy: 'Make a new one.' })
    })

    it('changes a connection, keeping the settings that are not named', async () => {
      const [scanner] = await items('connection', 'list')
      const { id } = (await items('connection', 'list')).find((one: { label: string }) => one.label === 'Scanner') ?? scanner

      const changed = await patchbay([
        'connection',
        'update',
        id,
        '--sync-schedule',
        'never',
        '--minimum-severity',
        'low',
        '--json',
      ])
      const wrong = await patchbay(['connection', 'update', id, '--sync-schedule', 'weekly'])

      expect(changed.said).toBe('')
      expect(JSON.parse(changed.out)).toMatchObject({
        config: { space: 'blue' },
        schedule: { sync: null },
        rules: { minimumSeverity: 'low', cveRequired: true },
      })
      expect(wrong.code).toBe(2)
    })

    it('pauses, resumes, checks and removes', async () => {
      const { id } = (await items('connection', 'list')).find((one: { label: string }) => one.label === 'By hand')

      const said = []
      for (const verb of ['pause', 'resume', 'check']) said.push((await patchbay(['connection', verb, id])).out)
      said.push((await patchbay(['connection', 'remove', id, '--yes'])).out)

      expect(said).toEqual(['By hand is paused.\n', 'By hand is connected.\n', 'sees  everything\n', `Removed ${id}.\n`])
      expect((await patchbay(['connection', 'show', id])).code).toBe(1)
    })
  })

  describe('looking', () => {
    it('lists records for people, with nothing that moves their cursor', async () => {
      const { out } = await patchbay(['record', 'list', '-q', 'attic'])

      expect(out).toContain('attic [31m')
      expect(out).not.toContain('\u001b')
    })

    it('keeps tables within the width of the screen', async () => {
      const { out } = await patchbay(['vulnerability', 'list'], { width: 120 })

      expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
      expect(out).toContain('…')
    })

    it('lists vulnerabilities, the worst first, and as many as are asked for', async () => {
      const table = await patchbay(['vulnerability', 'list', '--limit', '2'])
      const all = await items('vulnerability', 'list', '--all')
      const critical = await items('vulnerability', 'list', '--severity', 'critical')

      // Four connections have seen an `attic` that names no repository: one each.
      expect(table.out).toMatch(/\n2 of 9 vulnerabilities\n$/)
      expect(all).toHaveLength(9)
      expect(critical.map((one: { name: string }) => one.name)).toEqual(Array(4).fill('CVE-2024-9999'))
    })

    it('shows one with who sees it and its history', async () => {
      const [first] = await items('vulnerability', 'list')
      const [finding] = await items('finding', 'list', '--vulnerability', first.id)

      const vulnerability = await patchbay(['vulnerability', 'show', first.id])
      const sighting = await patchbay(['finding', 'show', finding.id])

      expect(vulnerability.out).toMatch(/name +CVE-2024-9999/)
      expect(vulnerability.out).toContain('Seen by\nID')
      expect(vulnerability.out).toContain('imported')
      expect(sighting.out).toMatch(/vendor page +https:\/\/vendor\.test\/findings\/A1/)
    })

    it.each([['repository'], ['product'], ['product-type'], ['operation'], ['finding'], ['token']])(
      'lists every %s',
      async (noun) => {
        const table = await patchbay([noun, 'list'])

        expect(table.code).toBe(0)
        expect(table.out).toMatch(/^ID /)
        expect((await items(noun, 'list')).length).toBeGreaterThan(0)
      },
    )

    it('says so when there is nothing', async () => {
      expect(await patchbay(['vulnerability', 'list', '--kind', 'malware'])).toMatchObject({
        code: 0,
        out: 'No vulnerabilities.\n',
      })
    })
  })

  describe('changing', () => {
    it('maps, ignores and restores records', async () => {
      const [record] = await items('record', 'list', '-q', 'attic')
      const [repository] = await items('repository', 'list')

      const ignored = await patchbay(['record', 'ignore', record.id])
      const restored = await patchbay(['record', 'restore', record.id])
      const unmapped = await patchbay(['record', 'unmap', record.id])
      const unsure = await patchbay(['record', 'map', record.id, '--suggested'])
      const mapped = await patchbay(['record', 'map', record.id, '--repository', repository.id])
      const shown = await patchbay(['record', 'show', record.id])

      expect([ignored, restored, unmapped, mapped].map(({ code }) => code)).toEqual([0, 0, 0, 0])
      expect(unmapped.out).toContain('is NEW.')
      expect(unsure).toMatchObject({ code: 1, said: expect.stringContaining('Nothing is suggested') })
      expect(mapped.out).toContain('is GOOD and leads to acme/shop.')
      expect(shown.out).toMatch(/matched by +manual/)
    })

    it('decides on vulnerabilities', async () => {
      const found = await items('vulnerability', 'list', '--status', 'Open', '--limit', '2')
      const ids = found.map((one: { id: string }) => one.id)

      const decided = await patchbay(['vulnerability', 'decide', ...ids, '--as', 'wont-fix', '--reason', 'Too dear.'])
      const undecided = await patchbay(['vulnerability', 'decide', ...ids])
      const back = await patchbay(['vulnerability', 'decide', ...ids, '--as', 'none'])

      expect(decided.out).toBe('Decided on 2; 2 changed.\n')
      expect(undecided).toMatchObject({ code: 2, said: expect.stringContaining('--as') })
      expect(back.code).toBe(0)
    })

    it('creates, changes and removes a product', async () => {
      const created = await patchbay([
        'product',
        'create',
        'Web shop',
        '--owner',
        'team-shop',
        '--tag',
        'pci',
        '--tag',
        'web',
        '--json',
      ])
      const { id } = JSON.parse(created.out)
      const changed = await patchbay(['product', 'update', id, '--criticality', 'high', '--json'])
      const removed = await patchbay(['product', 'remove', id])

      expect(JSON.parse(created.out)).toMatchObject({ name: 'Web shop', tags: ['pci', 'web'] })
      expect(JSON.parse(changed.out)).toMatchObject({ criticality: 'high', owner: 'team-shop' })
      expect(removed.out).toBe(`Removed ${id}.\n`)
    })
  })

  describe('operations', () => {
    const scanner = async () => (await items('connection', 'list')).find((one: { label: string }) => one.label === 'Scanner').id

    it('are waited for, and end the command by how they ended', async () => {
      const id = await scanner()
      const complete = await patchbay(['connection', 'sync', id, '--wait'])
      const kept = hub.scanner.findings.get('shop')
      hub.scanner.findings.set('shop', {
        pages: [new Fault('credentials', 'The token has expired.', { remedy: 'Make a new one.' })],
      })
      const failed = await patchbay(['connection', 'sync', id, '--wait'])
      const [last] = await items('operation', 'list', '--connection', id)
      const watched = await patchbay(['operation', 'watch', last.id, '--json'])
      if (kept !== undefined) hub.scanner.findings.set('shop', kept)

      expect(complete).toMatchObject({ code: 0, said: expect.stringContaining('Scanner: sync complete') })
      expect(failed.code).toBe(5)
      expect(failed.said).toMatch(/sync of Scanner ended \w+\. Make a new one\.\n$/)
      expect(watched.code).toBe(5)
      expect(JSON.parse(watched.out)).toMatchObject({ id: last.id, problem: { kind: 'credentials' } })
    })

    it('are followed as they change until the user stops', async () => {
      const id = await scanner()
      const stop = new AbortController()
      const seen: string[] = []
      const context = {
        environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.reader },
        signal: stop.signal,
        terminal: {
          out(text: string) {
            seen.push(text)
            stop.abort()
          },
          say() {},
          interactive: false,
          width: undefined,
          readAll: async () => '',
          ask: async () => '',
        },
      }
      const watching = runCommandLine(['operation', 'watch', '--json'], context, {} as LocalCommands, '1.2.3')

      // The stream tells what changes while it is open, so there is something to tell until it has told.
      while (!stop.signal.aborted) await patchbay(['connection', 'discover', id, '--wait'])
      await watching

      expect(JSON.parse(seen[0] ?? '')).toMatchObject({ kind: 'discover', connectionLabel: 'Scanner' })
    })

    it('show what they noted', async () => {
      const [last] = await items('operation', 'list')

      const shown = await patchbay(['operation', 'show', last.id])
      const cancelled = await patchbay(['operation', 'cancel', last.id])

      expect(shown.out).toMatch(/^id +op_/)
      expect(cancelled.code).toBe(1)
    })
  })

  describe('tokens', () => {
    it('are printed alone, so that they can be piped', async () => {
      const created = await patchbay(['token', 'create', 'nightly', '--role', 'writer', '--expires-at', '2099-01-01T00:00:00Z'])
      const [newest] = await items('token', 'list')
      const works = await patchbay(['record', 'list'], { token: created.out.trim() })
      const revoked = await patchbay(['token', 'revoke', newest.id])
      const broken = await patchbay(['record', 'list'], { token: created.out.trim() })

      expect(created.out).toMatch(/^pb_\S{43}\n$/)
      expect(newest).toMatchObject({ name: 'nightly', role: 'writer' })
      expect([works.code, revoked.code, broken.code]).toEqual([0, 0, 4])
      expect(broken.said).toContain('not known, has expired or was revoked')
    })
  })

  describe('that goes wrong', () => {
    it('says who is not allowed to', async () => {
      const answer = await patchbay(['product', 'create', 'Mine'], { token: hub.api.tokens.reader })

      expect(answer).toMatchObject({
        code: 4,
        said: expect.stringContaining('This takes the role maintainer; you are reader.'),
      })
    })

    it('says when no hub answers', async () => {
      const { code, said } = await run(['record', 'list'], { environment: { PATCHBAY_URL: 'http://127.0.0.1:9' } })

      expect(code).toBe(3)
      expect(said).toContain('No hub answers at http://127.0.0.1:9')
    })

    it('says when something else answers', async () => {
      const { code, said } = await patchbay(['--url', `${url}/elsewhere`, 'record', 'list'])

      expect(code).toBe(1)
      expect(said).not.toBe('')
    })
  })
})
