/**
 * Whether a vendor said nothing. Many write it as an absent field here, `null`, `""`, `[]` or `{}` there, depending on the
 * answer form asked for; all of them are alike. `0` and `false` are something.
 */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) && Object.keys(value).length === 0
}

/** A JSON object, for answers whose form no contract pins down. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text at a path of keys through loosely known JSON, where there is one; a number is read as its digits. */
export function textAt(value: unknown, ...keys: readonly string[]): string | null {
  let current = value
  for (const key of keys) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return null
    current = current[key]
  }
  if (typeof current === 'number') return String(current)
  return typeof current === 'string' && current.trim() !== '' ? current : null
}
