import { type Context, Fault, type UploadStatus } from '@patchbay/sdk'
import { readAnswer, textOrNull } from '@patchbay/sdk/shape'
import { type Config, endpoint } from './config.ts'
import { activityDocument } from './documents.ts'
import { type Activity, activity, ticket } from './schema.ts'

/** How an upload is getting on. Right after it, and for a slot that was never filled, Wiz knows of nothing yet. */
export async function status(context: Context<Config>, given: unknown): Promise<UploadStatus> {
  const { activity: id } = readAnswer(ticket, given, 'The ticket of the upload')
  const found = await findActivity(context, id)
  return found === null ? notYet : statusOf(found)
}

const notYet: UploadStatus = { state: 'pending', word: 'NOT_FOUND', info: null, remedy: null, counts: {} }

/** `null` for an activity that cannot be seen, not (yet) or not with these credentials. */
export async function findActivity({ http }: Context<Config>, id: string): Promise<Activity | null> {
  try {
    const answer = await http.graphql({ path: endpoint, query: activityDocument, variables: { id } })
    return readAnswer(activity, answer, 'Wiz’s activity').systemActivity
  } catch (error) {
    // A 404 of HTTP is another matter: then there is no API.
    if (error instanceof Fault && error.kind === 'missing' && error.details.status === 200) return null
    throw error
  }
}

const open: Readonly<Record<string, UploadStatus['state']>> = { PENDING: 'pending', IN_PROGRESS: 'in-progress' }

/** In Wiz's words. An unknown word is no end: it is asked again. */
export function statusOf(found: Activity): UploadStatus {
  const { status: word, statusInfo } = found
  const info = textOrNull(statusInfo, 1000)
  const counts = countsOf(found)
  const incoming = counts['findings.incoming'] ?? 0
  const handled = counts['findings.handled'] ?? incoming

  if (word === 'FAILURE') return { state: 'failure', word, info, remedy: remedyOf(info ?? ''), counts }
  if (word === 'TIMED_OUT') return { state: 'timed-out', word, info, remedy: again, counts }
  if (word === 'SKIPPED') return { state: 'skipped', word, info, remedy: skippedRemedy(found, info ?? ''), counts }
  if (word !== 'SUCCESS') return { state: open[word] ?? 'in-progress', word, info, remedy: null, counts }
  if (handled >= incoming) return { state: 'success', word, info, remedy: null, counts }
  const said = info ?? `Wiz took ${handled} of ${incoming} findings.`
  return { state: 'skipped', word, info: said, remedy: skippedRemedy(found, ''), counts }
}

function countsOf({ result }: Activity): Readonly<Record<string, number>> {
  const { dataSources, findings, unresolvedAssets } = result ?? {}
  return {
    ...(dataSources && { 'dataSources.incoming': dataSources.incoming, 'dataSources.handled': dataSources.handled }),
    ...(findings && { 'findings.incoming': findings.incoming, 'findings.handled': findings.handled }),
    ...(unresolvedAssets && { unresolvedAssets: unresolvedAssets.count }),
  }
}

const again = 'Wiz gave up on the file. It is sent again with the next upload; if that happens every time, ask Wiz.'

function skippedRemedy({ result }: Activity, info: string): string {
  if (/limit/i.test(info))
    return 'Wiz takes only so many uploads of one branch a day. The next one is sent when there is room again.'
  const [asset] = result?.unresolvedAssets?.ids ?? []
  const which = asset === undefined ? 'this repository' : asset.split('##').slice(0, 2).join('/')
  return (
    `Wiz does not know ${which}. Connect its source control in Wiz under Settings > Deployments, wait until the repository ` +
    'is listed there, and check that the branch is one Wiz scans.'
  )
}

const remedies: readonly (readonly [words: RegExp, remedy: string])[] = [
  [
    /integration id not found/i,
    'Wiz has not switched custom integrations on for this tenant. Ask Wiz to enable third-party enrichment (UVM) for it.',
  ],
  [
    /ingestion model|schema validation/i,
    'The file does not fit Wiz’s schema: that is a mistake in Patchbay. Download the document of this upload and report it with the message.',
  ],
  [/licen[sc]e|not enabled|disabled/i, 'Wiz Code and UVM have to be switched on: Settings > Preview & Migration Hub in Wiz.'],
]

function remedyOf(info: string): string {
  const known = remedies.find(([words]) => words.test(info))
  return (
    known?.[1] ??
    'Read what Wiz says, and send again once that is put right. Wiz shows the activity under Settings > System Activity.'
  )
}
