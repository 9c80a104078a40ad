/** A text that every database keeps: without NUL and without halves of characters, each replaced by U+FFFD. */
export function storable(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
  return whole.isWellFormed() ? whole : whole.toWellFormed()
}

/** Makes every text inside storable, in place; a copy of every page would cost more than writing it. */
export function makeStorable(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, item] of Object.entries(value)) {
    if (typeof item !== 'string') makeStorable(item)
    else if (item !== storable(item)) Reflect.set(value, name, storable(item))
  }
}
