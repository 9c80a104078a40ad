import { z } from 'zod'
import type { Context, Coverage, Harvest, Page } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import type { Http } from '../../../http.ts'
import type { Sighting } from '../../../model/sighting.ts'
import { defineConnector, type Plugin } from '../../../plugin.ts'
import { isRecord } from '../../../shape/blank.ts'
import { readRows } from '../../../shape/read.ts'
import type { Transport } from '../../../transport.ts'
import type { ConformanceWorld } from '../../world.ts'
import { type Config, config, coverageOf, listRows, readFindings, type Sample, sample, sync } from './connector.ts'
import { finding } from './schema.ts'

/** One way to get a connector wrong, and the check that has to notice. */
export interface Flaw {
  readonly name: string
  /** Title of the check. */
  readonly caught: string
  readonly plugin: Plugin
  readonly world?: (world: ConformanceWorld) => ConformanceWorld
  readonly folder?: string
}

type Sync = NonNullable<Sample['sync']>

function broken(changes: Partial<Sample>): Plugin {
  return defineConnector({ ...sample, ...changes })
}

const good = broken({})
const manifest = (changes: Partial<Sample['manifest']>) => broken({ manifest: { ...sample.manifest, ...changes } })
const transport = (change: (transport: Transport, given: Config) => Transport) =>
  broken({ transport: (given) => change(sample.transport(given), given) })

/** The same connector as far as its settings are concerned. */
function settings(changes: Readonly<Record<string, z.ZodType>>): Plugin {
  const { configSchema, secrets, validate } = defineConnector({
    manifest: sample.manifest,
    config: z.object({ ...config.shape, ...changes }),
    transport: () => ({ baseUrl: 'https://sample.example', auth: { kind: 'none' } }),
    check: async () => ({ sees: '', warnings: [] }),
  })
  return { ...good, configSchema, secrets, validate }
}

/** The same sync with every page changed on its way. */
function pagesChanged(change: (page: Page<Sighting>, context: Context<Config>) => Page<Sighting>): Plugin {
  async function* changed(context: Context<Config>, scope: Parameters<Sync>[1]): ReturnType<Sync> {
    const harvest = sync(context, scope)
    for (;;) {
      const step = await harvest.next()
      if (step.done) return step.value
      yield change(step.value, context)
    }
  }
  return broken({ sync: changed })
}

const itemsChanged = (change: (item: Sighting) => Sighting) =>
  pagesChanged((page) => ({ ...page, items: page.items.map(change) }))

/** Gives each page the position of the one before. */
async function* oneBehind(context: Context<Config>, scope: Parameters<Sync>[1]): ReturnType<Sync> {
  const harvest = sync(context, scope)
  let before: string | undefined
  for (;;) {
    const step = await harvest.next()
    if (step.done) return step.value
    const { position, ...page } = step.value
    yield { ...page, ...(before !== undefined && { position: before }) }
    before = position
  }
}

/** The same sync, whose failures are taken for its end. */
function endedBy(isEnd: (error: unknown) => boolean, coverage: Coverage<never> = { kind: 'complete' }): Plugin {
  async function* ending(context: Context<Config>, scope: Parameters<Sync>[1]): ReturnType<Sync> {
    try {
      return yield* sync(context, scope)
    } catch (error) {
      if (isEnd(error)) return coverage
      throw error
    }
  }
  return broken({ sync: ending })
}

/** Pages of findings read by a loop of its own. */
function ownLoop(read: (http: Http, path: string, baseUrl: string) => AsyncGenerator<readonly unknown[], void, void>): Plugin {
  async function* looping({ http, config: { baseUrl, team } }: Context<Config>, scope: Parameters<Sync>[1]): ReturnType<Sync> {
    const [target] = scope.targets
    if (target === undefined) return { kind: 'complete' }
    let unread = 0
    for await (const rows of read(http, `/teams/${team}/projects/${target.ref}/findings`, baseUrl)) {
      const page = readFindings(rows, target.ref, scope)
      unread += page.unreadable?.length ?? 0
      yield page
    }
    return coverageOf(unread)
  }
  return broken({ sync: looping })
}

async function* withoutCap(http: Http, path: string): AsyncGenerator<readonly unknown[], void, void> {
  let cursor: unknown
  do {
    const { body } = await http.get({ path, query: { cursor: typeof cursor === 'string' ? cursor : undefined } })
    if (!isRecord(body) || !Array.isArray(body['findings'])) throw new Fault('contract', 'No findings.')
    yield body['findings']
    cursor = body['next']
  } while (cursor)
}

