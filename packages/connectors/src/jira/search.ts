import type { Context, Ticket } from '@patchbay/sdk'
import { type Answer, pages, readAnswer } from '@patchbay/sdk/shape'
import { type Config, isCloud } from './config.ts'
import { toTicket } from './map.ts'
import { cloudPage, issue, myself, serverPage } from './schema.ts'

/** Every ticket of ours carries it; one of its own besides. */
export const label = 'patchbay'

export function labelOf(marker: string): string {
  return `${label}-${marker}`
}

export const issueFields = ['status', 'resolution']

/** Issues a query finds. The index may lag behind by seconds. Labels are the only words in it, and need no escaping. */
export async function* search(context: Context<Config>, jql: string): AsyncGenerator<readonly Ticket[], void, void> {
  const { config, http } = context
  const query = { jql, fields: issueFields, maxResults: 100 }

  async function readCloud(token: string | undefined): Promise<Answer<readonly unknown[]>> {
    const { body } = await http.post({
      path: '/search/jql',
      json: { ...query, ...(token !== undefined && { nextPageToken: token }) },
    })
    const { issues, nextPageToken } = readAnswer(cloudPage, body, 'Jira’s answer to the search')
    return { value: issues, next: nextPageToken ?? undefined }
  }

  async function readServer(start: string | undefined): Promise<Answer<readonly unknown[]>> {
    const { body } = await http.post({ path: '/search', json: { ...query, startAt: Number(start ?? 0) } })
    const { issues, startAt, total } = readAnswer(serverPage, body, 'Jira’s answer to the search')
    const next = startAt + issues.length
    return { value: issues, next: issues.length > 0 && next < total ? String(next) : undefined }
  }

  for await (const { value } of pages(isCloud(config) ? readCloud : readServer, { what: 'issues' })) {
    yield value.map((row) => toTicket(readAnswer(issue, row, 'An issue in Jira’s answer to the search'), config))
  }
}

/** Oldest first: what changes meanwhile moves no other issue to another page. */
const order = 'ORDER BY created ASC'

/** Our tickets of the project, those that changed since then or all. */
export async function* listTickets(
  context: Context<Config>,
  since: string | null,
): AsyncGenerator<readonly Ticket[], void, void> {
  const changed = since === null ? '' : ` AND updated >= "${localMinute(since, await timeZone(context))}"`
  yield* search(context, `project = "${context.config.project}" AND labels = "${label}"${changed} ${order}`)
}

async function timeZone({ http }: Context<Config>): Promise<string | null> {
  const { timeZone } = readAnswer(myself, (await http.get('/myself')).body, 'Jira’s answer about the account')
  return timeZone ?? null
}

/** An hour, for the night in which the same local time comes twice, and a minute because seconds are cut off. */
const overlap = 61 * 60_000
/** Ahead of UTC by no more, anywhere. */
const widest = 14 * 3_600_000

/** Times in a query are local to its user, to the minute. Where their zone is not known, as early as it can be meant. */
export function localMinute(since: string, zone: string | null): string {
  const moment = new Date(new Date(since).getTime() - overlap)
  const format = formatOf(zone)
  if (format === null) return minuteOf(new Date(moment.getTime() - widest))
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? ''
  return `${part('year')}/${part('month')}/${part('day')} ${part('hour')}:${part('minute')}`
}

function formatOf(zone: string | null): Intl.DateTimeFormat | null {
  if (zone === null) return null
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
  } catch {
    return null
  }
}

function minuteOf(moment: Date): string {
  return moment.toISOString().slice(0, 16).replaceAll('-', '/').replace('T', ' ')
}
