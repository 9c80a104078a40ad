import { type Context, type Coverage, Fault, type Harvest, type Scope, type Sighting, type Target } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import { type AlertFamily, factsOf, familiesOf } from './alert-family.ts'
import { alertPages, type Place, repositoryPath } from './alert-list.ts'
import type { Config } from './config.ts'
import { explain } from './explain.ts'
import { toEvidence } from './map.ts'
import { readPosition, writePosition } from './position.ts'
import { readAlerts } from './read-alerts.ts'
import { reasonFor, refusalOf } from './refusal.ts'
import { repository } from './schema.ts'

/**
 * All alerts of one repository, list by list. A list that is refused (the family is off, or the credentials may not read it) is
 * a gap: what it reported before stays as it is.
 */
export async function* sync(context: Context<Config>, scope: Scope<never>): Harvest<Sighting, Coverage<never>> {
  const [target] = scope.targets
  const families = familiesOf(scope.kinds)
  if (target === undefined || families.length === 0) return { kind: 'complete' }
  if (!context.config.alerts) return skipped(target, 'Alerts are switched off in the settings of the connection.')
  const found = await findRepository(context, target)
  if (found.place === null) return skipped(target, found.reason)

  const resumed = readPosition(scope.resume, families)
  const refused = new Map<AlertFamily, string>(resumed?.refused)
  const start = resumed === null ? 0 : families.indexOf(resumed.family)
  let unread = 0
  for (const [index, family] of families.entries()) {
    if (index < start) continue
    const following = families[index + 1]
    const positionOf = (next: string | undefined) => {
      if (next !== undefined) return { position: writePosition({ family, from: next, refused }) }
      return following === undefined ? {} : { position: writePosition({ family: following, refused }) }
    }
    const from = index === start ? resumed?.from : undefined
    const end = yield* readFamily({ context, scope, target, place: found.place }, family, from, positionOf)
    unread += end.unread
    if (end.refused !== null) refused.set(family, end.refused)
  }
  if (unread > 0) return { kind: 'partial', missing: `${unread} alerts could not be read` }
  const gaps = [...refused].flatMap(([family, reason]) =>
    factsOf[family].kinds.map((kind) => ({ target: target.ref, family: kind, reason })),
  )
  return { kind: 'complete', ...(gaps.length > 0 && { gaps }) }
}

function skipped({ ref }: Target, reason: string): Coverage<never> {
  return { kind: 'complete', gaps: [{ target: ref, reason }] }
}

type Found = { readonly place: Place } | { readonly place: null; readonly reason: string }

/**
 * The repository as it is called now, which GitHub's redirects tell after a rename. Lists of alerts are asked for by name, and
 * somebody else's repository may have got it since; and once the repository is known to be seen, a list that is not found says
 * something about the list alone.
 */
async function findRepository({ http, config }: Context<Config>, { ref, name, attributes }: Target): Promise<Found> {
  const known = attributes['fullName'] ?? name
  try {
    const { body } = await http.get({ path: repositoryPath(known), conditional: true })
    const row = readAnswer(repository, body, `GitHub’s answer about ${known}`)
    const { fullName, defaultBranch } = toEvidence(row, () => {})
    if (row.id === ref) return { place: { fullName, defaultBranch } }
    return { place: null, reason: `Another repository is called ${known} now. The next discover looks where this one went.` }
  } catch (error) {
    if (!(error instanceof Fault) || error.kind !== 'missing') throw explain(error, config)
    return { place: null, reason: `GitHub does not show ${known} to these credentials any more.` }
  }
}

interface Errand {
  readonly context: Context<Config>
  readonly scope: Scope<never>
  readonly target: Target
  readonly place: Place
}

interface End {
  readonly unread: number
  /** Why the list was refused before its first row. */
  readonly refused: string | null
}

async function* readFamily(
  { context, scope, target, place }: Errand,
  family: AlertFamily,
  from: string | undefined,
  positionOf: (next: string | undefined) => { readonly position?: string },
): Harvest<Sighting, End> {
  const origin = { target: target.ref, branch: place.defaultBranch }
  let unread = 0
  let pages = 0
  try {
    for await (const { value, next } of alertPages(context, place, family, from)) {
      pages += 1
      const page = readAlerts[family](value, origin, scope.kinds)
      unread += page.unreadable?.length ?? 0
      yield { ...page, ...positionOf(next) }
    }
    return { unread, refused: null }
  } catch (error) {
    const refusal = pages > 0 || from !== undefined ? null : refusalOf(error)
    if (refusal === null || !(error instanceof Fault)) throw error
    context.log.warn('GitHub refused a list of alerts; the findings it would hold are left as they are.', {
      family,
      repository: place.fullName,
      fault: error.message,
    })
    return { unread, refused: reasonFor(refusal, family, error.message) }
  }
}
