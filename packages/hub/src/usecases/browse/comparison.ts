import { preferredName } from '../../domain/alias.ts'
import { publicId } from '../../domain/public-id.ts'
import type { ChangedFindingView, ChangedRecordView, ChangeReader } from '../../store/changes/reader.ts'
import type { FindingReader, FindingView } from '../../store/findings/reader.ts'
import type { OperationReader, OperationView } from '../../store/operations/reader.ts'
import type { Browse } from './browse.ts'
import { knownOperation } from './known-operation.ts'
import { parseCounts } from './operations.ts'
import { repositoryRef } from './records.ts'
import type { ChangeKind, ComparedCount, OperationChange } from './resources/comparison.ts'
import type { OperationCounts } from './resources/operation.ts'
import { iso, kindOf, severityOf } from './values.ts'

interface Deps {
  readonly operations: Pick<OperationReader, 'find'>
  readonly changes: ChangeReader
  readonly findings: Pick<FindingReader, 'byIds'>
}

const ofSync = ['new', 'changed', 'reopened', 'closed'] as const
const ofDiscover = ['new', 'renamed', 'back', 'gone'] as const

/** An operation beside the one before it, and what it changed. */
export function browseComparison(deps: Deps): Pick<Browse['operations'], 'comparison' | 'changes'> {
  const { operations, changes } = deps
  return {
    async comparison(id) {
      const operation = await knownOperation(operations, id)
      const [previous, listed] = await Promise.all([changes.previous(operation.id), changes.counts(operation.id)])
      const counts = parseCounts(operation.counts)
      const before = previous === undefined ? null : parseCounts(previous.counts)
      return {
        operation: id,
        previous:
          previous === undefined
            ? null
            : {
                id: publicId('operation', previous.id),
                state: previous.state,
                startedAt: iso(previous.startedAt),
                endedAt: iso(previous.endedAt),
              },
        passedOver: previous?.between ?? 0,
        counts: comparedCounts(counts, before),
        filtered: comparedReasons(counts, before),
        changes: kindsOf(operation).map((change) => {
          const { value, relation } = listed.get(change) ?? { value: 0, relation: 'exact' }
          return { change, counted: countedOf(operation, counts, change) ?? value, listed: { value, relation } }
        }),
      }
    },
    async changes(id, filter, page) {
      const operation = await knownOperation(operations, id)
      if (operation.kind === 'discover') {
        const { rows, nextCursor, count } = await changes.records(operation.id, filter, page)
        return { items: rows.map(toRecordChange), nextCursor, count }
      }
      const { rows, nextCursor, count } = await changes.findings(operation.id, filter, page)
      return { items: await findingChanges(deps, rows), nextCursor, count }
    },
  }
}

function kindsOf({ kind }: OperationView): readonly ChangeKind[] {
  if (kind === 'sync') return ofSync
  return kind === 'discover' ? ofDiscover : []
}

/** A discover does not count all it lists as different: there, the list is the count. */
function countedOf({ kind }: OperationView, counts: OperationCounts, change: ChangeKind): number | undefined {
  const counted: Readonly<Record<string, unknown>> = kind === 'sync' ? counts : {}
  const value = counted[change]
  return typeof value === 'number' ? value : undefined
}

function comparedCounts(now: OperationCounts, before: OperationCounts | null) {
  const of = (name: Exclude<keyof OperationCounts, 'filtered'>) => compared(now[name], before === null ? null : before[name])
  return {
    pages: of('pages'),
    seen: of('seen'),
    new: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    closed: of('closed'),
    reopened: of('reopened'),
    setAside: of('setAside'),
  }
}

function comparedReasons(now: OperationCounts, before: OperationCounts | null): Record<string, ComparedCount> {
  const reasons = new Set([...Object.keys(now.filtered), ...Object.keys(before?.filtered ?? {})])
  return Object.fromEntries(
    [...reasons]
      .toSorted()
      .map((reason) => [reason, compared(now.filtered[reason] ?? 0, before === null ? null : (before.filtered[reason] ?? 0))]),
  )
}

function compared(now: number, before: number | null): ComparedCount {
  return { now, before, difference: before === null ? null : now - before }
}

async function findingChanges({ findings }: Deps, rows: readonly ChangedFindingView[]): Promise<OperationChange[]> {
  const views = new Map((await findings.byIds(rows.map((row) => row.findingId))).map((view) => [view.id, view]))
  return rows.flatMap(({ change, findingId }) => {
    const view = views.get(findingId)
    return view === undefined ? [] : [toFindingChange(change, view)]
  })
}

function toFindingChange(change: ChangeKind, view: FindingView): OperationChange {
  return {
    change,
    name: preferredName(view.identifiers) ?? view.title,
    formerName: null,
    finding: {
      id: publicId('finding', view.id),
      externalId: view.externalId,
      vulnerabilityId: publicId('vulnerability', view.vulnerabilityId),
      kind: kindOf(view.kind),
      severity: severityOf(view.severity),
      presence: view.present ? 'present' : 'absent',
    },
    record: { id: publicId('record', view.recordId), name: view.recordName },
    repository: repositoryRef(view.repositoryId, view.repositoryName, view.repositoryUrl),
  }
}

function toRecordChange(view: ChangedRecordView): OperationChange {
  const { change, name, formerName, recordId, recordName } = view
  return {
    change,
    name,
    formerName,
    finding: null,
    record: recordId === null ? null : { id: publicId('record', recordId), name: recordName ?? name },
    repository: repositoryRef(view.repositoryId, view.repositoryName, view.repositoryUrl),
  }
}
