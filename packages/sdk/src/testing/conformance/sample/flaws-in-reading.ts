import { z } from 'zod'
import type { Context, Coverage, Harvest } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import type { Sighting } from '../../../model/sighting.ts'
import type { Plugin } from '../../../plugin.ts'
import { readRows } from '../../../shape/read.ts'
import { type Config, coverageOf, listRows, readFindings, sample, sync } from './connector.ts'
import { broken, type Flaw, good, itemsChanged, manifest, pagesChanged, type Sync } from './flaw.ts'
import { finding } from './schema.ts'

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

/** What is wrong with how answers are read, runs resumed and secrets kept. */
export const flawsInReading: readonly Flaw[] = [
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
