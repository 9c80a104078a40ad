import { firstRule } from '../../domain/mapping-rule.ts'
import { indexCandidates, lookupOf, type MatchEvidence, matchRecord, type RecordMatch } from '../../domain/match.ts'
import type { MappingRule } from '../../store/mapping-rules/writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { RepositoryCandidate } from '../../store/repositories/writer.ts'
import type { Writers } from '../../store/store.ts'
import { moveRecord } from '../lifecycle/rekey.ts'
import { mapByRule, productOfRule } from './map-by-rule.ts'
import { type Explanation, settleStates } from './settle-states.ts'

/** What the connection says about matching. */
export interface MatchPolicy {
  readonly autoMap: boolean
  /** Product type of products that are created by themselves: "[Vendor] Connector". */
  readonly productType: string
  /** `false` until a first discover has ended completely: until then nothing can be missing. */
  readonly discovered: boolean
}

/**
 * Maps what can be mapped without asking: by the platform's id, by address, by the first mapping rule that fits what nothing
 * maps yet, and, where auto-mapping is on, to a product of the record's own name. Then brings every record's state in line with
 * its facts. Returns the records that became GOOD.
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
  const rules = open.some((record) => record.mapping === null) ? await write.mappingRules.all() : []

  const explanations = new Map<number, Explanation>()
  const improved: number[] = []
  for (const record of open) {
    const match = record.clue === null ? null : matchRecord(record.clue, index)
    const policy = policyOf(record.connectionId)
    const rule = record.mapping === null ? firstRule(rules, record) : undefined
    if (match?.matched && mayMoveTo(record, match.candidate)) {
      await mapToRepository(write, record, match.candidate, { evidence: match.evidence, policy, rule, now })
      if (record.mapping !== null) improved.push(record.id)
    } else if (rule !== undefined) {
      await mapByRule(write, record, rule, now)
    } else if (record.mapping === null && policy.autoMap && (match === null || !isAmbiguous(match))) {
      await mapToOwnProduct(write, record, policy, explanationOf(match).reason, now)
    } else {
      explanations.set(record.id, explanationOf(match))
    }
  }
  const good = await settleStates(write, ids, { discovered: (id) => policyOf(id).discovered, by: null, now, explanations })
  return [...good, ...improved]
}

export async function candidatesFor(write: Writers, records: readonly RecordFacts[]): Promise<readonly RepositoryCandidate[]> {
  const lookups = records.flatMap((record) => (record.clue === null ? [] : [lookupOf(record.clue)]))
  if (lookups.length === 0) return []
  return write.repositories.candidates(
    lookups.flatMap((lookup) => lookup.nativeIds),
    lookups.flatMap((lookup) => lookup.urlKeys),
  )
}

/** Unmapped, or mapped to a product for want of a repository: one of its own, or one that a rule named. */
function isOpen({ mapping }: RecordFacts): boolean {
  if (mapping === null || mapping.method === 'auto-product') return true
  return mapping.method === 'rule' && !mapping.inRepository
}

/** What a rule put into a product goes to a repository only inside that product, or to one that nobody owns. */
function mayMoveTo({ mapping }: RecordFacts, candidate: RepositoryCandidate): boolean {
  return mapping?.method !== 'rule' || candidate.productId === null || candidate.productId === mapping.productId
}

function isAmbiguous(match: RecordMatch<RepositoryCandidate>): boolean {
  return !match.matched && match.reason === 'ambiguous'
}

function explanationOf(match: RecordMatch<RepositoryCandidate> | null): Explanation {
  if (match !== null && !match.matched) return { cause: match.reason, reason: match.explanation }
  return { cause: 'no-clue', reason: 'The scanner does not say which repository this is.' }
}

interface Choice {
  readonly evidence: MatchEvidence
  readonly policy: MatchPolicy
  /** The rule that names the product, where nobody owns the repository yet. */
  readonly rule: MappingRule | undefined
  readonly now: Date
}

async function mapToRepository(
  write: Writers,
  record: RecordFacts,
  candidate: RepositoryCandidate,
  { evidence, policy, rule, now }: Choice,
): Promise<void> {
  const adopts = policy.autoMap || rule !== undefined || record.mapping?.method === 'rule'
  const productId = candidate.productId ?? (adopts ? await adoptingProduct(write, record, candidate, policy, rule) : null)
  await write.mappings.write(
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

/** A repository that nobody owns yet gets the record's product, the rule's, or one of its own name. */
async function adoptingProduct(
  write: Writers,
  record: RecordFacts,
  candidate: RepositoryCandidate,
  policy: MatchPolicy,
  rule: MappingRule | undefined,
): Promise<number> {
  const current = await write.repositories.find(candidate.assetId)
  if (current?.productId != null) return current.productId
  const own = record.mapping?.productId ?? (rule === undefined ? null : await productOfRule(write, rule))
  const product = own ?? (await write.products.named(await write.products.typeNamed(policy.productType), candidate.fullName))
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
  await write.mappings.write(
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