async function* firstPageOnly(http: Http, path: string): AsyncGenerator<readonly unknown[], void, void> {
  for await (const { value } of listRows(http, path, 'findings')) {
    yield value
    return
  }
}

/** Follows whatever address it is given, with a client of its own. */
async function* ownClient(http: Http, path: string): AsyncGenerator<readonly unknown[], void, void> {
  for await (const { value, next } of listRows(http, path, 'findings')) {
    yield value
    if (next !== undefined && URL.canParse(next)) await fetch(next)
  }
}

/** Reads the list as everybody does, and once more by itself. */
async function* besideTheClient(http: Http, path: string, baseUrl: string): AsyncGenerator<readonly unknown[], void, void> {
  await fetch(`${baseUrl}${path}`)
  for await (const { value } of listRows(http, path, 'findings')) yield value
}

async function* noListIsEmpty(http: Http, path: string): AsyncGenerator<readonly unknown[], void, void> {
  const { body } = await http.get(path)
  yield isRecord(body) && Array.isArray(body['findings']) ? body['findings'] : []
}

async function* rowsUnread(
  { http, config: { team } }: Context<Config>,
  scope: Parameters<Sync>[1],
): Harvest<Sighting, Coverage<never>> {
  const [target] = scope.targets
  if (target === undefined) return { kind: 'complete' }
  for await (const { value } of listRows(http, `/teams/${team}/projects/${target.ref}/findings`, 'findings')) {
    yield { ...readFindings(value, target.ref, scope), unreadable: [] }
  }
  return { kind: 'complete' }
}

/** Rows held against a schema that is stricter than the vendor is. */
function stricter(schema: z.ZodType): Plugin {
  async function* strict({ http, config: { team } }: Context<Config>, scope: Parameters<Sync>[1]): ReturnType<Sync> {
    const [target] = scope.targets
    if (target === undefined) return { kind: 'complete' }
    let unread = 0
    for await (const { value } of listRows(http, `/teams/${team}/projects/${target.ref}/findings`, 'findings')) {
      const { unreadable } = readRows(schema, value, () => null, target.ref)
      unread += unreadable.length
      const page = readFindings(unreadable.length > 0 ? [] : value, target.ref, scope)
      yield { ...page, unreadable }
    }
    return coverageOf(unread)
  }
  return broken({ sync: strict })
}

const isFaultOf =
  (...kinds: readonly string[]) =>
  (error: unknown) =>
    error instanceof Fault && kinds.includes(error.kind)

let counter = 0

