import { openAsBlob } from 'node:fs'
import { CliError, exitCodes } from './exit-code.ts'

/** A file to send, however large; it is read as it is sent. */
export async function fileContent(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CliError(exitCodes.usage, `${file} cannot be read: ${why}`)
  }
}
