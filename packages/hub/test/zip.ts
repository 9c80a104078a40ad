import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A zip file with these entries. */
export async function zipOf(entries: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = new ZipFile()
  for (const [name, text] of Object.entries(entries)) archive.addBuffer(Buffer.from(text), name)
  archive.end()
  return buffer(archive.outputStream)
}
