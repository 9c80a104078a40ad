import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import type { ListFacts, NextPage } from '../../world.ts'
import { asksFor, type Wire } from '../asked.ts'
import type { Chapter, Subject } from '../check.ts'
import { expectUsual } from '../compare.ts'
import { requireFault } from '../fault-facts.ts'
import { changeAt, parsePath, valuesAt } from '../json-path.ts'
import { claimsAll } from '../outcome.ts'
import { ruleFor } from '../rules.ts'
import { each, listsOf, runWhole, type Stage } from '../stage.ts'

/** More pages than this are nobody's list; a connector that asks for them never stops. */
const enough = 30_000

const paged = {
  words: 'the vendor has lists in pages',
  holds: ({ world }: Subject) => world?.ways.some((way) => everyList(way).some(({ next }) => next.in !== 'none')) ?? false,
}

export const paging: Chapter = {
  title: 'Paging',
  checks: [
    {
      title: 'reads the same from many small pages as from few large ones',
      when: paged,
      run: async (stage) =>
        each(await pagedLists(stage, 'all'), async (trial) => {
          let asked = 0
          const count = () => ({
            before: (request: Parameters<typeof asksFor>[1]) => {
              if (asksFor(trial.list, request)) asked += 1
              return undefined
            },
          })
          await using session = await stage.open({ way: trial.errand.way, rowsPerPage: 2, hooks: count })

          const outcome = await runWhole(session, trial.errand)

          expectUsual(session, trial, outcome)
          expect(asked, 'pages of two rows; the world needs more data if there is only one').toBeGreaterThan(1)
        }),
    },
    {
      title: 'does not follow a next page to another host',
      when: paged,
      run: async (stage) =>
        each(await pagedLists(stage, 'all'), async ({ list, errand }) => {
          await using elsewhere = await listen()
          let address = list.next.in === 'link-header'
          const lead = (known: unknown) => {
            address ||= typeof known === 'string' && URL.canParse(known)
            return `${elsewhere.url}/next`
          }
          await using session = await stage.open({
            way: errand.way,
            rowsPerPage: 2,
            hooks: () => ({ after: (asked, wire) => (asksFor(list, asked) ? withNext(list.next, wire, lead) : wire) }),
          })

          const outcome = await session.run(errand)

          expect(elsewhere.requests(), 'requests at the other host').toBe(0)
          // What is no address is a cursor like any other; what it leads to is for the vendor to say.
          if (address && !list.auxiliary) requireFault(outcome.error, ['contract', 'refused'])
        }),
    },
    {
      title: 'does not follow a redirect to another host',
      run: async (stage) =>
        each(listsOf(await stage.trials(), 'essential'), async ({ list, errand }) => {
          await using elsewhere = await listen()
          await using session = await stage.open({ way: errand.way })
          const headers = { location: `${elsewhere.url}/moved` }
          session.world.emulator.faults.add({ ...ruleFor(list), action: { kind: 'status', status: 302, headers } })

          const outcome = await session.run(errand)

          expect(elsewhere.requests(), 'requests at the other host').toBe(0)
          requireFault(outcome.error, ['contract', 'refused'])
        }),
    },
    {
      title: 'sends every request to the host of its settings, through its client',
      run: async (stage) =>
        each(await stage.trials(), async ({ errand }) => {
          await using session = await stage.open({ way: errand.way, rowsPerPage: 2 })

          await session.check()
          await runWhole(session, errand)

          const { auth, baseUrl } = session.opened.transport
          const exchange = auth.kind === 'exchange' && URL.canParse(auth.url) ? [auth.url] : []
          const hosts = [baseUrl, ...exchange].map((address) => new URL(address).host)
          expect(session.events.filter(({ url }) => !hosts.includes(new URL(url).host))).toEqual([])
          expect(session.world.emulator.requests.total, 'requests the vendor saw').toBe(session.events.length)
        }),
    },
    {
      title: 'stops when the next page is always the same one',
      run: async (stage) =>
        each(
          (await pagedLists(stage, 'essential')).filter(({ list }) => list.next.in !== 'count'),
          async ({ list, errand }) => {
            let asked = 0
            let first: Wire | undefined
            await using session = await stage.open({
              way: errand.way,
              rowsPerPage: 2,
              hooks: () => ({
                before: (request) => {
                  if (!asksFor(list, request) || first === undefined) return undefined
                  asked += 1
                  if (asked > 1000) throw new Error('It asked for the same page a thousand times.')
                  return first
                },
                after: (request, wire) => {
                  if (asksFor(list, request)) first ??= wire
                  return wire
                },
              }),
            })

            requireFault((await session.run(errand)).error, ['contract'])
          },
        ),
      when: {
        words: 'the vendor names the next page',
        holds: ({ world }) =>
          world?.ways.some((way) => everyList(way).some(({ next }) => next.in !== 'count' && next.in !== 'none')) ?? false,
      },
    },
    {
      title: 'stops when there is always one more page',
      when: paged,
      run: async (stage) =>
        each(await pagedLists(stage, 'essential'), async ({ list, errand }) => {
          let asked = 0
          let first: Wire | undefined
          await using session = await stage.open({
            way: errand.way,
            rowsPerPage: 2,
            hooks: () => ({
              before: (request) => {
                if (!asksFor(list, request) || first === undefined) return undefined
                asked += 1
                if (asked > enough) throw new Error(`It went on after ${enough} pages.`)
                return endlessly(list, first, asked)
              },
              after: (request, wire) => {
                if (asksFor(list, request)) first ??= wire
                return wire
              },
            }),
          })

          const outcome = await session.run(errand)

          requireFault(outcome.error, ['contract'])
          expect(claimsAll(outcome)).toBe(false)
        }),
    },
  ],
}

