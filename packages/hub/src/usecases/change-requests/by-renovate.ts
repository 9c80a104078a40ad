import { type ChangeRequest, Fault, type OpenedChangeRequests } from '@patchbay/sdk'
import { z } from 'zod'
import { packageKey } from '../../domain/package.ts'
import { Problem } from '../../domain/problem.ts'
import { canRenovate } from '../../domain/renovate.ts'
import { makeStorable } from '../../domain/storable.ts'
import type { ChangeRequestRow } from '../../store/change-requests/shapes.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import { StoredCreate } from '../tickets/stored-task.ts'
import type { ChangeRequestDeps } from './change-request-deps.ts'
import type { Work } from './prepare.ts'

/** What is kept of a change that Renovate is to make: every try asks it for the same. */
const StoredRenovation = z.object({
  repository: StoredCreate.shape.repository.unwrap(),
  source: z.string(),
  title: z.string(),
  upgrades: z.array(z.object({ type: z.string(), name: z.string(), to: z.string() })),
})
type Renovation = z.output<typeof StoredRenovation>

/** What Renovate is asked for. Throws `renovate-unknown` where it would not know how, `renovate-off` where the operator has none. */
export function renovationOf(
  { renovate }: ChangeRequestDeps,
  { repository, facts, upgrades }: Work,
  source: string,
): Renovation {
  if (renovate === undefined) {
    throw new Problem('conflict', 'This hub runs no Renovate.', {
      code: 'renovate-off',
      field: 'by',
      remedy: 'Set PATCHBAY_RENOVATE to the path of an installed renovate, or let Patchbay make the change.',
    })
  }
  const seen = upgrades.flatMap(({ package: key, to }) => {
    const known = packageKey(key)
    return known === null ? [] : [{ type: known.type, name: known.displayName, to }]
  })
  if (seen.length === upgrades.length && canRenovate(seen.map(({ type }) => type))) {
    return { repository: { ...repository }, source, title: facts.title, upgrades: seen }
  }
  throw new Problem('conflict', 'Renovate is not asked to change packages of this kind.', {
    code: 'renovate-unknown',
    field: 'by',
    remedy: 'Make the change by hand.',
  })
}

/** What Renovate says it would do. Nothing is changed. */
export async function tryRenovation(
  deps: ChangeRequestDeps,
  connection: ConnectionRow,
  renovation: Renovation,
  signal: AbortSignal,
): Promise<string> {
  return (await run(deps, connection, { ...renovation, isTrial: true }, signal)).log
}

/** Has Renovate make the change unless it is there, and finds the request by its branch. What it said is kept, whatever came of it. */
export async function openByRenovate(
  deps: ChangeRequestDeps,
  connection: ConnectionRow,
  requests: OpenedChangeRequests,
  row: ChangeRequestRow,
  signal: AbortSignal,
): Promise<ChangeRequest> {
  const renovation = StoredRenovation.parse(row.proposal)
  const { repository, source } = renovation
  const known = await requests.find(repository, source)
  if (known !== null) return known
  const { succeeded, log } = await run(deps, connection, { ...renovation, isTrial: false }, signal)
  await deps.store.transact((write) => write.changeRequests.logged(row.id, log))
  if (signal.aborted)
    throw new Fault('config', 'Renovate took too long and was ended.', { remedy: 'See how far it came in its log.' })
  const opened = await requests.find(repository, source)
  if (opened !== null) return opened
  throw new Fault('config', succeeded ? 'Renovate opened no request.' : 'Renovate failed.', {
    remedy: 'See why in its log. It may not find the package, or not that version.',
  })
}

async function run(
  { renovate, plugins }: ChangeRequestDeps,
  connection: ConnectionRow,
  { repository, ...renovation }: Renovation & { readonly isTrial: boolean },
  signal: AbortSignal,
) {
  const plugin = plugins.get(connection.connector)
  if (renovate === undefined || plugin === undefined) throw new Fault('config', 'This hub runs no Renovate any more.')
  const outcome = { ...(await renovate(connection, plugin, { ...renovation, repository: repository.fullName }, signal)) }
  makeStorable(outcome)
  return outcome
}
