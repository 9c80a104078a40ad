import { describeRule } from '../../domain/mapping-rule.ts'
import { publicId } from '../../domain/public-id.ts'
import type { MappingRule } from '../../store/mapping-rules/writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Writers } from '../../store/store.ts'
import { moveRecord } from '../lifecycle/rekey.ts'

/** Product type of products that belong to no vendor. */
export const generalType = 'Products'

/** The product a rule names; made when it is missing, and given the rule's owner when it has none. */
export async function productOfRule(write: Writers, rule: MappingRule): Promise<number> {
  const typeId = rule.productTypeId ?? (await write.products.typeNamed(generalType))
  const productId = await write.products.named(typeId, rule.productName)
  if (rule.owner !== null) await write.products.ownIfNobodyDoes(productId, rule.owner)
  return productId
}

/** Maps a record to the product its rule names. */
export async function mapByRule(write: Writers, record: RecordFacts, rule: MappingRule, now: Date): Promise<void> {
  const productId = await productOfRule(write, rule)
  const assetId = await write.products.application(productId, record.name)
  await write.mappings.write(
    record.id,
    {
      productId,
      assetId,
      branch: record.clue?.defaultBranch ?? null,
      method: 'rule',
      evidence: {
        by: 'rule',
        value: describeRule(rule),
        confidence: 'certain',
        rule: publicId('mapping rule', rule.id),
      },
      by: null,
    },
    now,
  )
  await moveRecord(write, record.id, assetId, now)
}
