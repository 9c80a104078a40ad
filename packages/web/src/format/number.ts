const whole = new Intl.NumberFormat()
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
const difference = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero' })
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })

/** `12,345` in the reader's locale. */
export function formatNumber(value: number): string {
  return whole.format(value)
}

/** `12.3K`, for places where the width is fixed. */
export function formatCompact(value: number): string {
  return value < 10_000 ? whole.format(value) : compact.format(value)
}

/** `+5`, `−2`, `0`: with a minus sign, as wide as the plus. */
export function formatDifference(value: number): string {
  return difference.format(value).replace('-', '−')
}

/** A fraction, 0–1, as a percentage. */
export function formatPercent(fraction: number): string {
  return percent.format(fraction)
}

/** `1 finding`, `12 findings`. */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`
}

export interface BoundedCount {
  readonly value: number
  readonly relation: 'exact' | 'at-least'
}

/** Counts are bounded on purpose: beyond the bound the hub only says how many there are at least. */
export function formatBounded(count: BoundedCount): string {
  return count.relation === 'exact' ? whole.format(count.value) : `at least ${whole.format(count.value)}`
}