export const flaws: readonly Flaw[] = [
  { name: 'has no steps', caught: 'has a manifest with everything the hub and the docs show', plugin: manifest({ steps: [] }) },
  { name: 'is called otherwise', caught: 'has the name of its folder as its id', plugin: manifest({ id: 'simple' }) },
  {
    name: 'cannot sync',
    caught: 'can do what its category promises, and names families exactly when it reports findings',
    plugin: broken({ sync: undefined }),
  },
  {
    name: 'has no README',
    caught: 'has a README with the four headings, each with something below it',
    plugin: good,
    folder: import.meta.filename,
  },
  {
    name: 'has no emulator',
    caught: 'has an emulator of the vendor for the kit to start',
    plugin: good,
    folder: import.meta.filename,
  },
  {
    name: 'marks no secret',
    caught: 'marks every secret, so that it is sealed and never shown',
    plugin: settings({ key: z.string().meta({ title: 'Key', description: 'A key.' }) }),
  },
  {
    name: 'does not explain a setting',
    caught: 'describes its settings as a JSON Schema that a form can be drawn from',
    plugin: settings({ team: z.string({ error: 'Enter the team.' }) }),
  },
  {
    name: 'has a setting its README does not know',
    caught: 'explains every setting in its README',
    plugin: settings({ colour: z.string().optional() }),
  },
  {
    name: 'speaks like its validator',
    caught: 'rejects empty settings in words that say which ones are missing',
    plugin: settings({ team: z.string() }),
  },
  {
    name: 'takes any setting',
    caught: 'rejects a setting nobody knows, by its name',
    plugin: { ...good, validate: (given) => good.validate(given).filter(({ message }) => !message.includes('no setting')) },
  },
  {
    name: 'refuses good settings',
    caught: 'accepts the settings of every way to connect',
    plugin: { ...good, validate: () => [{ field: 'key', message: 'No.' }] },
  },
  {
    name: 'falls over nonsense',
    caught: 'rejects nonsense without falling over',
    plugin: {
      ...good,
      validate: (given) => {
        if (Array.isArray(given)) throw new TypeError('A list!')
        return good.validate(given)
      },
    },
  },
  {
    name: 'quotes a wrong key',
    caught: 'never repeats a secret when it complains about it',
    plugin: settings({
      key: z
        .string()
        .refine((key) => key.startsWith('sample-'), { error: ({ input }) => `"${String(input)}" is no key.` })
        .meta({ secret: true }),
    }),
  },
  {
    name: 'opens with anything',
    caught: 'refuses to open with settings that do not validate, naming one',
    plugin: {
      ...good,
      open: (given, wiring) =>
        good.open({ baseUrl: 'https://a.example', key: 'sample-key-1', team: 'red', ...Object(given) }, wiring),
    },
  },
  {
    name: 'asks something when it is opened',
    caught: 'asks the vendor nothing before it has to',
    plugin: {
      ...good,
      open: (given, wiring) => {
        const connect: typeof wiring.connect = (transport) => {
          const http = wiring.connect(transport)
          http.get('/me').catch(() => {})
          return http
        }
        return good.open(given, { ...wiring, connect })
      },
    },
  },
  {
    name: 'says nothing of what it sees',
    caught: 'says what good credentials see',
    plugin: broken({ check: async () => ({ sees: '', warnings: [] }) }),
  },
  {
    name: 'checks nothing',
    caught: 'raises credentials for a key the vendor does not know, naming the setting',
    plugin: broken({ check: async () => ({ sees: '5 projects', warnings: [] }) }),
  },
  {
    name: 'names no setting',
    caught: 'raises credentials for a key the vendor does not know, naming the setting',
    plugin: broken({
      check: async ({ http }) => {
        await http.get('/me')
        return { sees: '5 projects', warnings: [] }
      },
    }),
  },
  {
    name: 'does not speak of expiry',
    caught: 'says so when a key has expired',
    plugin: broken({
      check: async () => {
        throw new Fault('credentials', 'The key was refused.', { field: 'key', remedy: 'Enter another.' })
      },
    }),
  },
  {
    name: 'checks no right',
    caught: 'raises permission for a key that may not read what is needed',
    plugin: broken({
      check: async ({ http }) => {
        await http.get('/me')
        return { sees: '5 projects', warnings: [] }
      },
    }),
  },
  {
    name: 'blames the key for the team',
    caught: 'names the setting that points to the wrong place',
    plugin: broken({
      check: (context) =>
        sample.check(context).catch((error: unknown) => {
          throw error instanceof Fault ? new Fault('config', error.message, { field: 'key', remedy: 'Enter another.' }) : error
        }),
    }),
  },
  {
    name: 'takes any answer to the check',
    caught: 'never takes a damaged answer to the check for a good one',
    plugin: broken({ check: (context) => sample.check(context).catch(() => ({ sees: '5 projects', warnings: [] })) }),
  },
  {
    name: 'is never sure',
    caught: 'runs each of its verbs to the end, and says that it saw everything',
    plugin: broken({
      sync: async function* (context, scope) {
        yield* sync(context, scope)
        return { kind: 'partial', missing: 'who knows' }
      },
    }),
  },
  {
    name: 'leaves an endpoint out',
    caught: 'uses every endpoint the vendor has for it, and no other',
    plugin: good,
    world: (world) => ({ ...world, unused: {} }),
  },
  {
    name: 'asks what it was told not to need',
    caught: 'uses every endpoint the vendor has for it, and no other',
    plugin: good,
    world: (world) => ({ ...world, unused: { ...world.unused, 'GET /me': 'not needed' } }),
  },
  {
    name: 'asks in vain',
    caught: 'asks nothing the vendor refuses',
    plugin: broken({
      sync: async function* (context, scope) {
        await context.http.get('/nowhere').catch(() => {})
        return yield* sync(context, scope)
      },
    }),
  },
  {
    name: 'passes dates on as they are',
    caught: 'yields records that follow the model to the letter',
    plugin: itemsChanged((item) => ({ ...item, detectedAt: '2026-01-01' })),
  },
  {
    name: 'yields a record twice',
    caught: 'names each record once',
    plugin: pagesChanged((page) => ({ ...page, items: [...page.items, ...page.items.slice(-1)] })),
  },
  {
    name: 'files under a target of its own',
    caught: 'files findings under the targets it was asked for, in families it promises',
    plugin: itemsChanged((item) => ({ ...item, target: 'p0' })),
  },
  {
    name: 'yields families nobody wants',
    caught: 'yields only the families that are wanted, and counts what was held back',
    plugin: broken({
      sync: (context, scope) => sync(context, { ...scope, kinds: sample.manifest.families.map(({ kind }) => kind) }),
    }),
  },
  {
    name: 'does not count what it held back',
    caught: 'yields only the families that are wanted, and counts what was held back',
    plugin: pagesChanged((page) => ({ ...page, filtered: {} })),
  },
  {
    name: 'makes ids up',
    caught: 'yields the same records when it runs again',
    plugin: itemsChanged((item) => {
      counter += 1
      return { ...item, externalId: `made-up-${counter}` }
    }),
  },
  {
    name: 'reads one page',
    caught: 'reads the same from many small pages as from few large ones',
    plugin: ownLoop(firstPageOnly),
  },
  { name: 'follows any address', caught: 'does not follow a next page to another host', plugin: ownLoop(ownClient) },
  {
    name: 'follows any redirect',
    caught: 'does not follow a redirect to another host',
    plugin: ownLoop(besideTheClient),
  },
  {
    name: 'has a way out of its own',
    caught: 'sends every request to the host of its settings, through its client',
    plugin: ownLoop(besideTheClient),
  },
  {
    name: 'goes round in circles',
    caught: 'stops when the next page is always the same one',
    plugin: ownLoop(withoutCap),
  },
  { name: 'has no cap', caught: 'stops when there is always one more page', plugin: ownLoop(withoutCap) },
  {
    name: 'does not wait',
    caught: 'waits as long as the vendor asks it to, and misses nothing',
    plugin: transport((given) => ({ ...given, attempts: 1 })),
  },
  {
    name: 'gives up at once',
    caught: 'tries again when the vendor is unavailable three times',
    plugin: transport((given) => ({ ...given, retryStatuses: [429] })),
  },
  {
    name: 'thinks that tokens last',
    caught: 'renews its token before it runs out',
    plugin: transport((given, { key }) => ({
      ...given,
      auth: { kind: 'exchange', method: 'POST', url: '/token', body: { form: { key } }, read: readForever },
    })),
  },
  {
    name: 'gives up with its token',
    caught: 'signs in again, once, when its token stops working',
    plugin: transport((given) => ({ ...given, classify: ({ status }) => (status === 401 ? 'permission' : undefined) })),
  },
  {
    name: 'goes on without credentials',
    caught: 'raises credentials when they stop working, without trying over and over',
    plugin: endedBy(isFaultOf('credentials')),
  },
  {
    name: 'takes damage for the end',
    caught: 'never takes a damaged answer for a whole one',
    plugin: endedBy(isFaultOf('contract', 'refused')),
  },
  {
    name: 'takes no list for an empty one',
    caught: 'never takes an answer of another form for an empty list',
    plugin: ownLoop(noListIsEmpty),
  },
  {
    name: 'takes a failed page for the last',
    caught: 'never says that it saw everything when a page failed',
    plugin: endedBy(isFaultOf('unreachable')),
  },
  {
    name: 'takes a missing page for the last',
    caught: 'never says that it saw everything when a page failed',
    plugin: endedBy(isFaultOf('missing')),
  },
  {
    name: 'hides that it was stopped',
    caught: 'stops within a page when it is told to',
    plugin: endedBy(() => true, { kind: 'partial', missing: 'stopped' }),
  },
  {
    name: 'forbids fields it does not know',
    caught: 'is not disturbed by fields nobody documented, nor by another order of fields',
    plugin: stricter(z.strictObject(finding.shape)),
  },
  {
    name: 'requires what is not promised',
    caught: 'reads a row without any field the vendor does not promise, absent or null',
    plugin: stricter(finding.required({ detected_at: true }).extend({ detected_at: z.string() })),
  },
  {
    name: 'drops rows in silence',
    caught: 'sets aside a row without a field it cannot do without, by its id and the field’s path, and keeps the others',
    plugin: broken({ sync: rowsUnread }),
  },
  {
    name: 'does not say which row',
    caught: 'sets aside a row without a field it cannot do without, by its id and the field’s path, and keeps the others',
    plugin: pagesChanged((page) => ({
      ...page,
      unreadable: (page.unreadable ?? []).map((row) => ({ ...row, externalId: null })),
    })),
  },
  {
    name: 'takes unknown words for mild ones',
    caught: 'keeps the word of an enum value nobody documented, and reports it',
    plugin: pagesChanged((page) => ({
      ...page,
      items: page.items.map((item) => (item.severity === 'unknown' ? { ...item, severity: 'info' } : item)),
    })),
  },
  {
    name: 'keeps strange words to itself',
    caught: 'keeps the word of an enum value nobody documented, and reports it',
    plugin: pagesChanged((page) => ({ ...page, oddities: [] })),
  },
  {
    name: 'tells unset from absent',
    caught: 'takes an enum value that is not set, absent or null for the same',
    plugin: itemsChanged((item) => ({ ...item, description: item.vendorSeverity === 'UNSET' ? 'Not set.' : null })),
  },
  {
    name: 'passes text on as it is',
    caught: 'survives NUL characters, broken text and endless text in any field',
    plugin: itemsChanged((item) => ({ ...item, title: item.title.replaceAll('\uFFFD', '\0') })),
  },
  {
    name: 'falls over dates',
    caught: 'survives dates no scanner can mean',
    plugin: itemsChanged((item) => {
      if (item.detectedAt === null) throw new RangeError('No date!')
      return item
    }),
  },
  {
    name: 'falls over numbers',
    caught: 'survives numbers no scanner can mean',
    plugin: itemsChanged((item) => {
      if (item.cvss.some(({ score }) => score === null)) throw new RangeError('No score!')
      return item
    }),
  },
  {
    name: 'falls over values',
    caught: 'survives any value in any field of any row',
    plugin: pagesChanged((page) => {
      if ((page.unreadable ?? []).some(({ path }) => path.startsWith('labels'))) throw new TypeError('No list!')
      return page
    }),
  },
  {
    name: 'falls over an old cursor',
    caught: 'takes up the cursor it left, and reads everything when it is handed one it does not know',
    plugin: {
      ...good,
      open: (given, wiring) => {
        const opened = good.open(given, wiring)
        return {
          ...opened,
          sync: (scope) => {
            if (scope.cursor !== undefined || opened.sync === undefined) throw new TypeError('What cursor?')
            return opened.sync(scope)
          },
        }
      },
    },
  },
  {
    name: 'starts over where it should go on',
    caught: 'goes on after any page with exactly what is left',
    plugin: broken({ sync: (context, { resume: _, ...scope }) => sync(context, scope) }),
  },
  {
    name: 'goes on one page too late',
    caught: 'goes on in another process, where it died',
    plugin: broken({ sync: oneBehind }),
  },
  {
    name: 'offers to go on without stable ids',
    caught: 'offers nowhere to go on, because its listing has to start over',
    plugin: manifest({ findingIds: 'unstable' }),
  },
  {
    name: 'logs its key',
    caught: 'lets no secret into log lines, records, errors or addresses',
    plugin: pagesChanged((page, context) => {
      context.log.info('Reading.', { key: context.config.key })
      return page
    }),
  },
  {
    name: 'sends its key in the address',
    caught: 'lets no secret into log lines, records, errors or addresses',
    plugin: broken({
      check: async (context) => {
        await context.http.get({ path: '/me', query: { who: context.config.key } })
        return sample.check(context)
      },
    }),
  },
  {
    name: 'quotes its key when it is refused',
    caught: 'lets no secret into the fault when it is turned away',
    plugin: broken({
      check: (context) =>
        sample.check(context).catch(() => {
          throw new Fault('credentials', `The key ${context.config.key} was refused.`, { field: 'key' })
        }),
    }),
  },
  {
    name: 'repeats what the vendor says',
    caught: 'lets no secret out when the vendor repeats it in an error',
    plugin: broken({
      sync: async function* (context, scope) {
        try {
          return yield* sync(context, scope)
        } catch (error) {
          context.log.warn('Failed.', { error, with: context.config.key })
          throw error
        }
      },
    }),
  },
]

function readForever(answer: unknown): { readonly token: string; readonly lifetime: number } {
  return { token: isRecord(answer) ? String(answer['token']) : '', lifetime: 1_000_000_000 }
}
