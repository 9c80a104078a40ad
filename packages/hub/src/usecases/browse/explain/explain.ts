import { normaliseIdentifier } from '../../../domain/alias.ts'
import { identityById } from '../../../domain/identity.ts'
import { notFound } from '../../../domain/problem.ts'
import { databaseId, publicId } from '../../../domain/public-id.ts'
import type { ConnectionReader, ConnectionView } from '../../../store/connections/reader.ts'
import type { ExplainReader } from '../../../store/explain/reader.ts'
import type { FilteredReader } from '../../../store/filtered/reader.ts'
import type { FindingReader, FindingView } from '../../../store/findings/reader.ts'
import type { ScanProfileReader } from '../../../store/scan-profiles/reader.ts'
import { parseRules } from '../../settings.ts'
import type { Browse } from '../browse.ts'
import { externalUrlOf } from '../findings.ts'
import type { Answer, AnswerOf } from '../resources/explanation.ts'
import { aboutAbsent } from './absent.ts'
import { type Asked, aboutFiltered, aboutFinding, aboutRecord, aboutSetAside, closedByRule } from './answers.ts'
import { idsIn, isWebAddress } from './ids-in.ts'

export interface ExplainDeps {
  readonly connections: Pick<ConnectionReader, 'find' | 'findLabelled' | 'extents'>
  readonly explain: ExplainReader
  readonly filtered: Pick<FilteredReader, 'find' | 'countNamed' | 'countByReason'>
  readonly findings: Pick<FindingReader, 'byIds'>
  readonly records: Pick<Browse['records'], 'get'>
  readonly scanProfiles: Pick<ScanProfileReader, 'ofRecords'>
  /** Whether a connector's findings keep their ids. */
  readonly keepsIds: (connector: string) => boolean
}

/** Answers "why is my finding not here?" from what is stored; asks no vendor. */
export function createExplain(deps: ExplainDeps): Browse['findings']['explain'] {
  return async (connectionText, idText) => {
    const connection = await connectionNamed(deps, connectionText)
    const asked = idText.trim()
    const about = { label: connection.label, rules: parseRules(connection.rules) }
    const ids = [...new Set([asked, ...(isWebAddress(asked) ? idsIn(asked, await deps.explain.urlBases(asked)) : [])])]
    const [known, setAside, records] = await Promise.all([
      knownFindings(deps, connection, asked, ids, about),
      deps.explain.setAside(connection.id, ids),
      knownRecords(deps, connection.id, asked),
    ])
    const found: Answer[] = [...known, ...setAside.map(aboutSetAside), ...records]
    const { id, label, connector } = connection
    return {
      connection: { id: publicId('connection', id), label, connector },
      asked,
      answers: found.length > 0 ? found : await aboutNothing(deps, id, asked),
    }
  }
}

async function connectionNamed({ connections }: ExplainDeps, text: string): Promise<ConnectionView> {
  const byId = /^con_[0-9a-z]{1,10}$/.test(text) ? await connections.find(databaseId('connection', text)) : undefined
  const connection = byId ?? (await connections.findLabelled(text))
  if (connection === undefined) throw notFound('connection', text)
  return connection
}

/** Findings under the ids, and what the rules left out under them. An address that is exactly a finding's leaves no doubt. */
async function knownFindings(
  deps: ExplainDeps,
  connection: ConnectionView,
  asked: string,
  ids: readonly string[],
  { label, rules }: Omit<Asked, 'profiles'>,
): Promise<readonly Answer[]> {
  const views = await findingsUnder(deps, connection, asked, ids)
  const found = views.map((view) => view.id)
  const isExact = views.length > 0 && views.every((view) => externalUrlOf(view) === asked)
  const [belongings, held, entries] = await Promise.all([
    deps.explain.belongings(found),
    deps.explain.held(found),
    deps.filtered.find(connection.id, isExact ? views.map((view) => view.externalId) : ids),
  ])
  const profiles = await deps.scanProfiles.ofRecords([...views, ...entries].map(({ recordId }) => recordId))
  const about = { label, rules, profiles }
  const byPlace = new Map(views.map((view) => [placeOf(view), view]))
  const leftOut = new Map(entries.map((entry) => [placeOf(entry), entry]))
  const news = entries.filter((entry) => !isExact && isNews(byPlace.get(placeOf(entry)), entry.operationId))
  return [
    ...views.flatMap((view) => {
      const belonging = belongings.get(view.id)
      if (belonging === undefined) return []
      return [aboutFinding({ view, belonging, held: held.get(view.id), leftOut: leftOut.get(placeOf(view)) }, about)]
    }),
    ...news.map((entry) => aboutFiltered(entry, about)),
  ]
}

