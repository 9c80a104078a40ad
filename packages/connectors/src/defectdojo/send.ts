import { type Context, Fault, type HttpAnswer, type Upload, type UploadReceipt } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import { type Config, serverRoot } from './config.ts'
import { done, lookUp, running } from './history.ts'
import { refused } from './refused.ts'
import { type Imported, imported, type Ticket, ticket } from './schema.ts'
import { type Fields, fieldsByNames, fieldsOfTest } from './target.ts'

/** Milliseconds; a little more than the server's own limit. */
const timeout = 1_900_000

/**
 * Reimports the report into the scope's test. A run of the same upload that has already ended is not repeated; one whose answer was
 * lost goes on in the server, so it is looked up later instead of being sent again beside it.
 */
export async function send(context: Context<Config>, upload: Upload): Promise<UploadReceipt> {
  const server = serverRoot(context.config.baseUrl)
  const before = ofServer(upload.before, server)
  const { run, now } = await lookUp(context, upload.uploadId)
  const known: Ticket = {
    build: upload.uploadId,
    server,
    since: now,
    test: before?.test ?? null,
    engagement: before?.engagement ?? null,
    product: before?.product ?? null,
  }
  if (run !== null) return { ticket: { ...known, test: run.test }, status: run.status }
  await upload.begun(known)
  try {
    const { body } = await reimport(context, upload, before)
    return receipt(known, readAnswer(imported, body, 'DefectDojo’s answer to the import'))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (isUnknown(error)) return { ticket: known, status: running }
    const status = refused(error)
    if (status === undefined) throw error
    return { ticket: known, status }
  }
}

/** The ticket of the upload before, unless that went to another server. */
function ofServer(given: unknown, server: string): Ticket | null {
  const { data } = ticket.safeParse(given)
  return data?.server === server ? data : null
}

/** Into the test it went into before, or by names where there is none (any more). */
async function reimport(context: Context<Config>, upload: Upload, before: Ticket | null): Promise<HttpAnswer> {
  if (before !== null && before.test !== null) {
    try {
      return await post(context, upload, fieldsOfTest(before.test))
    } catch (error) {
      if (!(error instanceof Fault && isGone(error))) throw error
      context.log.info('The test is gone from DefectDojo; another one takes its place', { test: before.test })
    }
  }
  return post(context, upload, await fieldsByNames(context, upload.scope))
}

function post(
  { http }: Context<Config>,
  { scope, uploadId, commit, name, content }: Upload,
  target: Fields,
): Promise<HttpAnswer> {
  const fields: Fields = [
    ...target,
    ['scan_type', 'Generic Findings Import'],
    ['close_old_findings', 'true'],
    // Neither `active` nor `verified`: the report says it for each finding.
    ['branch_tag', scope.branch.slice(0, 150)],
    ...(commit === null ? [] : [['commit_hash', commit] as const]),
    ['build_id', uploadId],
    ['deduplication_execution_mode', 'async'],
  ]
  return http.post({ path: '/reimport-scan/', timeout, multipart: { fields, file: { field: 'file', name, content } } })
}

function isGone({ details, message }: Fault): boolean {
  return details.status === 404 || (details.status === 400 && /\btest\b.*(not|n't) (exist|be found)|invalid pk/i.test(message))
}

/** No answer, or one of a proxy that gave up waiting: the server may still be at it. */
function isUnknown({ kind, details, message }: Fault): boolean {
  if (kind !== 'unreachable') return false
  if (details.status !== undefined) return details.status === 502 || details.status === 504
  return /did not answer|closed the connection/.test(message)
}

function receipt(known: Ticket, answer: Imported): UploadReceipt {
  const { delta, after } = answer.statistics ?? {}
  const numbers = {
    created: delta?.created?.total?.total,
    closed: delta?.closed?.total?.total,
    reactivated: delta?.reactivated?.total?.total,
    untouched: delta?.untouched?.total?.total,
    total: after?.total?.total,
  }
  const counts = Object.fromEntries(
    Object.entries(numbers).flatMap(([name, number]) => (typeof number === 'number' ? [[name, number]] : [])),
  )
  const { test_id: test, engagement_id, product_id } = answer
  const told: Ticket = { ...known, test, engagement: engagement_id ?? null, product: product_id ?? null }
  // Without a comparison it was the first import into this test.
  return { ticket: told, status: done(delta ? 'reimport' : 'import', counts) }
}
