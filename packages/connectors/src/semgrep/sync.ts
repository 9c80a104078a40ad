import { type Context, type Coverage, Fault, type Gap, type Harvest, type Scope, type Sighting } from '@patchbay/sdk'
import type { Config } from './config.ts'
import { readDeployment } from './deployment.ts'
import { findingPages, secretPages } from './lists.ts'
import {
  familiesOf,
  nameOf,
  type Part,
  type Places,
  type Position,
  type Product,
  placesOf,
  planOf,
  readPosition,
  writePosition,
} from './plan.ts'
import { readProjectRoll } from './project-roll.ts'
import { type Reader, readCodePage, readDependencyPage, readSecretPage } from './read-page.ts'
import type { Deployment } from './schema.ts'

/**
 * All findings of all projects in the scope. Always the full lists: Semgrep's `since` is about when a finding appeared, so what
 * was fixed or ignored afterwards would never be told. A product the organization does not have leaves its families alone.
 */
export async function* sync(context: Context<Config>, scope: Scope<never>): Harvest<Sighting, Coverage<never>> {
  const plan = planOf(scope)
  const resumed = readPosition(scope.resume)
  const start = Math.max(
    0,
    plan.findIndex((part) => nameOf(part) === resumed?.part),
  )
  if (plan.length === 0) return { kind: 'complete' }

  const deployment = await readDeployment(context)
  const roll = await readProjectRoll(context, deployment)
  const seen = new Set<string>()
  const reader: Reader = {
    places: noting(placesOf(scope.targets, roll), seen),
    kinds: scope.kinds,
    app: `${context.config.baseUrl}/orgs/${encodeURIComponent(deployment.slug)}`,
  }
  const refused = new Map<Product, string>(resumed?.refused)
  let unread = 0
  for (const [index, part] of plan.entries()) {
    if (index < start || refused.has(part.product)) continue
    const from = index === start ? resumed?.from : undefined
    const end = yield* readPart({ context, deployment, reader }, part, (cursor) => positionAt(part, refused, cursor), from)
    if (end.refused !== null) refused.set(part.product, end.refused)
    unread += end.unread
    const next = plan[index + 1]
    if (next !== undefined) yield { items: [], position: positionAt(next, refused) }
  }
  if (unread > 0) return { kind: 'partial', missing: `${unread} findings could not be read` }
  // Semgrep keeps silent about a project that was archived or removed, or that another organization's token asks for.
  const silent = scope.targets.filter(({ ref }) => !seen.has(ref) && !roll.ids.has(ref))
  const gaps: readonly Gap[] = [...gapsOf(refused), ...silent.map(({ ref }) => ({ target: ref, reason: notListed }))]
  return { kind: 'complete', ...(gaps.length > 0 && { gaps }) }
}

const notListed =
  'Semgrep does not list the project any more: it was archived or removed, or the token is of another organization.'

/** The same places; `seen` learns which of them something was found in. */
function noting(places: Places, seen: Set<string>): Places {
  return (repository) => {
    const place = places(repository)
    if (place !== undefined) seen.add(place.ref)
    return place
  }
}

function positionAt(part: Part, refused: ReadonlyMap<Product, string>, from?: string): string {
  const position: Position = { part: nameOf(part), refused: [...refused], ...(from !== undefined && { from }) }
  return writePosition(position)
}

function gapsOf(refused: ReadonlyMap<Product, string>): readonly Gap[] {
  return [...refused].flatMap(([product, reason]) => familiesOf[product].map((family) => ({ family, reason })))
}

interface Tools {
  readonly context: Context<Config>
  readonly deployment: Deployment
  readonly reader: Reader
}

interface End {
  readonly unread: number
  /** Why the list was refused before its first row. */
  readonly refused: string | null
}

async function* readPart(
  tools: Tools,
  part: Part,
  positionOf: (cursor: string) => string,
  from: string | undefined,
): Harvest<Sighting, End> {
  let unread = 0
  let pages = 0
  try {
    for await (const page of pagesOf(tools, part, positionOf, from)) {
      pages += 1
      unread += page.unreadable?.length ?? 0
      yield page
    }
    return { unread, refused: null }
  } catch (error) {
    const isRefusal = error instanceof Fault && (error.kind === 'permission' || error.kind === 'missing')
    if (!isRefusal || pages > 0 || from !== undefined) throw error
    const reason = `Semgrep gives this organization no ${words[part.product]}: ${error.message}`
    tools.context.log.warn('Semgrep refused a list; the findings it would hold are left as they are.', {
      product: part.product,
      fault: error.message,
    })
    return { unread, refused: reason }
  }
}

const words: Readonly<Record<Product, string>> = {
  sast: 'code findings',
  sca: 'supply-chain findings',
  secrets: 'secrets',
}

async function* pagesOf(
  { context, deployment, reader }: Tools,
  part: Part,
  positionOf: (cursor: string) => string,
  from: string | undefined,
) {
  if (part.product === 'secrets') {
    for await (const { value, next } of secretPages(context, deployment, from)) {
      yield { ...readSecretPage(value, reader), ...(next !== undefined && { position: positionOf(next) }) }
    }
    return
  }
  // Rows move while the list is read, so a page number says nothing to a later run: it reads this list again.
  const read = part.product === 'sast' ? readCodePage : readDependencyPage
  for await (const rows of findingPages(context, deployment, part.product, part.branch)) yield read(rows, part.branch, reader)
}
