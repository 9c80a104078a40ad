import { type Context, Fault, type Upload, type UploadReceipt } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { ticket } from './schema.ts'
import { requestSlot } from './slot.ts'

/** Puts the document into a slot of its own. Sent twice it is the same full state twice, which changes nothing. */
export async function send(context: Context<Config>, upload: Upload): Promise<UploadReceipt> {
  const before = ticket.safeParse(upload.before)
  const first = await requestSlot(context, upload.name, before.data?.form)
  await upload.begun(first.ticket)
  if (await put(context, first.url, upload)) return receipt(first.ticket)

  // The address has run out, or a proxy changed it on its way: one more, and then it is somebody's trouble.
  const second = await requestSlot(context, upload.name, first.ticket.form)
  await upload.begun(second.ticket)
  if (await put(context, second.url, upload)) return receipt(second.ticket)
  throw new Fault('refused', 'Wiz’s object store turned the upload away twice, with a fresh address each time.', {
    status: 403,
    remedy: 'Check that this server’s clock is right, and that no proxy on the way to *.amazonaws.com changes requests.',
  })
}

/** `false` when the store does not accept the address (any more). */
async function put({ http }: Context<Config>, url: string, { content }: Upload): Promise<boolean> {
  try {
    await http.upload({ url, content })
    return true
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (error.details.status === 403) return false
    if (error.kind !== 'unreachable' || error.details.status !== undefined) throw error
    throw retell(error, 'unreachable', `Wiz’s object store could not be reached. ${error.message}`, {
      remedy: 'Allow this server to open connections to *.amazonaws.com, where uploads to Wiz go.',
    })
  }
}

function receipt(given: UploadReceipt['ticket']): UploadReceipt {
  return { ticket: given, status: { state: 'pending', word: 'PENDING', info: null, remedy: null, counts: {} } }
}
