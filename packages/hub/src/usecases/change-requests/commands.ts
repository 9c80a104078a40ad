import type { OpenedChangeRequests } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ChangeRequestRow } from '../../store/change-requests/shapes.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { Actor, Commands } from '../commands.ts'
import { moveOn } from '../remediate/move-on.ts'
import { upstream } from '../upstream.ts'
import { bringForward } from './bring-forward.ts'
import { renovationOf, tryRenovation } from './by-renovate.ts'
import type { ChangeRequestDeps } from './change-request-deps.ts'
import { type Draft, draftOf, makersOf, previewOf } from './draft.ts'
import { platformFaultOf, platformOf } from './platform.ts'
import { allow, type ChangeOptions, prepare, sourceOf, workOf } from './prepare.ts'
import { takeIn } from './take-in.ts'

/** Milliseconds a preview may take: some hundred files are read one by one, or Renovate says what it would do. */
const patience = 120_000
/** Longer than opening a request takes. */
const lease = 600_000

/** Changes of manifests, shown first and pushed only when somebody asks for it. */
export function createChangeRequests(deps: ChangeRequestDeps): Commands['changeRequests'] {
  const { store } = deps
  return {
    preview: async (remediationId, { connectionId, ...options }) => {
      const work = await workOf(store, remediationId)
      return withPlatform(deps, connectionId, async ({ requests, connection, signal }) => {
        allow(requests, work)
        const source = sourceOf(work, options)
        const request = await requests.find(work.repository, source)
        const makers = makersOf(deps.renovate !== undefined && requests.renovate !== undefined)
        if (options.by === 'patchbay') {
          return { ...previewOf(await prepare(requests, work, options)), makers, log: null, request }
        }
        const renovation = renovationOf(deps, work, source)
        const head = await requests.head(work.repository)
        const log = await tryRenovation(deps, connection, renovation, signal)
        const plan = { files: [], left: [], lockFiles: [], overrides: [], overridable: [] }
        return { ...previewOf({ ...work, head, source, plan }), makers, log, request }
      })
    },
    open: async (remediationId, { connectionId, commit, ...options }, actor) => {
      const work = await workOf(store, remediationId)
      const source = sourceOf(work, options)
      const known = await store.transact((write) => write.changeRequests.find(remediationId, source))
      if (known === undefined || known.standing === 'failed') {
        const draft = await withPlatform(deps, connectionId, ({ requests }) =>
          draftOf(deps, requests, work, { ...options, source, commit }),
        )
        await begin(deps, { remediationId, connectionId, actor, options }, draft)
      } else {
        await look(deps, known.id)
      }
      const row = await store.transact((write) => write.changeRequests.find(remediationId, source))
      if (row === undefined) throw notFound('remediation', publicId('remediation', remediationId))
      if (row.state === 'closed') throw closed(row)
      return row.id
    },
    refresh: (id) => look(deps, id),
  }
}

interface Reached {
  readonly requests: OpenedChangeRequests
  readonly connection: ConnectionRow
  readonly signal: AbortSignal
}

async function withPlatform<T>(
  deps: ChangeRequestDeps,
  connectionId: number,
  act: (reached: Reached) => Promise<T>,
): Promise<T> {
  const connection = await deps.store.transact((write) => write.connections.find(connectionId))
  if (connection === undefined) throw notFound('connection', publicId('connection', connectionId))
  const signal = AbortSignal.timeout(patience)
  try {
    return await act({ requests: platformOf(deps, connection, signal), connection, signal })
  } catch (error) {
    if (error instanceof Problem) throw error
    throw upstream(platformFaultOf(deps, connectionId, signal, error))
  }
}

interface Asked {
  readonly remediationId: number
  readonly connectionId: number
  readonly actor: Actor
  readonly options: ChangeOptions
}

/** Writes down what was found or is to be opened, and opens it, unless somebody else was faster or Renovate will come to it. */
async function begin(deps: ChangeRequestDeps, asked: Asked, { proposal, files, request }: Draft): Promise<void> {
  const { remediationId, connectionId, actor, options } = asked
  const { source } = proposal
  const isLeft = options.by === 'renovate' && request === null
  const at = deps.now()
  const begun = await deps.store.transact(async (write) => {
    await want(write, remediationId, actor, at)
    const row = await write.changeRequests.begin(
      { remediationId, connectionId, source, madeBy: options.by, files, proposal, openedBy: actor.id },
      at,
      isLeft ? null : new Date(at.getTime() + lease),
    )
    if (row === undefined || request === null) return row
    await takeIn(write, row, request, at)
    return write.changeRequests.lock(row.id)
  })
  if (begun !== undefined && !isLeft) await complain(deps, begun)
}

/** Somebody wants it done: what is only proposed would be taken back when its vulnerabilities change. */
async function want(write: Writers, remediationId: number, actor: Actor, at: Date): Promise<void> {
  await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf([remediationId]))
  const [remediation] = await write.remediations.lock([remediationId])
  if (remediation === undefined) throw notFound('remediation', publicId('remediation', remediationId))
  if (remediation.state !== 'proposed') return
  await moveOn(write, remediation, { trigger: 'open', actor: actor.id, reason: null }, at)
}

async function look(deps: ChangeRequestDeps, id: number): Promise<void> {
  const at = deps.now()
  const row = await deps.store.transact(async (write) => {
    const current = await write.changeRequests.lock(id)
    // Renovate takes longer than anybody waits for an answer, and what failed is planned anew when somebody asks for it.
    const isLeft = current?.externalId === null && (current.madeBy === 'renovate' || current.standing === 'failed')
    return isLeft ? undefined : write.changeRequests.take(id, at, new Date(at.getTime() + lease))
  })
  if (row !== undefined) await complain(deps, row)
}

/** What the platform refuses is told to whoever waits for it; what it did not answer is tried again by itself. */
async function complain(deps: ChangeRequestDeps, row: ChangeRequestRow): Promise<void> {
  const fault = await bringForward(deps, row)
  if (fault !== null && !fault.policy.retried) throw upstream(fault)
}

function closed({ key, url }: ChangeRequestRow): Problem {
  return new Problem('conflict', `The change was proposed before, as ${key}, and was closed there.`, {
    code: 'change-closed',
    remedy: `Open it again${url === null ? '' : ` at ${url}`}; there is never a second one for the same change.`,
  })
}
