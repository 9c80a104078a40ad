/** A text that every database keeps: without NUL and without halves of characters, each replaced by U+FFFD. */
export function storable(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
  return whole.isWellFormed() ? whole : whole.toWellFormed()
}

/** Makes every text inside storable, in place; a copy of every page would cost more than writing it. */
export function makeStorable(value: unknown): void {
  if (!isContainer(value)) return
  for (const name in value) {
    const item = value[name]
    if (typeof item !== 'string') makeStorable(item)
    else if (item !== storable(item)) value[name] = storable(item)
  }
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Whether every text of a value is storable, by the value's JSON; may doubt one that is. */
export function isStorable(json: string): boolean {
  return !/\\u(?:0000|d[89a-f])/.test(json)
}
