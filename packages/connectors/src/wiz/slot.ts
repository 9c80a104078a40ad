import { type Context, Fault } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import { type Config, endpoint } from './config.ts'
import { slotDocuments } from './documents.ts'
import { slot, type Ticket } from './schema.ts'

/** A place for one file. */
export interface Slot {
  /** Presigned: whoever has it may write. */
  readonly url: string
  readonly ticket: Ticket
}

/** Asks for a slot, in the form that worked before or the documented one, and in the other where the tenant does not take it. */
export async function requestSlot(context: Context<Config>, name: string, first: Ticket['form'] = 'filename'): Promise<Slot> {
  try {
    return await ask(context, name, first)
  } catch (error) {
    if (!isArgumentComplaint(error)) throw error
    return await ask(context, name, first === 'filename' ? 'input' : 'filename')
  }
}

async function ask({ http }: Context<Config>, name: string, form: Ticket['form']): Promise<Slot> {
  const variables = form === 'filename' ? { filename: name } : { input: { filename: name, format: 'ENRICHMENT' } }
  const answer = await http.graphql({ path: endpoint, query: slotDocuments[form], variables })
  const { url, systemActivityId } = readAnswer(slot, answer, 'Wiz’s upload slot').requestSecurityScanUpload.upload
  return { url, ticket: { activity: systemActivityId, form } }
}

/** The tenant's schema lacks the argument, or wants it in another type. */
function isArgumentComplaint(error: unknown): boolean {
  return (
    error instanceof Fault && error.kind === 'contract' && /\b(filename|input|SecurityScanUploadInput)\b/.test(error.message)
  )
}
