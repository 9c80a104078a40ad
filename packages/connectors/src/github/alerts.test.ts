import { kinds as everyKind, type Kind, type Page, type Scope, type Sighting, type Target } from '@patchbay/sdk'
import { collect, createClock, demoTenant, type Seen, type Tenant } from '@patchbay/sdk/testing'
import { type Client, providedClient } from '@patchbay/sdk/testing/client'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  createGitHubEmulator,
  type GitHubEmulator,
  type GitHubEmulatorOptions,
  secondaryLimit,
  seenByGitHub,
} from './emulator.ts'
import connector from './index.ts'

const identity = 'acme/identity'
const moment = '2026-12-01T12:00:00Z'
let tenant: Tenant

beforeAll(async () => {
  tenant = await demoTenant()
})

type Settings = Readonly<Record<string, unknown>>
type Place = Pick<GitHubEmulatorOptions, 'rowsPerPage' | 'enterpriseHost'>

/** The connector over real HTTP, with the client it runs with. */
async function open(settings: (emulator: GitHubEmulator) => Settings = () => ({}), place: Place = {}) {
  const clock = createClock(moment)
  const emulator = await createGitHubEmulator({ tenant, clock, ...place })
  const warned: string[] = []
  const log = { info: () => {}, warn: (message: string) => void warned.push(message) }
  const { signal } = new AbortController()
  const waits = {
    now: () => clock.now().getTime(),
    random: () => 0.5,
    sleep: async (milliseconds: number) => clock.advance(milliseconds),
  }
  const client: Client = await providedClient()({ clock: waits, secrets: [], signal, log, onRequest: () => {} })
  onTestFinished(async () => {
    await client.close()
    await emulator.close()
  })
  const config = { token: emulator.credentials.classic, alerts: true, baseUrl: emulator.url, ...settings(emulator) }
  const opened = connector.open(config, { signal, log, connect: client.connect })

  async function targets(): Promise<readonly Target[]> {
    return (await collect(opened.discover?.())).items
  }
  async function read(name: string, more: Partial<Scope<unknown>> = {}) {
    const target = (await targets()).find((one) => one.name === name)
    if (target === undefined) throw new Error(`${name} was not discovered`)
    return collect(opened.sync?.({ targets: [target], kinds: everyKind, ...more }))
  }
  return { emulator, opened, warned, targets, read, clock }
}

function seen(name: string, ...kinds: readonly Kind[]): readonly Seen[] {
  return [...seenByGitHub(tenant)].filter(
    ({ repository, finding }) => repository.fullName === name && (kinds.length === 0 || kinds.includes(finding.kind)),
  )
}

function gapsOf(coverage: unknown): readonly { readonly family?: Kind; readonly reason: string }[] {
  return typeof coverage === 'object' && coverage !== null && 'gaps' in coverage && Array.isArray(coverage.gaps)
    ? coverage.gaps
    : []
}

function count(pages: readonly Page<Sighting>[], reason: string): number {
  return pages.reduce((sum, { filtered }) => sum + (filtered?.[reason] ?? 0), 0)
}

describe('discover', () => {
  it('makes every repository something with alerts, matched by GitHub’s immutable id', async () => {
    const { opened, targets } = await open()

    const found = await targets()

    const repositories = (await collect(opened.repositories?.())).items
    expect(found.map(({ ref }) => ref)).toEqual(repositories.map(({ ref }) => ref))
    expect(found.find(({ name }) => name === identity)).toMatchObject({
      url: 'https://github.com/acme/identity',
      repository: {
        urls: expect.arrayContaining(['https://github.com/acme/identity', 'git@github.com:acme/identity.git']),
        nativeId: expect.stringMatching(/^\d+$/),
        nativeHost: 'github.com',
        defaultBranch: 'main',
      },
      attributes: { fullName: identity },
    })
  })

  it('finds nothing, and asks for nothing, while alerts are switched off', async () => {
    const { opened, emulator } = await open(() => ({ alerts: false }))

    expect(await collect(opened.discover?.())).toMatchObject({ pages: [], items: [], coverage: { kind: 'complete' } })
    expect(emulator.requests.total).toBe(0)
  })
})

