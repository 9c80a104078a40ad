import type { Account, Scope } from '../../connector.ts'
import type { Target } from '../../model/target.ts'
import type { LoggedRequest } from '../request-log.ts'
import type { ConformanceWorld, ListFacts, WayIn } from '../world.ts'
import { plainMessage } from './messages.ts'
import { claimsAll, type Outcome } from './outcome.ts'
import { proposeChanges } from './proposing.ts'
import {
  type Errand,
  type Kit,
  openSession,
  type Session,
  type SessionOptions,
  startWorld,
  type Verb,
  verbs,
} from './session.ts'
import { parcelOf, shipWhole } from './shipment.ts'
import { findingsOf } from './snapshots.ts'
import { followTicket } from './tracking.ts'

/** A clean run of everything one way offers, to hold the troubled ones against. */
export interface Survey {
  readonly account: Account
  readonly runs: readonly { readonly errand: Errand; readonly outcome: Outcome }[]
  readonly requests: readonly LoggedRequest[]
  readonly emulatorUrl: string
}

/** An errand that is put to the test, with what it comes to undisturbed. */
export interface Trial {
  readonly errand: Errand
  readonly name: string
  readonly lists: readonly ListFacts[]
  readonly usual: Outcome
  /** Where the emulator of the undisturbed run was. */
  readonly usualUrl: string
}

/** Where checks act. Worlds are started as they are needed; what is costly is done once. */
export interface Stage {
  readonly kit: Kit
  readonly folder: string
  readonly publicSettings: readonly string[]
  open(options?: SessionOptions): Promise<Session>
  /** A world for several sessions, one after the other. */
  world(rowsPerPage: number): Promise<ConformanceWorld & AsyncDisposable>
  survey(way: number): Promise<Survey>
  /** One trial for each verb of each way; of `sync` the target with the most findings. */
  trials(): Promise<readonly Trial[]>
  /** Facts of a world nobody uses for anything else. */
  readonly facts: ConformanceWorld
}

export function createStage(given: {
  readonly kit: Kit
  readonly folder: string
  readonly publicSettings: readonly string[]
  readonly facts: ConformanceWorld
}): Stage {
  const { kit, facts } = given
  const surveys = new Map<number, Promise<Survey>>()

  function survey(way: number): Promise<Survey> {
    const known = surveys.get(way) ?? makeSurvey(kit, way)
    surveys.set(way, known)
    return known
  }

  async function trials(): Promise<readonly Trial[]> {
    const found: Trial[] = []
    for (const [index, way] of facts.ways.entries()) {
      const { runs, emulatorUrl } = await survey(index)
      for (const verb of verbs) {
        const lists = way[verb]
        const [busiest] = runs
          .filter(({ errand }) => errand.verb === verb)
          .sort((one, other) => other.outcome.items.length - one.outcome.items.length)
        if (lists === undefined || busiest === undefined) continue
        found.push({ errand: busiest.errand, usual: busiest.outcome, usualUrl: emulatorUrl, lists, name: nameOf(verb, way) })
      }
    }
    return found
  }

  async function world(rowsPerPage: number): Promise<ConformanceWorld & AsyncDisposable> {
    const started = await startWorld(kit, rowsPerPage)
    return { ...started, [Symbol.asyncDispose]: () => started.emulator.close() }
  }

  return { ...given, open: (options) => openSession(kit, options), world, survey, trials }
}

function nameOf(verb: Verb, { name }: WayIn): string {
  return `${verb} with ${name}`
}

async function makeSurvey(kit: Kit, way: number): Promise<Survey> {
  await using session = await openSession(kit, { way })
  const account = await session.check()
  const runs: { errand: Errand; outcome: Outcome }[] = []

  async function run(errand: Errand): Promise<Outcome> {
    const outcome = await session.run(errand)
    if (outcome.error !== null) throw outcome.error
    runs.push({ errand, outcome })
    return outcome
  }

  if (session.opened.repositories) await run({ way, verb: 'repositories' })
  const targets = session.opened.discover ? (await run({ way, verb: 'discover' })).items.filter(isTarget) : []
  for (const scope of scopesOf(kit, targets)) await run({ way, verb: 'sync', scope })
  await session.opened.notify?.(plainMessage)
  await exportAll(session, kit, way)
  await followTicket(session, way)
  await proposeChanges(session, way)
  return { account, runs, requests: [...session.world.emulator.requests.all], emulatorUrl: session.world.emulator.url }
}

/** One small upload of every family, followed to its end. */
async function exportAll(session: Session, { plugin: { exportFacts } }: Kit, way: number): Promise<void> {
  const destination = session.world.ways[way]?.exports
  if (destination === undefined) return
  for (const family of exportFacts?.families ?? [])
    await shipWhole(session, parcelOf(family, destination, findingsOf(family, 3)))
}

/** The targets in groups as large as the connector takes them, every family wanted. */
function scopesOf({ plugin }: Kit, targets: readonly Target[]): readonly Scope<unknown>[] {
  if (!plugin.capabilities.includes('sync')) return []
  const { targetsPerSync = 1, families } = plugin.manifest
  const size = targetsPerSync === 'all' ? targets.length : targetsPerSync
  const kinds = families.map(({ kind }) => kind)
  return Array.from({ length: Math.ceil(targets.length / Math.max(1, size)) }, (_, index) => ({
    targets: targets.slice(index * size, (index + 1) * size),
    kinds,
  }))
}

function isTarget(item: unknown): item is Target {
  return typeof item === 'object' && item !== null && 'ref' in item && 'attributes' in item
}

/** Runs an errand and throws unless it saw everything. */
export async function runWhole(session: Session, errand: Errand): Promise<Outcome> {
  const outcome = await session.run(errand)
  if (outcome.error !== null) throw outcome.error
  if (!claimsAll(outcome)) throw new Error(`It saw only a part: ${JSON.stringify(outcome.coverage)}`)
  return outcome
}

/** Every list of every trial that the vendor cannot do without, or all of them. */
export function listsOf(
  trials: readonly Trial[],
  which: 'all' | 'essential',
): readonly (Trial & { readonly list: ListFacts })[] {
  return trials.flatMap((trial) =>
    trial.lists
      .filter((list) => which === 'all' || !list.auxiliary)
      .map((list) => ({ ...trial, list, name: `${trial.name}, list ${list.endpoints[0]}` })),
  )
}

/** Does something with each of many subjects; a failure says with which. */
export async function each<T extends { readonly name: string }>(
  subjects: readonly T[],
  act: (subject: T) => Promise<void>,
): Promise<void> {
  if (subjects.length === 0) throw new Error('There is nothing to check: the world declares no such list.')
  for (const subject of subjects) {
    try {
      await act(subject)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      throw new Error(`${subject.name}: ${message}`, { cause: error })
    }
  }
}