/** Findings under any of the ids; of an address only those whose page it is, where there are any. */
async function findingsUnder(
  deps: ExplainDeps,
  connection: ConnectionView,
  asked: string,
  ids: readonly string[],
): Promise<readonly FindingView[]> {
  const found = await deps.findings.byIds(await findingIds(deps, connection, ids))
  if (!isWebAddress(asked)) return found
  const exact = found.filter((view) => externalUrlOf(view) === asked)
  if (exact.length > 0) return exact
  if (found.length > 0) return found
  return deps.findings.byIds(await deps.explain.byOwnUrl(connection.id, asked))
}

function placeOf({ recordId, externalId }: { readonly recordId: number; readonly externalId: string }): string {
  return `${recordId} ${externalId}`
}

/** What is left out says nothing new of a finding that is here, or that rules or a later operation closed. */
function isNews(finding: FindingView | undefined, operationId: number): boolean {
  if (finding === undefined) return true
  return !finding.present && !closedByRule(finding) && operationId > (finding.closedOperationId ?? 0)
}

async function findingIds(deps: ExplainDeps, connection: ConnectionView, ids: readonly string[]): Promise<readonly number[]> {
  if (!deps.keepsIds(connection.connector)) return deps.explain.byExternalId(connection.id, ids)
  const places = (await deps.explain.recordIds(connection.id)).flatMap((recordId) =>
    ids.flatMap((id) => {
      const identity = identityById(String(recordId), id)
      return identity === null ? [] : [{ recordId, identity }]
    }),
  )
  return deps.explain.byIdentity(places)
}

async function knownRecords(deps: ExplainDeps, connectionId: number, asked: string): Promise<readonly AnswerOf<'record'>[]> {
  const ids = await deps.explain.recordsKnownAs(connectionId, asked)
  const held = await deps.explain.heldRecords(ids)
  return Promise.all(ids.map(async (id) => aboutRecord(await deps.records.get(publicId('record', id)), held.get(id))))
}

/** Neither finding, row nor record: an advisory's id, or nothing the vendor told of. */
async function aboutNothing(deps: ExplainDeps, connectionId: number, asked: string): Promise<Answer[]> {
  const identifier = await aboutIdentifier(deps, connectionId, asked)
  if (identifier !== null && identifier.present + identifier.closed + identifier.filtered > 0) return [identifier]
  const running = (await deps.connections.extents([connectionId])).get(connectionId)?.running ?? null
  const absent = await aboutAbsent(deps, connectionId, running?.kind === 'sync' ? running.id : null)
  return [...(identifier === null ? [] : [identifier]), absent]
}

async function aboutIdentifier(deps: ExplainDeps, connectionId: number, asked: string): Promise<AnswerOf<'identifier'> | null> {
  const identifier = normaliseIdentifier(asked)
  const names = await deps.explain.namesOf(identifier)
  if (names.length === 1 && !/^(CVE|GHSA)-/.test(identifier)) return null
  const [{ present, closed }, filtered] = await Promise.all([
    deps.explain.countIdentified(connectionId, names),
    deps.filtered.countNamed(connectionId, names),
  ])
  const counted = [`${present} open`, `${closed} closed`, `${filtered} left out by the import rules`].join(', ')
  return {
    kind: 'identifier',
    sentence: `${identifier} is the id of an advisory, not the vendor's id of a finding. Findings of this connection that carry it: ${counted}.`,
    steps:
      present + closed > 0
        ? [`Look for ${identifier} among the vulnerabilities, or ask again with the vendor's id of one finding.`]
        : [],
    identifier,
    names: [...names],
    present,
    closed,
    filtered,
  }
}