describe('sync', () => {
  it('reads every alert of a repository, with the moment GitHub created it', async () => {
    const { read } = await open()

    const { items, coverage } = await read(identity)

    // Weaknesses of workflows are found by code scanning.
    const expected = seen(identity).map(({ finding }) => (finding.kind === 'infrastructure' ? 'code' : finding.kind))
    expect(coverage).toEqual({ kind: 'complete' })
    expect(items.map(({ detectedAt }) => detectedAt).toSorted()).toEqual(
      seen(identity)
        .map(({ detectedAt }) => detectedAt)
        .toSorted(),
    )
    expect(items.map(({ kind }) => kind).toSorted()).toEqual(expected.toSorted())
  })

  it('asks for the selected families only', async () => {
    const { read, emulator } = await open()

    const { items } = await read(identity, { kinds: ['dependency'] })

    expect(items).toHaveLength(seen(identity, 'dependency').length)
    expect(asked(emulator, '/alerts')).toEqual(['/repos/acme/identity/dependabot/alerts'])
  })

  it('asks for nothing when no family of GitHub’s is selected', async () => {
    const { opened, targets, emulator } = await open()
    const found = await targets()
    const before = emulator.requests.total

    const { coverage } = await collect(opened.sync?.({ targets: found.slice(0, 1), kinds: ['container'] }))

    expect(coverage).toEqual({ kind: 'complete' })
    expect(emulator.requests.total).toBe(before)
  })

  it('leaves out what is fixed, and keeps what was dismissed with the reason', async () => {
    const { read, emulator } = await open()
    const [fixed, dismissed] = seen(identity, 'dependency')
    const [code] = seen(identity, 'code', 'infrastructure')
    emulator.alerts.fix(fixed?.finding.key ?? '', code?.finding.key ?? '')
    emulator.alerts.triage(dismissed?.finding.key ?? '', 'risk-accepted')

    const { items, pages, coverage } = await read(identity)

    expect(coverage).toEqual({ kind: 'complete' })
    expect(items).toHaveLength(seen(identity).length - 2)
    expect(count(pages, 'already-resolved')).toBe(1)
    expect(items.filter(({ triage }) => triage?.reason === 'tolerable_risk')).toHaveLength(1)
  })

  it('always asks GitHub to hide secrets, on later pages too', async () => {
    const { read, emulator } = await open(undefined, { rowsPerPage: 1 })
    const name = 'acme/payments-api'
    const [secret] = seen(name, 'secret')
    if (secret === undefined) throw new Error('the tenant has no secret there')
    emulator.alerts.add(name, { ...secret.finding, key: 'another' })

    const { items } = await read(name, { kinds: ['secret'] })

    const requests = emulator.requests.all.filter(({ path }) => path.includes('/secret-scanning/'))
    expect(items).toHaveLength(2)
    expect(requests).toHaveLength(2)
    expect(requests.map(({ query }) => query['hide_secret'])).toEqual(['true', 'true'])
    expect(JSON.stringify(items)).not.toContain('emulated-')
  })

  it('asks for code scanning of the default branch only', async () => {
    const { read, emulator } = await open()

    await read(identity, { kinds: ['code'] })

    const [request] = emulator.requests.all.filter(({ path }) => path.includes('/code-scanning/'))
    expect(request?.query['ref']).toBe('refs/heads/main')
  })

  it.each([
    ['dependabot', 'off', ['dependency', 'malware'], 'Dependabot alerts are not enabled'],
    ['code-scanning', 'off', ['code'], 'Code scanning alerts are not enabled'],
    ['code-scanning', 'never-run', ['code'], 'no analysis found'],
    ['secret-scanning', 'off', ['secret'], 'Secret scanning is disabled on this repository'],
  ] as const)('skips %s that is %s, in GitHub’s words, and reads the others', async (family, state, kinds, words) => {
    const { read, emulator, warned } = await open()
    emulator.alerts.setFamily(identity, family, state)

    const { items, coverage } = await read(identity)

    expect(coverage).toEqual({
      kind: 'complete',
      gaps: kinds.map((kind) => ({ target: expect.any(String), family: kind, reason: expect.stringContaining(words) })),
    })
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter(({ kind }) => (kinds as readonly Kind[]).includes(kind))).toEqual([])
    expect(warned).toHaveLength(1)
  })

  it('does not take a missing permission for a family that is switched off', async () => {
    const { read } = await open(({ credentials }) => ({ token: credentials.metadataOnly }))

    const { items, coverage } = await read(identity)

    const gaps = gapsOf(coverage)
    expect(items).toEqual([])
    expect(gaps.map(({ family }) => family)).toEqual(['dependency', 'malware', 'code', 'secret'])
    for (const { reason } of gaps) {
      expect(reason).toMatch(/may not read .* permission “(Dependabot|Code scanning|Secret scanning) alerts: read”/)
      expect(reason).toContain('Resource not accessible by personal access token')
      expect(reason).not.toContain('not enabled')
    }
  })

  it('goes on after a rename between discover and sync', async () => {
    const { opened, targets, emulator } = await open()
    const target = (await targets()).find(({ name }) => name === identity)
    emulator.controls.rename(identity, 'login')

    const { items } = await collect(opened.sync?.({ targets: target ? [target] : [], kinds: ['dependency'] }))

    expect(items).toHaveLength(seen(identity, 'dependency').length)
    expect(asked(emulator, '/alerts')).toEqual(['/repos/acme/login/dependabot/alerts'])
  })

  it('skips a repository whose name another one has by now', async () => {
    const { opened, targets, emulator } = await open()
    const target = (await targets()).find(({ name }) => name === identity)
    emulator.controls.recreate(identity)

    const { items, coverage } = await collect(opened.sync?.({ targets: target ? [target] : [], kinds: everyKind }))

    expect(items).toEqual([])
    expect(coverage).toMatchObject({ kind: 'complete', gaps: [{ reason: expect.stringContaining('Another repository') }] })
    expect(asked(emulator, '/alerts')).toEqual([])
  })

  it('skips a repository that is out of sight by now', async () => {
    const { opened, targets, emulator } = await open()
    const target = (await targets()).find(({ name }) => name === identity)
    emulator.controls.delete(identity)

    const { coverage } = await collect(opened.sync?.({ targets: target ? [target] : [], kinds: everyKind }))

    expect(coverage).toEqual({
      kind: 'complete',
      gaps: [{ target: target?.ref, reason: expect.stringContaining('any more') }],
    })
  })

  it('skips everything when alerts were switched off after the last discover', async () => {
    const { targets } = await open()
    const found = await targets()
    const { opened, emulator } = await open(() => ({ alerts: false }))

    const { coverage } = await collect(opened.sync?.({ targets: found.slice(0, 1), kinds: everyKind }))

    expect(coverage).toMatchObject({ kind: 'complete', gaps: [{ reason: expect.stringContaining('switched off') }] })
    expect(emulator.requests.total).toBe(0)
  })

  it('spends nothing of the limit on what has not changed', async () => {
    const { read, emulator } = await open()
    await read(identity)
    const before = emulator.requests.total

    const { items } = await read(identity)

    expect(items).toHaveLength(seen(identity).length)
    expect(emulator.requests.all.slice(before).map(({ status }) => status)).toEqual(
      Array.from({ length: emulator.requests.total - before }, () => 304),
    )
  })

  it('reads GitHub Enterprise Server, whose API is below a path, page by page', async () => {
    const { read, targets } = await open(undefined, { rowsPerPage: 2, enterpriseHost: 'github.example.com' })

    const { items, pages } = await read(identity)

    expect(items).toHaveLength(seen(identity).length)
    expect(pages.length).toBeGreaterThan(5)
    expect((await targets())[0]?.repository?.nativeHost).toBe('github.example.com')
  })

  it('waits for a secondary limit instead of taking it for a refusal', async () => {
    const { read, emulator, clock } = await open()
    emulator.faults.add({ method: 'GET', path: /dependabot\/alerts/, action: secondaryLimit(60), count: 1 })

    const { coverage } = await read(identity, { kinds: ['dependency'] })

    expect(coverage).toEqual({ kind: 'complete' })
    expect(clock.now().getTime() - Date.parse(moment)).toBeGreaterThanOrEqual(60_000)
  })

  it('remembers across a restart which list was refused', async () => {
    const { read, emulator } = await open(undefined, { rowsPerPage: 2 })
    emulator.alerts.setFamily(identity, 'dependabot', 'off')
    const whole = await read(identity)
    const position = whole.pages.find((page) => page.position !== undefined)?.position
    if (position === undefined) throw new Error('no page says where to go on')

    const { coverage } = await read(identity, { resume: position })

    expect(gapsOf(coverage).map(({ family }) => family)).toEqual(['dependency', 'malware'])
  })

  it.each(['rubbish', '{"family":"stars"}', '{"family":"secret-scanning","refused":[]}'])(
    'starts over at a position it cannot use: %s',
    async (resume) => {
      const { read } = await open()

      const { items } = await read(identity, { kinds: ['dependency'], resume })

      expect(items).toHaveLength(seen(identity, 'dependency').length)
    },
  )
})

