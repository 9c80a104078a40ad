/** JSON with the keys of every object in code point order, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isPlainObject(inner) ? sorted(inner) : inner)) ?? 'null'
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  // `Object.entries` keeps `__proto__` as an own key only with a null prototype.
  const result: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(value).toSorted()) result[key] = value[key]
  return result
}
