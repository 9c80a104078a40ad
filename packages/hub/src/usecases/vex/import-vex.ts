import { normaliseIdentifiers } from '../../domain/alias.ts'
import { packageKey, purlNames } from '../../domain/package.ts'
import { Problem } from '../../domain/problem.ts'
import { readVex } from '../../domain/vex/read.ts'
import type { VexDocument, VexStatement } from '../../domain/vex/vex.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { DecisionRow, LockedVulnerability } from '../../store/vulnerabilities/shapes.ts'
import type { Actor, Commands } from '../commands.ts'
import { decideOne } from '../decide.ts'
import { noDecision } from '../lifecycle/no-decision.ts'
import type { VexOptions, VexOutcome, VexReport } from '../priority/inputs.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

const mostBytes = 32 * 1024 * 1024
const mostStatements = 20_000

/** Takes decisions from a VEX document: as a preview, or for good. */
export function createImportVex({ store, now }: Deps): Commands['vulnerabilities']['importVex'] {
  return async (content, options, actor) => {
    const document = readVex(await textOf(content))
    if (document.statements.length > mostStatements) {
      throw tooLarge(`The document has more than ${mostStatements} statements.`)
    }
    return store.transact(async (write) => {
      const found = contradicted(await find(write, document.statements))
      return settle(write, document, found, options, actor, now())
    })
  }
}

/** A statement with the vulnerabilities it is about, or why there are none. */
interface Found {
  readonly statement: VexStatement
  readonly rows: readonly LockedVulnerability[]
  readonly outcome: VexOutcome | null
}

/** What the hub has of everything a document names, looked up at once. */
interface Known {
  readonly groups: ReadonlyMap<string, number>
  readonly rows: ReadonlyMap<number | null, readonly LockedVulnerability[]>
  readonly packages: ReadonlyMap<number, string>
  /** Package URLs in use, by vulnerability. */
  readonly used: ReadonlyMap<number, readonly string[]>
}

async function find(write: Writers, statements: readonly VexStatement[]): Promise<readonly Found[]> {
  const groups = await write.dictionary.groupsOf(normaliseIdentifiers(statements.flatMap(({ identifiers }) => identifiers)))
  const keys = new Set(statements.flatMap(({ purls }) => purls.flatMap(keyOf)))
  const rows = await write.decisions.inPackages([...new Set(groups.values())], [...keys])
  const known: Known = {
    groups,
    rows: Map.groupBy(rows, (row) => row.aliasGroupId),
    packages: await write.dictionary.packageKeys([...new Set(rows.flatMap((row) => row.packageId ?? []))]),
    used: await write.decisions.purlsInUse(rows.map((row) => row.id)),
  }
  return statements.map((statement) => findIn(known, statement))
}

function findIn({ groups: byName, rows: byGroup, packages, used }: Known, statement: VexStatement): Found {
  const none = (outcome: VexOutcome): Found => ({ statement, rows: [], outcome })
  const groups = new Set(normaliseIdentifiers(statement.identifiers).flatMap((name) => byName.get(name) ?? []))
  const [group, ...others] = groups
  if (group === undefined) return none('unknown-vulnerability')
  if (others.length > 0) return none('ambiguous')
  if (statement.purls.length === 0) return none('no-package')
  const keys = new Set(statement.purls.flatMap(keyOf))
  const rows = (byGroup.get(group) ?? []).filter((row) => keys.has(packages.get(row.packageId ?? 0) ?? ''))
  if (rows.length === 0) return none('unknown-package')
  const fitting = rows.filter((row) => isOfVersion(used.get(row.id) ?? [], statement.purls))
  return fitting.length === 0 ? none('other-version') : { statement, rows: fitting, outcome: null }
}

/** Whether only versions that a statement names are in use; without a version it names all. */
function isOfVersion(used: readonly string[], stated: readonly string[]): boolean {
  const versions = stated.map((purl) => purlNames(purl).version)
  if (versions.includes(null)) return true
  return used.length > 0 && used.every((purl) => versions.includes(purlNames(purl).version))
}

function keyOf(purl: string): readonly string[] {
  const parsed = packageKey(purl)
  return parsed === null ? [] : [parsed.key]
}

/** What one statement dismisses and another calls affected is left to people. */
function contradicted(found: readonly Found[]): readonly Found[] {
  const affected = idsOf(found.filter(({ statement }) => statement.status === 'affected'))
  const dismissed = idsOf(found.filter(({ statement }) => decides(statement)))
  return found.map((one) => {
    const opposite = decides(one.statement) ? affected : dismissed
    const opposed = decides(one.statement) || one.statement.status === 'affected'
    return opposed && one.rows.some((row) => opposite.has(row.id)) ? { ...one, outcome: 'contradicted' } : one
  })
}

function idsOf(found: readonly Found[]): ReadonlySet<number> {
  return new Set(found.flatMap(({ rows }) => rows.map((row) => row.id)))
}

async function settle(
  write: Writers,
  document: VexDocument,
  found: readonly Found[],
  options: VexOptions,
  actor: Actor,
  now: Date,
): Promise<VexReport> {
  const statements: VexReport['statements'][number][] = []
  for (const { statement, rows, outcome } of found) {
    const { id, identifiers, status, purls } = statement
    const told = { id, identifiers, status, purls }
    if (outcome !== null || !decides(statement)) {
      statements.push({ ...told, outcome: outcome ?? 'no-decision', vulnerability: null })
      continue
    }
    const wanted = decisionOf(document, statement, actor, now)
    for (const row of rows) {
      const result = await settleOne(write, row, wanted, options, actor, now)
      statements.push({ ...told, outcome: result, vulnerability: { id: row.id, name: row.name } })
    }
  }
  const { format, id, author } = document
  return { format, document: id, author, applied: options.apply, statements }
}

async function settleOne(
  write: Writers,
  row: LockedVulnerability,
  wanted: DecisionRow,
  { apply, overwrite }: VexOptions,
  actor: Actor,
  now: Date,
): Promise<VexOutcome> {
  const { decision, reason, justification } = wanted
  const byPerson = row.policyId === null && row.decidedBy !== null
  const same = byPerson && row.decision === decision && row.decisionReason === reason && row.justification === justification
  if (same) return 'unchanged'
  if (byPerson && !overwrite) return 'kept'
  if (apply) await decideOne(write, row, wanted, actor, now)
  return 'decides'
}

/** Only that something is not affected is a decision: whether it is fixed, a scan says. */
function decides({ status }: VexStatement): boolean {
  return status === 'not_affected' || status === 'false_positive'
}

function decisionOf(document: VexDocument, statement: VexStatement, actor: Actor, now: Date): DecisionRow {
  const { status, justification, reason, id } = statement
  return {
    ...noDecision,
    decision: status === 'false_positive' ? 'false-positive' : 'not-affected',
    reason,
    by: actor.id,
    at: now,
    justification: status === 'false_positive' ? null : justification,
    origin: { document: document.id, statement: id, author: document.author },
  }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes > mostBytes) throw tooLarge(`The document is larger than ${mostBytes / 1024 / 1024} MiB.`)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function tooLarge(message: string): Problem {
  return new Problem('too-large', message, { code: 'vex-too-large', remedy: 'Split it.' })
}
