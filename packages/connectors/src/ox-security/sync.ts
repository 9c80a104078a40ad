import type { Context, Coverage, Harvest, Page, Scope, Sighting, Target } from '@patchbay/sdk'
import { collectOddities, idAt, readRows, textAt } from '@patchbay/sdk/shape'
import { z } from 'zod'
import { categoriesWithout, families } from './category.ts'
import type { Config } from './config.ts'
import { applicationPages, issuePages } from './lists.ts'
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
  const seen = new Set<string | null>()
  const listing = issuePages(context, categoriesWithout(scope.kinds), readPosition(scope.resume))
  let unread = 0
  for (;;) {
    const step = await listing.next()
    if (step.done) {
      const missing = [
        ...(unread > 0 ? [`${unread} issues that could not be read`] : []),
        ...(step.value === null ? [] : [step.value]),
      ]
      if (missing.length > 0) return { kind: 'partial', missing: missing.join('; ') }
      return doubting(
        context,
        scope.targets.filter(({ ref }) => !seen.has(ref)),
      )
    }
    const { rows, next } = step.value
    for (const row of rows) seen.add(appOf(row))
    const page = readPage(rows, targets, scope)
    unread += page.unreadable?.length ?? 0
    yield { ...page, ...(next !== undefined && { position: JSON.stringify(next) }) }
  }
}

/**
 * OX takes the issues of an application away that it calls irrelevant, for a failed clone too. So applications without an issue are looked
 * for in the list of the relevant ones, a request for each thousand.
 */
async function doubting(context: Context<Config>, silent: readonly Target[]): Promise<Coverage<never>> {
  if (silent.length === 0) return { kind: 'complete' }
  const relevant = new Set<string | null>()
  const listing = applicationPages(context)
  for (;;) {
    const step = await listing.next()
    if (!step.done) {
      for (const row of step.value.rows) relevant.add(applicationId(row))
      continue
    }
    if (step.value !== null) return { kind: 'partial', missing: step.value }
    const gaps = silent.flatMap(({ ref }) => (relevant.has(ref) ? [] : [{ target: ref, reason: irrelevant }]))
    return { kind: 'complete', ...(gaps.length > 0 && { gaps }) }
  }
}

const applicationId = idAt('appId')
const irrelevant =
  'OX Security does not list the application among the relevant ones any more, and then shows none of its issues.'

function appOf(issue: unknown): string | null {
  return textAt(issue, 'app', 'id')
}

/** Every finding is given, or counted under the reason why it is not here. */
function readPage(rows: readonly unknown[], targets: ReadonlySet<string>, { kinds }: Scope<never>): Page<Sighting> {
  const { note, oddities } = collectOddities()
  // What cannot be read in somebody else's application is no concern of this scope.
  const isForeign = (row: unknown) => {
    const app = appOf(row)
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
