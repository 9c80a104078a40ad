/** Something in a file that cannot be read, for people. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/** A configuration file, YAML or JSON, as the hub takes it. Throws an `UnreadableFile` that names the line. */
export async function readDocument(text: string): Promise<Record<string, unknown>> {
  // Only who applies a file needs this.
  const { LineCounter, parseDocument } = await import('yaml')
  const lineCounter = new LineCounter()
  const parsed = parseDocument(text, { lineCounter, prettyErrors: false })
  const [error] = parsed.errors
  if (error !== undefined) throw new UnreadableFile(`Line ${lineCounter.linePos(error.pos[0]).line}: ${error.message}`)
  const document: unknown = parsed.toJS()
  if (isObject(document)) return document
  throw new UnreadableFile('This is no configuration file. It begins with “version: 1”.')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
