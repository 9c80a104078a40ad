import type { Product, ScanProfile, ScanProfilePreview } from '../../api/types.ts'
import { severityName } from '../../components/severity.tsx'
import { formatCount, formatNumber } from '../../format/number.ts'
import { sentenceCase } from '../../format/words.ts'
import { cadenceWords } from '../connections/cadence.ts'
import { reasonName } from '../operations/reason-words.ts'

type InForce = NonNullable<Product['scanProfile']['inForce']>

/** Where the profile in force comes from: `from product type Online services`. */
export function originWords({ from }: Pick<InForce, 'from'>, productType: string): string {
  if (from === 'product') return 'chosen here'
  return from === 'product-type' ? `from product type ${productType}` : 'the default'
}

/** `Every 2 hours`, or that nothing is read but by the connections. */
export function scheduleWords({ schedule }: Pick<ScanProfile, 'schedule'>): string {
  return schedule.sync === null ? 'With its connections' : `${cadenceWords(schedule.sync)}, and with its connections`
}

/** `Dependency, code; only with a CVE; high and above`. */
export function rulesWords({ kinds, cveRequired, minimumSeverity }: ScanProfile['rules']): string {
  const said = [
    ...(kinds === undefined ? [] : [kinds.map((kind) => kind.replaceAll('-', ' ')).join(', ')]),
    ...(cveRequired === undefined ? [] : [cveRequired ? 'only with a CVE' : 'with or without a CVE']),
    ...(minimumSeverity === undefined ? [] : [minimumSeverity === null ? 'any severity' : aboveWords(minimumSeverity)]),
  ]
  return said.length === 0 ? 'As each connection says' : sentenceCase(said.join('; '))
}

function aboveWords(severity: NonNullable<ScanProfile['minimumSeverity']>): string {
  return `${severityName(severity).toLowerCase()} and above`
}

/** What saving a profile would change of what is imported, in a sentence or two. */
export function previewWords({ records, products, closes, letsIn }: ScanProfilePreview): string {
  if (records === 0) return 'No record would be read by other rules than now.'
  const where = `${formatCount(records, 'record')} of ${formatCount(products, 'product')}`
  const reasons = Object.entries(closes).map(([reason, n]) => `${reasonName(reason)}: ${formatNumber(n)}`)
  const total = Object.values(closes).reduce((sum, n) => sum + n, 0)
  const closing = total === 0 ? 'closes nothing' : `closes ${formatCount(total, 'finding')} (${reasons.join(', ')})`
  const bringing = letsIn === 0 ? '' : ` and brings ${formatNumber(letsIn)} that ${letsIn === 1 ? 'is' : 'are'} left out now`
  return `The next sync reads ${where} by other rules: it ${closing}${bringing}.`
}
