/** Any JSON value, for servers and tests that walk documents they did not declare. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject

export type JsonObject = { readonly [key: string]: JsonValue | undefined }

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object at that key, or an empty one: for reading optional request bodies without ceremony. */
export function objectAt(value: unknown, key: string): JsonObject {
  const inner = isJsonObject(value) ? value[key] : undefined
  return isJsonObject(inner) ? inner : {}
}

/** The text at that key, or `undefined` when it is missing or not text. */
export function textAt(value: unknown, key: string): string | undefined {
  const inner = isJsonObject(value) ? value[key] : undefined
  return typeof inner === 'string' ? inner : undefined
}
