import { type FilterReason, type ImportRules, rulesDecide, rulesUnder } from '../../domain/import-rules.ts'
import type { AlikeFindings, RuledRecord } from '../../store/scan-profiles/writer.ts'
import type { Writers } from '../../store/store.ts'
import { kindOf, severityOf } from '../browse/values.ts'
import { parseProfileRules, parseRules } from '../settings.ts'
import type { ScanProfilePreview } from './inputs.ts'

/** Records that are read by the same import rules after a change, and were read by others before. */
interface Regrouped {
  readonly rules: ImportRules
  readonly records: readonly RuledRecord[]
}

/** Makes a change and counts whom its import rules hit: what the next sync of the records will close and bring. */
export async function effectOf(write: Writers, change: () => Promise<void>): Promise<ScanProfilePreview> {
  const before = await write.scanProfiles.ruledRecords()
  await change()
  const groups = regrouped(before, await write.scanProfiles.ruledRecords())
  const recordIds = groups.map(({ records }) => records.map(({ recordId }) => recordId))
  const records = groups.flatMap((group) => group.records)
  return {
    records: records.length,
    products: new Set(records.flatMap(({ productId }) => productId ?? [])).size,
    closes: closedBy(groups, await write.scanProfiles.openFindings(recordIds)),
    letsIn: letInBy(groups, await write.scanProfiles.leftOutFindings(recordIds)),
  }
}

function regrouped(before: readonly RuledRecord[], after: readonly RuledRecord[]): readonly Regrouped[] {
  const former = new Map(before.map((record) => [record.recordId, JSON.stringify(rulesOf(record))]))
  const changed = after.filter((record) => former.get(record.recordId) !== JSON.stringify(rulesOf(record)))
  return [...Map.groupBy(changed, (record) => JSON.stringify(rulesOf(record))).values()].flatMap((records) =>
    records.slice(0, 1).map((first) => ({ rules: rulesOf(first), records })),
  )
}

function rulesOf({ connectionRules, profileRules }: RuledRecord): ImportRules {
  return rulesUnder(parseRules(connectionRules), parseProfileRules(profileRules))
}

function closedBy(groups: readonly Regrouped[], open: readonly AlikeFindings[]): Partial<Record<FilterReason, number>> {
  const closes: Partial<Record<FilterReason, number>> = {}
  for (const findings of open) {
    const verdict = verdictOn(findings, groups)
    if (verdict !== 'keep') closes[verdict] = (closes[verdict] ?? 0) + findings.n
  }
  return closes
}

function letInBy(groups: readonly Regrouped[], leftOut: readonly AlikeFindings[]): number {
  return leftOut.reduce((sum, findings) => sum + (verdictOn(findings, groups) === 'keep' ? findings.n : 0), 0)
}

function verdictOn({ group, kind, severity, cve }: AlikeFindings, groups: readonly Regrouped[]): 'keep' | FilterReason {
  const rules = groups[group]?.rules
  if (rules === undefined) throw new Error('Findings were counted of a group nobody asked for.')
  return rulesDecide({ kind: kindOf(kind), severity: severityOf(severity), identifiers: cve === null ? [] : [cve] }, rules)
}
