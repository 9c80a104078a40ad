/** One line of CSV (RFC 4180), in which no cell is taken for a formula. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

/** Spreadsheets run what begins like a formula; an apostrophe makes it text (OWASP, CSV injection). */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  const inert = /^[\s\0]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
