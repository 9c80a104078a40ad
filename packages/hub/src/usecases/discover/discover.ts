import type { Coverage, Harvest, ImageEvidence, Plugin, RepositoryEvidence, Target, Unreadable } from '@patchbay/sdk'
import { digest, packed, packedSet } from '../../domain/digest.ts'
import { canonicalHost } from '../../domain/git-url.ts'
import { addressKeys } from '../../domain/match.ts'
import type { OperationCounts, OperationNote } from '../../store/operations/writer.ts'
import type { RepositoryRow } from '../../store/repositories/writer.ts'
import type { Writers } from '../../store/store.ts'
import { matchConnection, matchEverywhere, policyOf } from '../map/match-all.ts'
import { addCounts, type OperationDeps, type Run, type RunEnd } from '../operations/run.ts'
import { amount } from '../operations/words.ts'
import { ScopeLost } from '../sync/scope.ts'
import { isMilestone, tellRows } from '../sync/scope-log.ts'

export interface DiscoverDeps extends OperationDeps {
  readonly plugins: ReadonlyMap<string, Plugin>
}

/** Lists the vendor's repositories and products, then maps what can be mapped. Only a complete listing makes anything missing. */
export async function discover(deps: DiscoverDeps, run: Run): Promise<RunEnd> {
  const missing: string[] = []
  let records = 0
  const { opened } = run
  try {
    if (opened.repositories) {
      const seen = await list(deps, run, 'repositories', opened.repositories(), (write, page) =>
        storeRepositories(write, run, page, deps.now()),
      )
      const gone = seen.complete ? await deps.store.transact((write) => dropRepositories(write, run, seen.ids, deps.now())) : 0
      if (!seen.complete) missing.push(seen.missing)
      tellListing(run, 'repositories', seen, gone)
    }
    if (opened.discover) {
      const seen = await list(deps, run, 'records', opened.discover(), (write, page) =>
        storeRecords(write, run, page, deps.now()),
      )
      const lost = seen.complete ? await deps.store.transact((write) => dropRecords(write, run, seen.ids, deps.now())) : []
      if (!seen.complete) missing.push(seen.missing)
      tellListing(run, 'records', seen, lost.length)
      records = seen.ids.length
      const discovered = seen.complete || run.connection.lastDiscoverAt !== null
      await matchConnection(deps.store, [...seen.ids, ...lost], policyOf(run.connection, run.plugin, discovered), deps.now())
    }
  } catch (error) {
    if (!(error instanceof ScopeLost)) throw error
    if (error.reason === 'lost') return { kind: 'lost' }
    return run.stopping() ? { kind: 'requeue' } : ended(run, 'cancelled', missing, [])
  }
  const waiting = opened.repositories ? await matchEverywhere(deps.store, deps.plugins, deps.now()) : []
  // A source-control connection whose settings ask for no findings discovers nothing: there is nothing to sync.
  const own = opened.sync && records > 0 ? [{ connectionId: run.connection.id, label: run.connection.label }] : []
  const next = [...own, ...waiting.filter((other) => other.connectionId !== run.connection.id)]
  return ended(
    run,
    missing.length === 0 ? 'complete' : 'partial',
    missing,
    next.map((connection) => ({ ...connection, kind: 'sync' as const })),
  )
}

type Listing = { readonly ids: readonly number[]; readonly created: number; readonly changed: number } & (
  | { readonly complete: true }
  | { readonly complete: false; readonly missing: string }
)

type StorePage<T> = (
  write: Writers,
  items: readonly T[],
) => Promise<{ readonly ids: readonly number[]; readonly created: number; readonly changed: number }>

async function list<T>(
  deps: DiscoverDeps,
  run: Run,
  what: Listed,
  harvest: Harvest<T, Coverage<never>>,
  store: StorePage<T>,
): Promise<Listing> {
  const ids: number[] = []
  const sums = { created: 0, changed: 0 }
  let unreadable = 0
  let pages = 0
  for (;;) {
    const step = await harvest.next()
    if (step.done) {
      if (step.value.kind !== 'complete') return { complete: false, ids, ...sums, missing: describe(step.value) }
      return unreadable === 0
        ? { complete: true, ids, ...sums }
        : { complete: false, ids, ...sums, missing: `${unreadable} rows could not be read.` }
    }
    if (run.stopping()) throw new ScopeLost('cancelled')
    const page = step.value
    const setAside = page.unreadable ?? []
    unreadable += setAside.length
    const written = await deps.store.transact(async (write) => {
      const hold = await write.operations.hold(run.operationId, run.worker)
      if (hold !== 'mine') throw new ScopeLost(hold)
      const stored = await store(write, page.items)
      await write.operations.note(run.operationId, setAside.map(setAsideNote))
      const counts = countsAfter(run, page.items.length, setAside.length, stored)
      await write.operations.progress(
        run.operationId,
        counts,
        { done: ids.length + stored.ids.length, total: 0, note: null },
        deps.now(),
      )
      return { counts, ...stored }
    })
    run.counts = written.counts
    ids.push(...written.ids)
    sums.created += written.created
    sums.changed += written.changed
    pages += 1
    tellRows(run.log, sentenceStart[what], setAside.map(setAsideNote))
    if (isMilestone(pages)) run.log.info(`${amount(pages, 'page')} so far, ${amount(ids.length, one[what], what)}.`)
  }
}