async function pagedLists(stage: Stage, which: 'all' | 'essential') {
  return listsOf(await stage.trials(), which).filter(({ list }) => list.next.in !== 'none')
}

function everyList({
  repositories = [],
  discover = [],
  sync = [],
}: { readonly [verb in 'repositories' | 'discover' | 'sync']?: readonly ListFacts[] }) {
  return [...repositories, ...discover, ...sync]
}

/** A page like the first one, empty where the vendor would say that more follows anyway, leading to yet another. */
function endlessly(list: ListFacts, first: Wire, number: number): Wire {
  if (list.next.in === 'count') return first
  if (list.next.in === 'body' && list.next.until === 'empty') return withNext(list.next, first, (known) => moved(known, number))
  const empty = { ...first, body: changeAt(first.body, rowsList(list), () => []) }
  return withNext(list.next, empty, (known) => moved(known, number))
}

function rowsList({ rows }: ListFacts) {
  const path = parsePath(rows)
  return path.slice(0, path.lastIndexOf('[]'))
}

function moved(known: unknown, number: number): unknown {
  if (typeof known === 'number') return known + number
  if (typeof known !== 'string') return known
  return known.includes('?') ? `${known}&more=${number}` : `${known}${number}`
}

/** The answer with another next page, where it names one. */
function withNext(next: NextPage, wire: Wire, changed: (known: unknown) => unknown): Wire {
  if (next.in === 'count' || next.in === 'none') return wire
  if (next.in === 'header') {
    const known = wire.headers[next.name]
    return known ? { ...wire, headers: { ...wire.headers, [next.name]: String(changed(known)) } } : wire
  }
  if (next.in === 'link-header') {
    const link = wire.headers['link'] ?? ''
    const edited = link.replace(
      /<([^<>]*)>(\s*;[^,<]*rel="?next"?)/,
      (_, address: string, rest: string) => `<${changed(address)}>${rest}`,
    )
    return { ...wire, headers: { ...wire.headers, link: edited } }
  }
  const path = parsePath(next.path)
  const [known] = valuesAt(wire.body, path)
  return known ? { ...wire, body: changeAt(wire.body, path, changed) } : wire
}

interface Elsewhere extends AsyncDisposable {
  readonly url: string
  readonly requests: () => number
}

/** A server nobody has any business with. */
async function listen(): Promise<Elsewhere> {
  let requests = 0
  const server = createServer((_, response) => {
    requests += 1
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