describe('check', () => {
  it('says which alerts can be read', async () => {
    const { opened } = await open()

    const { sees, warnings } = await opened.check()

    expect(sees).toMatch(/ repositories, with their Dependabot alerts, code scanning alerts, and secret scanning alerts$/)
    expect(warnings).toEqual([])
  })

  it('does not try to read alerts while they are switched off', async () => {
    const { opened, emulator } = await open(() => ({ alerts: false }))

    expect((await opened.check()).sees).toMatch(/ repositories$/)
    expect(asked(emulator, '/alerts')).toEqual([])
  })

  it('warns of each missing permission by its name', async () => {
    const { opened } = await open(({ credentials }) => ({ token: credentials.metadataOnly }))

    const { sees, warnings } = await opened.check()

    expect(sees).toMatch(/ repositories$/)
    expect(warnings).toEqual([
      expect.stringContaining('“Dependabot alerts: read”'),
      expect.stringContaining('“Code scanning alerts: read”'),
      expect.stringContaining('“Secret scanning alerts: read”'),
    ])
  })

  it('needs no owner: a member’s token reads the alerts of repositories', async () => {
    const { opened } = await open(({ credentials }) => ({ token: credentials.member }))

    expect((await opened.check()).warnings).toEqual([])
  })

  it('looks on when a family is off in one repository, and says so when it is off in all it tried', async () => {
    const { opened, emulator, targets } = await open()
    const [first, ...others] = await targets()
    emulator.alerts.setFamily(first?.name ?? '', 'code-scanning', 'off')
    const looked = await opened.check()
    for (const { name } of others) emulator.alerts.setFamily(name, 'code-scanning', 'off')

    const { sees, warnings } = await opened.check()

    expect(looked.warnings).toEqual([])
    expect(sees).not.toContain('code scanning')
    expect(warnings).toEqual([
      expect.stringMatching(/not known whether code scanning alerts .* Advanced Security must be enabled/),
    ])
  })
})

function asked({ requests }: GitHubEmulator, part: string): readonly string[] {
  return requests.all.map(({ path }) => path).filter((path) => path.includes(part))
}