type Listed = 'repositories' | 'records'

const one: Readonly<Record<Listed, string>> = { repositories: 'repository', records: 'record' }
const sentenceStart: Readonly<Record<Listed, string>> = { repositories: 'Repositories', records: 'Records' }

function tellListing({ log }: Run, what: Listed, seen: Listing, gone: number): void {
  const listed = `${amount(seen.ids.length, one[what], what)} listed: ${seen.created} new, ${seen.changed} changed`
  if (seen.complete) log.info(`${listed}, ${gone} not listed any more.`)
  else log.warning(`${listed}. The list was read in part, so nothing is taken for gone. ${seen.missing}`)
}

function setAsideNote(row: Unreadable): OperationNote {
  return { kind: 'set-aside', target: null, externalId: row.externalId, path: row.path, message: row.message }
}

function countsAfter(
  run: Run,
  seen: number,
  setAside: number,
  stored: { readonly created: number; readonly changed: number },
): OperationCounts {
  const part = {
    pages: 1,
    seen,
    new: stored.created,
    changed: stored.changed,
    unchanged: seen - stored.created - stored.changed,
    setAside,
  }
  return { ...addCounts(run.counts, part), ...run.traffic() }
}

async function storeRepositories(write: Writers, run: Run, items: readonly RepositoryEvidence[], at: Date) {
  const rows = [...new Map(items.map((item) => [item.ref, repositoryRow(item)])).values()]
  const { assetIds, created, changed } = await write.repositories.upsert(placeOf(run), rows, at)
  return { ids: assetIds, created, changed }
}

async function storeRecords(write: Writers, run: Run, items: readonly Target[], at: Date) {
  const targets = [...new Map(items.map((item) => [item.ref, { ...item, content: targetContent(item) }])).values()]
  return write.records.upsert(placeOf(run), targets, at)
}

async function dropRepositories(write: Writers, run: Run, seen: readonly number[], now: Date): Promise<number> {
  return write.repositories.markMissing(placeOf(run), seen, run.connection.lastDiscoverAt ?? now, now)
}

async function dropRecords(write: Writers, run: Run, seen: readonly number[], now: Date): Promise<readonly number[]> {
  return write.records.markMissing(placeOf(run), seen, run.connection.lastDiscoverAt ?? now, now)
}

function placeOf(run: Run) {
  return { connectionId: run.connection.id, operationId: run.operationId }
}

function repositoryRow(item: RepositoryEvidence): RepositoryRow {
  const { host: address } = new URL(item.url)
  const host = canonicalHost(address) ?? address
  const text = [
    packed(item.fullName),
    packed(item.url),
    packedSet(item.cloneUrls),
    packed(item.defaultBranch),
    packed(item.visibility),
    packed(item.archived),
    packedSet(item.topics),
  ]
  return {
    host,
    ref: item.ref,
    fullName: item.fullName,
    url: item.url,
    cloneUrls: item.cloneUrls,
    defaultBranch: item.defaultBranch,
    visibility: item.visibility,
    archived: item.archived,
    topics: item.topics,
    content: digest(text.join('')),
    urlKeys: [...new Set([item.url, ...item.cloneUrls].flatMap(addressKeys))],
  }
}

function targetContent(item: Target): string {
  const { repository, image } = item
  const text = [
    packed(item.name),
    packed(item.url),
    packedSet(item.tags),
    packed(item.archived),
    packedSet(Object.entries(item.attributes).map(([name, value]) => `${packed(name)}${packed(value)}`)),
    packedSet(repository?.urls ?? []),
    packed(repository?.nativeId),
    packed(repository?.nativeHost),
    packed(repository?.defaultBranch),
    packed(repository?.path),
    ...(image === undefined ? [] : imageContent(image)),
  ]
  return digest(text.join(''))
}

function imageContent({ registry, name, tag, digest: hash, source }: ImageEvidence): readonly string[] {
  return [packed(registry), packed(name), packed(tag), packed(hash), packed(source?.url), packed(source?.dockerfile)]
}

function describe(coverage: Exclude<Coverage<never>, { kind: 'complete' }>): string {
  return coverage.kind === 'partial' ? coverage.missing : 'Only changes were listed.'
}

function ended(
  run: Run,
  state: 'complete' | 'partial' | 'cancelled',
  missing: readonly string[],
  next: Extract<RunEnd, { kind: 'ended' }>['next'],
): RunEnd {
  run.counts = { ...run.counts, ...run.traffic() }
  const [first] = missing
  return {
    kind: 'ended',
    state,
    coverage: { kind: state === 'complete' ? 'complete' : 'partial', missing },
    problem: first === undefined ? null : { kind: 'partial', message: first, field: null, remedy: null },
    next,
  }
}
