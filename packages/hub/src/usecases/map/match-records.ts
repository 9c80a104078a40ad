import { indexCandidates, lookupOf, type MatchEvidence, matchRecord } from '../../domain/match.ts'
import { recordState } from '../../domain/record-state.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { RepositoryCandidate } from '../../store/repositories/writer.ts'
import type { Writers } from '../../store/store.ts'
import { moveRecord } from '../lifecycle/rekey.ts'

/** What the connection says about matching. */
export interface MatchPolicy {
  readonly autoMap: boolean
  /** Product type of products that are created by themselves: "[Vendor] Connector". */
  readonly productType: string
  /** `false` until a first discover has ended completely: until then nothing can be missing. */
  readonly discovered: boolean
}

/**
 * Maps what can be mapped without asking: by the platform's id, by address, and, where auto-mapping is on, to a product of
 * the record's own name. Then brings every record's state in line with its facts. Returns the records that became GOOD.
 */
export async function matchRecords(
  write: Writers,
  ids: readonly number[],
  policyOf: (connectionId: number) => MatchPolicy,
  now: Date,
): Promise<readonly number[]> {
  const before = await write.records.facts(ids)
  const open = before.filter((record) => !record.ignored && record.present && isOpen(record))
  const index = indexCandidates(await candidatesFor(write, open))

  const explanations = new Map<number, string>()
  const improved: number[] = []
  for (const record of open) {
    const match = record.clue === null ? null : matchRecord(record.clue, index)
    const policy = policyOf(record.connectionId)
    const explanation =
      match === null || match.matched ? 'The scanner does not say which repository this is.' : match.explanation
    if (match?.matched) {
      await mapToRepository(write, record, match.candidate, match.evidence, policy, now)
      if (record.mapping !== null) improved.push(record.id)
    } else if (record.mapping === null && policy.autoMap && match?.reason !== 'ambiguous') {
      await mapToOwnProduct(write, record, policy, explanation, now)
    } else {
      explanations.set(record.id, explanation)
    }
  }
  const good = await settleStates(write, ids, (id) => policyOf(id).discovered, now, explanations)
  return [...good, ...improved]
}

/** Brings records' states in line with their facts. Returns those that became GOOD. */
export async function settleStates(
  write: Writers,
  ids: readonly number[],
  discovered: (connectionId: number) => boolean,
  now: Date,
  explanations: ReadonlyMap<number, string> = new Map(),
): Promise<readonly number[]> {
  const facts = await write.records.facts(ids)
  const states = facts.map((record) => {
    const settled = recordState({
      seenInLastCompleteDiscover: record.present || (discovered(record.connectionId) ? false : 'never-discovered'),
      mapped: record.mapping !== null,
      targetExists: targetExists(record),
      ignored: record.ignored,
      fault: record.fault,
    })
    const explanation = settled.state === 'NEW' ? (explanations.get(record.id) ?? settled.reason) : settled.reason
    return { id: record.id, state: settled.state, reason: explanation, was: record.state }
  })
  await write.records.setStates(states, now)
  return states.filter((record) => record.state === 'GOOD' && record.was !== 'GOOD').map((record) => record.id)
}

function targetExists(record: RecordFacts): boolean {
  const { mapping } = record
  if (mapping?.assetId == null || !mapping.assetPresent) return false
  return mapping.productId !== null || !mapping.hadProduct
}

async function candidatesFor(write: Writers, records: readonly RecordFacts[]): Promise<readonly RepositoryCandidate[]> {
  const lookups = records.flatMap((record) => (record.clue === null ? [] : [lookupOf(record.clue)]))
  if (lookups.length === 0) return []
  return write.repositories.candidates(
    lookups.flatMap((lookup) => lookup.nativeIds),
    lookups.flatMap((lookup) => lookup.urlKeys),
  )
}

/** Unmapped, or mapped to a product of its own for want of a repository. */
function isOpen(record: RecordFacts): boolean {
  return record.mapping === null || record.mapping.method === 'auto-product'
}

async function mapToRepository(
  write: Writers,
  record: RecordFacts,
  candidate: RepositoryCandidate,
  evidence: MatchEvidence,
  policy: MatchPolicy,
  now: Date,
): Promise<void> {
  const productId = candidate.productId ?? (policy.autoMap ? await adoptingProduct(write, record, candidate, policy) : null)
  await write.records.map(
    record.id,
    {
      productId,
      assetId: candidate.assetId,
      branch: record.clue?.defaultBranch ?? candidate.defaultBranch,
      method: evidence.by,
      evidence,
      by: null,
    },
    now,
  )
  // Findings may be left from an earlier mapping even where there is none now.
  await moveRecord(write, record.id, candidate.assetId, now)
}

/** A repository that nobody owns yet gets a product of its own name. */
async function adoptingProduct(
  write: Writers,
  record: RecordFacts,
  candidate: RepositoryCandidate,
  policy: MatchPolicy,
): Promise<number> {
  const current = await write.repositories.find(candidate.assetId)
  if (current?.productId != null) return current.productId
  const own = record.mapping?.productId ?? null
  const type = await write.products.typeNamed(policy.productType)
  const product = own ?? (await write.products.named(type, candidate.fullName))
  await write.products.adopt(candidate.assetId, product)
  return product
}

async function mapToOwnProduct(
  write: Writers,
  record: RecordFacts,
  policy: MatchPolicy,
  why: string,
  now: Date,
): Promise<void> {
  const type = await write.products.typeNamed(policy.productType)
  const productId = await write.products.named(type, record.name)
  const assetId = await write.products.application(productId, record.name)
  await write.records.map(
    record.id,
    {
      productId,
      assetId,
      branch: record.clue?.defaultBranch ?? null,
      method: 'auto-product',
      evidence: { by: 'auto-product', value: record.name, confidence: 'medium', note: why },
      by: null,
    },
    now,
  )
  await moveRecord(write, record.id, assetId, now)
}
