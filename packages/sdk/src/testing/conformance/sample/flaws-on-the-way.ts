import { isRecord } from '../../../shape/blank.ts'
import { sample, sync } from './connector.ts'
import { broken, endedBy, type Flaw, good, isFaultOf, itemsChanged, pagesChanged, transport } from './flaw.ts'
import { besideTheClient, firstPageOnly, noListIsEmpty, ownClient, ownLoop, withoutCap } from './own-loops.ts'

let counter = 0

/** What is wrong between connector and vendor: reading, paging, trouble on the way. */
export const flawsOnTheWay: readonly Flaw[] = [
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
]

function readForever(answer: unknown): { readonly token: string; readonly lifetime: number } {
  return { token: isRecord(answer) ? String(answer['token']) : '', lifetime: 1_000_000_000 }
}
