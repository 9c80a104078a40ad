import { changesToLetIn, type ImportRules, type RuleChange, rulesUnder } from '../../../domain/import-rules.ts'
import { publicId } from '../../../domain/public-id.ts'
import type { BelongingView, HeldView, SetAsideView } from '../../../store/explain/reader.ts'
import type { FilteredView, FoundFiltered } from '../../../store/filtered/reader.ts'
import type { FindingView } from '../../../store/findings/reader.ts'
import { parseProfileRules } from '../../settings.ts'
import { toFinding } from '../findings.ts'
import type { AnswerOf, FilteredFinding } from '../resources/explanation.ts'
import type { VendorRecord } from '../resources/record.ts'
import { Status } from '../resources/vulnerability.ts'
import { kindOf, severityOf } from '../values.ts'
import { atTime, changedRules, ruleSteps, ruleWords } from './words.ts'

/** What an answer about a connection needs to know of it. */
export interface Asked {
  readonly label: string
  readonly rules: ImportRules
  /** The scan profile in force, by record. */
  readonly profiles: ReadonlyMap<number, { readonly name: string; readonly rules: unknown }>
}

/** The import rules for a record, and whose each of them is. */
function rulesFor({ label, rules, profiles }: Asked, recordId: number) {
  const profile = profiles.get(recordId)
  const set = parseProfileRules(profile?.rules)
  return {
    rules: rulesUnder(rules, set),
    setIn: (setting: RuleChange['setting']) =>
      profile !== undefined && setting in set ? `the scan profile ${profile.name}` : label,
  }
}

const ruleReasons: ReadonlySet<string> = new Set(['no-cve', 'below-minimum-severity', 'rule-changed'])

/** Whether import rules closed a finding. */
export function closedByRule(view: Pick<FindingView, 'closedReason'>): boolean {
  return view.closedReason !== null && ruleReasons.has(view.closedReason)
}

/** A finding with what else is known of it. */
export interface KnownFinding {
  readonly view: FindingView
  readonly belonging: BelongingView
  /** Where the snapshot that lacks it is held. */
  readonly held: HeldView | undefined
  /** Where the import rules leave it out by now. */
  readonly leftOut: FilteredView | undefined
}

export function aboutFinding(known: KnownFinding, asked: Asked): AnswerOf<'here' | 'held' | 'closed'> {
  const { view, belonging, held } = known
  const located = locate(view, belonging)
  if (!view.present) return aboutClosed(known, located, asked)
  const { name, status } = located.vulnerability
  const here = `It is here: ${name} in ${view.repositoryName ?? view.recordName}, ${status}.`
  if (held === undefined) return { kind: 'here', sentence: here, steps: [], ...located }
  const snapshot = heldOf(held)
  return {
    kind: 'held',
    sentence: `${here} It stays only because the snapshot that lacks it is held: ${snapshot.message}`,
    steps: confirmSteps(snapshot.operation),
    ...located,
    held: snapshot,
  }
}

type Located = Pick<AnswerOf<'here'>, 'finding' | 'vulnerability' | 'record'>

function locate(view: FindingView, { name, status, recordState }: BelongingView): Located {
  const { id, externalId, externalUrl, title, vulnerabilityId, record } = toFinding(view)
  return {
    finding: { id, externalId, externalUrl, title },
    vulnerability: { id: vulnerabilityId, name, status: Status.parse(status) },
    record: { ...record, state: recordState },
  }
}

function aboutClosed({ view, leftOut }: KnownFinding, located: Located, asked: Asked): AnswerOf<'closed'> {
  const { rules, setIn } = rulesFor(asked, view.recordId)
  const reason = view.closedReason ?? 'absent'
  const since = view.closedAt ?? view.changedAt
  const operation = view.closedOperationId === null ? null : publicId('operation', view.closedOperationId)
  // What is stored is how it looked when it was still let in.
  const severity = severityOf(leftOut?.severity ?? view.severity)
  const named = reason === 'no-cve' ? [] : view.identifiers
  const identifiers = leftOut === undefined ? named : [leftOut.name]
  const judged = { kind: kindOf(view.kind), severity, identifiers }
  const changes = closedByRule(view) ? changesToLetIn(judged, rules) : null
  const gone = isGoneSince(view, leftOut) ? ' The vendor has not listed it since.' : ''
  const why =
    changes === null
      ? closedWords(reason, view.recordName, operation)
      : `the import rules leave it out: ${ruleWords(reason, judged)}`
  return {
    kind: 'closed',
    sentence: `It was here as ${located.vulnerability.name} and was closed on ${atTime(since)}: ${why}.${gone}`,
    steps: changes === null ? [...(closedSteps[reason] ?? [])] : [...ruleSteps(changes, setIn)],
    ...located,
    reason,
    since: since.toISOString(),
    operation,
    changes: changes === null ? null : changedRules(changes),
  }
}

/** Closed by a rule, and not even left out by the complete reads after that. Of a kind that is not selected nothing is asked. */
function isGoneSince(view: FindingView, leftOut: FilteredView | undefined): boolean {
  const { closedReason, closedAt, lastCompleteSyncAt } = view
  if (leftOut !== undefined || closedReason === 'rule-changed' || !closedByRule(view)) return false
  return closedAt !== null && lastCompleteSyncAt !== null && lastCompleteSyncAt > closedAt
}

