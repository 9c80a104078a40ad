import {
  type Context,
  Fault,
  type NewTicket,
  type Ticket,
  type TicketComment,
  type Tickets,
  type TicketText,
} from '@patchbay/sdk'
import { oneLine, pages, readAnswer, retell, ticketNews } from '@patchbay/sdk/shape'
import { toDocument } from './adf.ts'
import { type Config, isCloud, readFields } from './config.ts'
import { explain, explained } from './explain.ts'
import { readIssue } from './issue.ts'
import { toTicket } from './map.ts'
import { move } from './move.ts'
import { comments, created, event } from './schema.ts'
import { label, labelOf, listTickets, search } from './search.ts'
import { toWiki } from './wiki.ts'

const longestSummary = 250

/** Tickets as issues of one project. */
export const tickets: Tickets<Config> = {
  refuses: () => undefined,
  // The index is a few seconds behind; on a busy Data Center longer.
  settleSeconds: 120,
  create: (context, ticket) => explained(context.config, () => create(context, ticket)),
  comment: (context, id, comment) => explained(context.config, () => say(context, id, comment)),
  move: (context, id, to) => explained(context.config, () => move(context, id, to)),
  read: async function* (context, question) {
    try {
      yield* ticketNews(question, {
        list: (since) => listTickets(context, since),
        one: (id) => findTicket(context, id),
      })
    } catch (error) {
      throw explain(error, context.config)
    }
  },
  hook: {
    proof: ({ webhookSecret }) =>
      webhookSecret === undefined
        ? undefined
        : { kind: 'hmac-sha256', header: 'x-hub-signature', prefix: 'sha256=', secret: webhookSecret },
    about: (body) => {
      const { data } = event.safeParse(body)
      return data && String(data.issue.id)
    },
  },
}

/** Jira takes no key that would make a second request harmless: the ticket is looked up by its label first. */
async function create(context: Context<Config>, { marker, title, text, labels = [], priority }: NewTicket): Promise<Ticket> {
  const { config, http } = context
  for await (const [found] of search(context, `labels = "${labelOf(marker)}"`)) if (found !== undefined) return found
  const fields = {
    ...readFields(config.fields),
    project: { key: config.project },
    issuetype: { name: config.issueType },
    summary: oneLine(title, longestSummary),
    description: inMarkup(config, text),
    labels: [label, labelOf(marker), ...labels],
    ...(priority !== undefined && { priority: { name: priority } }),
  }
  const { body } = await http.post({ path: '/issue', json: { fields } }).catch((error: unknown) => {
    throw fieldFault(error, config)
  })
  const { id } = readAnswer(created, body, 'Jira’s answer about the new issue')
  return toTicket(await readIssue(context, id), config)
}

function inMarkup(config: Config, text: TicketText) {
  return isCloud(config) ? toDocument(text) : toWiki(text)
}

/** Jira turns an issue away when a field is missing or not on the screen. */
function fieldFault(error: unknown, { project, issueType }: Config): unknown {
  if (!(error instanceof Fault) || error.details.status !== 400) return error
  return retell(error, 'config', `Jira did not take the issue: the fields of ${issueType} in ${project} are others.`, {
    field: 'fields',
    remedy: `Give every field Jira requires a value under More fields, and put Labels and Description on the create screen. ${error.message}`,
  })
}

/** Comments have no key either: the marker stands in their last line. */
async function say(context: Context<Config>, id: string, { marker, text }: TicketComment): Promise<void> {
  const { config, http } = context
  const path = `/issue/${encodeURIComponent(id)}/comment`
  const walk = pages(
    async (start) => {
      const { body } = await http.get({ path, query: { startAt: start ?? '0', maxResults: 100 } })
      const { comments: rows, startAt, total } = readAnswer(comments, body, 'Jira’s list of comments')
      const next = startAt + rows.length
      return { value: rows, next: rows.length > 0 && next < total ? String(next) : undefined }
    },
    { what: `comments of issue ${id}` },
  )
  for await (const { value } of walk) if (value.some(({ body }) => JSON.stringify(body)?.includes(marker))) return

  const marked: TicketText = [...text, { kind: 'paragraph', line: [{ text: `Patchbay ${marker}`, as: 'code' }] }]
  await http.post({ path, json: { body: inMarkup(config, marked) } })
}

async function findTicket(context: Context<Config>, id: string): Promise<Ticket | null> {
  try {
    return toTicket(await readIssue(context, id), context.config)
  } catch (error) {
    if (error instanceof Fault && error.kind === 'missing') return null
    throw error
  }
}
