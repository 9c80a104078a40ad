import type { Context, UploadStatus } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { importList, ticket } from './schema.ts'

/** What the import history says of one upload. */
export interface Lookup {
  /** The finished run, where there is one. */
  readonly run: { readonly test: number; readonly status: UploadStatus } | null
  /** The server's clock; ISO 8601. */
  readonly now: string
}

/** Looks a run up by the id every upload sends as its `build_id`. The row is there once the run has ended. */
export async function lookUp({ http }: Context<Config>, build: string): Promise<Lookup> {
  const { body, headers } = await http.get({ path: '/test_imports/', query: { build_id: build, o: '-id', limit: 1 } })
  const [row] = readAnswer(importList, body, 'DefectDojo’s import history').results
  const now = new Date(Date.parse(headers['date'] ?? '') || 0).toISOString()
  if (row === undefined) return { run: null, now }
  const actions = (row.test_import_finding_action_set ?? []).map(({ action }) => action)
  const counts = Object.fromEntries(
    Object.entries(actionNames).map(([letter, name]) => [name, actions.filter((action) => action === letter).length]),
  )
  return { run: { test: row.test, status: done(row.type ?? 'reimport', counts) }, now }
}

/** Letters of the history to the names in the statistics. */
const actionNames = { N: 'created', C: 'closed', R: 'reactivated', U: 'untouched' } as const

export function done(word: string, counts: UploadStatus['counts']): UploadStatus {
  return { state: 'success', word, info: null, remedy: null, counts }
}

/** Milliseconds; the server itself gives a request up after half an hour. */
const patience = 2 * 3600 * 1000

/** How an import has ended whose answer was lost. */
export async function status(context: Context<Config>, given: unknown): Promise<UploadStatus> {
  const { build, since } = readAnswer(ticket, given, 'The ticket of the upload')
  const { run, now } = await lookUp(context, build)
  if (run !== null) return run.status
  if (Date.parse(now) - Date.parse(since) < patience) return running
  return {
    state: 'timed-out',
    word: 'no import',
    info: 'DefectDojo has no record of the import.',
    remedy:
      'It never arrived, or failed on the way: look into DefectDojo’s log. It also looks like this when the import history is off ' +
      '(DD_TRACK_IMPORT_HISTORY). The findings are sent again with the next upload.',
    counts: {},
  }
}

/** DefectDojo has no word for it. */
export const running: UploadStatus = {
  state: 'in-progress',
  word: 'importing',
  info: 'The answer was lost; DefectDojo’s import history will tell how the import ended.',
  remedy: null,
  counts: {},
}
