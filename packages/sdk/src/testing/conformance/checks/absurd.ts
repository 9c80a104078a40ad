const isoTime = /^\d{4}-\d\d-\d\dT/

/** Text no database takes as it is and no screen shows whole, in the place of a text. */
export function withAbsurdTexts(value: unknown): readonly unknown[] {
  if (typeof value !== 'string') return []
  return [`${value}\0 \ud800 \u202e<script>alert(1)</script>`, `${value}${' long'.repeat(20_000)}`, '\0', ' ', '']
}

export function withAbsurdDates(value: unknown): readonly unknown[] {
  if (typeof value !== 'string' || !isoTime.test(value)) return []
  return [
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999999Z',
    '2026-02-30T25:61:61Z',
    '+292277026596-12-04T15:30:07Z',
    'soon',
    '0',
  ]
}

export function withAbsurdNumbers(value: unknown): readonly unknown[] {
  return typeof value === 'number' ? [-1, 0, 0.5, 1e308, 2 ** 53] : []
}
