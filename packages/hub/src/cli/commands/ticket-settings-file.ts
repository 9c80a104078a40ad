import { readFile } from 'node:fs/promises'
import { TicketSettings } from '../../usecases/browse/resources/ticket-settings.ts'
import { CliError, exitCodes } from '../exit-code.ts'

/** What a JSON file says of tickets; `null` for the word `none`. */
export async function readTicketSettings(file: string): Promise<TicketSettings | null> {
  if (file === 'none') return null
  const { data, error } = TicketSettings.safeParse(await contentOf(file))
  if (data !== undefined) return data
  const wrong = error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`)
  throw new CliError(exitCodes.usage, wrong.join('\n'))
}

async function contentOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new CliError(exitCodes.usage, `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
