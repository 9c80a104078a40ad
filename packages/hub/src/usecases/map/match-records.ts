import { shownImage } from '../../domain/image.ts'
import { firstRule } from '../../domain/mapping-rule.ts'
import { indexCandidates, lookupOf, type MatchEvidence, matchRecord, type RecordMatch } from '../../domain/match.ts'
import type { ImageFacts } from '../../store/images/writer.ts'
import type { MappingRule } from '../../store/mapping-rules/writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { RepositoryCandidate } from '../../store/repositories/writer.ts'
import type { Writers } from '../../store/store.ts'
import { moveRecord } from '../lifecycle/rekey.ts'
import { imagesOf, mapAsImage } from './map-as-image.ts'
import { mapByRule, productOfRule } from './map-by-rule.ts'
import { mapToOwnProducts, type Unplaced } from './map-to-own-product.ts'
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
 * maps yet, and, where auto-mapping is on, to a product of the record's own name. A record that is a container image goes to the
 * repository that builds it, as far as that is known. Then brings every record's state in line with
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
  const images = await imagesOf(write, open, now)
  const rules = open.some((record) => record.mapping === null) ? await write.mappingRules.all() : []

  const explanations = new Map<number, Explanation>()
  const improved: number[] = []
  const unplaced: Unplaced[] = []
  for (const record of open) {
    const match = record.clue === null ? null : matchRecord(record.clue, index)
    const policy = policyOf(record.connectionId)
    const rule = record.mapping === null ? firstRule(rules, record) : undefined
    const image = images.get(record.id)
    if (image !== undefined) {
      const mapped = await mapImage(write, record, image, { policy, rule, now })
      if (mapped === 'elsewhere') improved.push(record.id)
      if (mapped === 'left') explanations.set(record.id, untold)
    } else if (match?.matched && mayMoveTo(record, match.candidate)) {
      await mapToRepository(write, record, match.candidate, { evidence: match.evidence, policy, rule, now })
      if (record.mapping !== null) improved.push(record.id)
    } else if (rule !== undefined) {
      await mapByRule(write, record, rule, now)
    } else if (mayHaveOwnProduct(record, policy, match)) {
      unplaced.push({ record, productType: policy.productType, why: explanationOf(match).reason })
    } else {
      explanations.set(record.id, explanationOf(match))
    }
  }
  await mapToOwnProducts(write, unplaced, now)
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
  if (mapping === null || mapping.method === 'auto-product' || mapping.method === 'image') return true
  return mapping.method === 'rule' && !mapping.inRepository
}

/** What a rule put into a product goes to a repository only inside that product, or to one that nobody owns. */
function mayMoveTo({ mapping }: RecordFacts, { productId }: { readonly productId: number | null }): boolean {
  return mapping?.method !== 'rule' || productId === null || productId === mapping.productId
}

/** What is unmapped, where auto-mapping is on, and what was given a product of its own before. Two repositories that may be meant are a person's choice. */
function mayHaveOwnProduct(
  { mapping }: RecordFacts,
  policy: MatchPolicy,
  match: RecordMatch<RepositoryCandidate> | null,
): boolean {
  if (mapping !== null) return mapping.method === 'auto-product'
  return policy.autoMap && (match === null || !isAmbiguous(match))
}

function isAmbiguous(match: RecordMatch<RepositoryCandidate>): boolean {
  return !match.matched && match.reason === 'ambiguous'
}

function explanationOf(match: RecordMatch<RepositoryCandidate> | null): Explanation {
  if (match !== null && !match.matched) return { cause: match.reason, reason: match.explanation }
  return { cause: 'no-clue', reason: 'The scanner does not say which repository this is.' }
}

const untold: Explanation = { cause: 'no-clue', reason: 'Nobody has told yet where this image is built.' }

/** Where a repository builds it, there; else by rule, and else, where auto-mapping is on, to the image itself. */
async function mapImage(
  write: Writers,
  record: RecordFacts,
  image: ImageFacts,
  { policy, rule, now }: Omit<Choice, 'evidence'>,
): Promise<'here' | 'elsewhere' | 'left'> {
  const { mapping } = record
  const repository = image.source === null ? undefined : await write.repositories.find(image.source.repositoryId)
  if (repository === undefined && rule !== undefined) {
    await mapByRule(write, record, rule, now)
    return 'here'
  }
  const isOn = mapping === null ? policy.autoMap : mapping.method !== 'rule'
  if (repository === undefined ? !isOn : !mayMoveTo(record, repository)) return 'left'
  const product = async () => {
    if (mapping?.productId != null) return mapping.productId
    if (rule !== undefined) return productOfRule(write, rule)
    if (!policy.autoMap) return null
    const type = await write.products.typeNamed(policy.productType)
    return write.products.named(type, repository?.fullName ?? shownImage(image))
  }
  return (await mapAsImage(write, record, image, { product, now })) ? 'elsewhere' : 'here'
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
