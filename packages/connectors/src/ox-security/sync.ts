import type { Context, Coverage, Harvest, Page, Scope, Sighting } from '@patchbay/sdk'
import { collectOddities, idAt, readRows, textAt } from '@patchbay/sdk/shape'
import { z } from 'zod'
import { categoriesWithout, families } from './category.ts'
import type { Config } from './config.ts'
import { issuePages } from './lists.ts'
import { toSightings } from './map.ts'
import type { Start } from './offset-pages.ts'
import { issue } from './schema.ts'

/**
 * All active issues of the organization that can be of a wanted family, in one list: asking for each application by itself would
 * use up the hour's thousand requests. What is resolved or removed is absent from it.
 */
export async function* sync(context: Context<Config>, scope: Scope<never>): Harvest<Sighting, Coverage<never>> {
  if (!families.some((family) => scope.kinds.includes(family))) return { kind: 'complete' }

  const targets = new Set(scope.targets.map(({ ref }) => ref))
  const listing = issuePages(context, categoriesWithout(scope.kinds), readPosition(scope.resume))
  let unread = 0
  for (;;) {
    const step = await listing.next()
    if (step.done) {
      const missing = [
        ...(unread > 0 ? [`${unread} issues that could not be read`] : []),
        ...(step.value === null ? [] : [step.value]),
      ]
      return missing.length === 0 ? { kind: 'complete' } : { kind: 'partial', missing: missing.join('; ') }
    }
    const { rows, next } = step.value
    const page = readPage(rows, targets, scope)
    unread += page.unreadable?.length ?? 0
    yield { ...page, ...(next !== undefined && { position: JSON.stringify(next) }) }
  }
}

/** Every finding is given, or counted under the reason why it is not here. */
function readPage(rows: readonly unknown[], targets: ReadonlySet<string>, { kinds }: Scope<never>): Page<Sighting> {
  const { note, oddities } = collectOddities()
  // What cannot be read in somebody else's application is no concern of this scope.
  const isForeign = (row: unknown) => {
    const app = textAt(row, 'app', 'id')
    return app !== null && !targets.has(app)
  }
  const foreign = rows.filter(isForeign).length
  const { items, unreadable } = readRows(
    issue,
    rows.filter((row) => !isForeign(row)),
    idAt('issueId'),
  )
  const sightings = items.flatMap((row) => toSightings(row, note))
  const wanted = sightings.filter(({ kind }) => kinds.includes(kind))
  const unwanted = sightings.length - wanted.length
  const filtered = {
    ...(foreign > 0 && { 'of-another-record': foreign }),
    ...(unwanted > 0 && { 'kind-not-selected': unwanted }),
  }
  return { items: wanted, unreadable, oddities, ...(foreign + unwanted > 0 && { filtered }) }
}

const position = z.union([
  z.object({ offset: z.int().min(0), tail: z.array(z.string()) }),
  z.object({ cursor: z.string().min(1) }),
])

/** What an older version wrote, or nobody, starts the list from its beginning. */
function readPosition(text: string | undefined): Start | undefined {
  if (text === undefined) return undefined
  try {
    return position.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