function closedWords(reason: string, record: string, operation: string | null): string {
  switch (reason) {
    case 'absent':
      return `the vendor's complete answer${operation === null ? '' : ` in ${operation}`} no longer contained it`
    case 'unmapped':
      return `its record, ${record}, was unmapped`
    case 'record-removed':
      return `its record, ${record}, was removed`
    case 'connection-removed':
      return 'its connection was removed'
    default:
      return reason
  }
}

const closedSteps: Readonly<Record<string, readonly string[]>> = {
  absent: ['If the scanner still shows it, sync the connection: it opens again by itself when it is seen.'],
  unmapped: ['Map the record again; the next sync brings it back.'],
}

export function aboutFiltered(found: FoundFiltered, asked: Asked): AnswerOf<'filtered'> {
  const { rules, setIn } = rulesFor(asked, found.recordId)
  const { record, externalId, name, kind, severity, reason } = toFiltered(found)
  const changes = changesToLetIn({ kind, severity, identifiers: [name] }, rules)
  const operation = publicId('operation', found.operationId)
  return {
    kind: 'filtered',
    sentence: `The import rules left it out: ${ruleWords(reason, { kind, severity })}. It is ${name} of ${record.name}, as of ${operation} on ${atTime(found.at)}.`,
    steps: [
      ...ruleSteps(changes, setIn),
      ...(record.state === 'GOOD'
        ? []
        : [`Its record, ${record.name}, is ${record.state} and is not read; see to that first.`]),
    ],
    externalId,
    name,
    record,
    findingKind: kind,
    severity,
    reason,
    changes: changedRules(changes),
    operation,
    at: found.at.toISOString(),
  }
}

export function toFiltered(view: FilteredView): FilteredFinding {
  return {
    record: { id: publicId('record', view.recordId), name: view.recordName, state: view.recordState },
    externalId: view.externalId,
    name: view.name,
    kind: kindOf(view.kind),
    severity: severityOf(view.severity),
    reason: view.reason,
  }
}

export function aboutSetAside(row: SetAsideView): AnswerOf<'set-aside'> {
  const operation = publicId('operation', row.operationId)
  const field = row.path === null || row.path === '' ? '' : ` at the field "${row.path}"`
  const of = row.recordName ?? row.target
  return {
    kind: 'set-aside',
    sentence: `Its row could not be read${field}: ${ended(row.message)} It was set aside in ${operation} on ${atTime(row.at)}${of === null ? '' : `, of ${of}`}.`,
    steps: [
      'Nothing of its record is closed until every row can be read.',
      'Report the field and the message to whoever keeps the connector; the next sync after a mend brings it.',
    ],
    externalId: row.externalId,
    record:
      row.recordId === null || row.recordName === null ? null : { id: publicId('record', row.recordId), name: row.recordName },
    path: row.path,
    message: row.message,
    operation,
    at: row.at.toISOString(),
  }
}

export function aboutRecord(record: VendorRecord, held: HeldView | undefined): AnswerOf<'record'> {
  const snapshot = held === undefined ? null : heldOf(held)
  const read =
    record.lastCompleteSyncAt === null
      ? 'It was never read completely.'
      : `Last read completely on ${atTime(new Date(record.lastCompleteSyncAt))}.`
  const { unmatched } = record
  const compared =
    unmatched === null || unmatched.compared.length === 0
      ? ''
      : ` Compared: ${unmatched.compared.join(', ')}; with ${listedWords(unmatched.comparedWith)}.`
  const why = record.state === 'GOOD' ? read : `${ended(record.stateReason)}${compared}`
  return {
    kind: 'record',
    sentence: `This is not a finding but the record ${record.name}, ${record.state}. ${why}${snapshot === null ? '' : ` Its last snapshot is held: ${snapshot.message}`}`,
    steps: snapshot === null ? [...recordSteps[record.state]] : confirmSteps(snapshot.operation),
    record,
    held: snapshot,
  }
}

const recordSteps: Readonly<Record<VendorRecord['state'], readonly string[]>> = {
  NEW: [
    'Map it to a repository or product, or connect the source control that has the repository; then its findings are read.',
  ],
  GOOD: [],
  MISSING: ['Its findings stay as they are. Wait for the vendor to list it again, or unmap it.'],
  STALE: ['Map it to something that exists.'],
  IGNORED: ['Restore it to read its findings.'],
  ERROR: ['See to the reason; then discover again.'],
}

function listedWords(listings: NonNullable<VendorRecord['unmatched']>['comparedWith']): string {
  if (listings.length === 0) return 'nothing, because no source control is connected'
  return listings
    .map(({ connection, repositories }) => `the ${repositories.toLocaleString('en')} repositories of ${connection.label}`)
    .join(', ')
}

function heldOf({ operationId, at, message }: HeldView): AnswerOf<'held'>['held'] {
  return {
    operation: publicId('operation', operationId),
    at: at.toISOString(),
    message: message ?? 'So much was missing at once that nothing was closed.',
  }
}

function confirmSteps(operation: string): string[] {
  return [`Look at the scanner. If the findings are really gone, confirm ${operation}; until then nothing closes.`]
}

/** With a full stop at its end. */
export function ended(sentence: string): string {
  return /[.!?]$/.test(sentence.trim()) ? sentence.trim() : `${sentence.trim()}.`
}
