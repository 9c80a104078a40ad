import {
  type Context,
  Fault,
  type NewTicket,
  type Query,
  type Ticket,
  type TicketComment,
  type TicketGoal,
  type Tickets,
} from '@patchbay/sdk'
import {
  earliestWritten,
  isSameRepository,
  markedMarkdown,
  nextLink,
  oneLine,
  pages,
  readAnswer,
  ticketLabel,
  ticketLabels,
  ticketMark,
  ticketNews,
} from '@patchbay/sdk/shape'
import { repositoryPath } from './alert-list.ts'
import type { Config } from './config.ts'
import { explained, explainIssues } from './explain-issues.ts'
import { commentList, type Issue, issue, issueEvent, issueList, issuePlace } from './issue-schema.ts'
import { isOurs, placeOf, ticketIdOf, toTicket } from './map-issue.ts'

const longestTitle = 250
/** GitHub takes 65,536 characters; the mark needs some of them. */
const longestBody = 65_000

/** Tickets as issues of the vulnerable repository, or of one for all. */
export const issues: Tickets<Config> = {
  refuses: (config, { repository }) => {
    if (!config.issues) return 'Opening issues is switched off in the settings of this connection.'
    if (config.issueRepository !== undefined) return undefined
    if (repository !== null) return undefined
    return 'This work is in no single repository. Enter a repository for issues in the settings of the connection.'
  },
  // Lists of issues are not searched: they show what was created at once.
  settleSeconds: 10,
  create: (context, ticket) => explained(context.config, () => create(context, ticket)),
  comment: (context, id, comment) =>
    explained(context.config, async () => {
      await readTicket(context, id)
      await say(context, id, comment)
    }),
  move: (context, id, to) => explained(context.config, () => move(context, id, to)),
  read: async function* (context, question) {
    const fullNames = [...new Set(question.ids.map((id) => placeOf(id).fullName))]
    try {
      yield* ticketNews(question, {
        list: (since) => listTickets(context, fullNames, since),
        one: (id) => findTicket(context, id),
      })
    } catch (error) {
      throw explainIssues(error, context.config)
    }
  },
  hook: {
    proof: ({ webhookSecret }) =>
      webhookSecret === undefined
        ? undefined
        : { kind: 'hmac-sha256', header: 'x-hub-signature-256', prefix: 'sha256=', secret: webhookSecret },
    about: (body) => {
      const { data } = issueEvent.safeParse(body)
      return data && ticketIdOf({ fullName: data.repository.full_name, number: data.issue.number })
    },
  },
}

async function create(context: Context<Config>, ticket: NewTicket): Promise<Ticket> {
  const fullName = await openPlace(context, ticket.repository)
  const mark = ticketMark(ticket)
  // Somebody may have taken the label away, and without push access GitHub drops it: what counts is the mark.
  for await (const rows of listIssues(context, fullName, { since: earliestWritten(ticket) })) {
    const found = rows.find(({ body }) => body?.includes(mark))
    if (found !== undefined) return toTicket(fullName, found)
  }
  const json = {
    title: oneLine(ticket.title, longestTitle),
    body: markedMarkdown(ticket, longestBody),
    labels: ticketLabels(ticket),
  }
  const { body } = await context.http.post({ path: `${repositoryPath(fullName)}/issues`, json })
  return toTicket(fullName, readAnswer(issue, body, 'GitHub’s answer about the new issue'))
}

/** The repository as GitHub calls it now. A public one would tell everybody what is vulnerable. */
async function openPlace({ config, http }: Context<Config>, repository: NewTicket['repository']): Promise<string> {
  const wanted = config.issueRepository ?? repository?.fullName ?? ''
  const { body } = await http.get(repositoryPath(wanted))
  const place = readAnswer(issuePlace, body, 'GitHub’s answer about the repository')
  const at = { id: place.id, url: place.html_url }
  if (config.issueRepository === undefined && repository !== null && !isSameRepository(repository, at)) {
    throw new Fault('config', `${repository.fullName} on this GitHub is another repository than ${repository.url}.`, {
      field: 'issueRepository',
      remedy: 'Open the ticket through the connection to the platform the repository is on, or enter a repository for issues.',
    })
  }
  if (place.private && place.visibility !== 'public') return place.full_name
  throw new Fault('config', `${place.full_name} is public: an issue there would tell everybody what is vulnerable.`, {
    field: 'issueRepository',
    remedy: 'Enter a private repository for issues in the settings of the connection.',
  })
}

/** Issues of a repository, pull requests left out, oldest first: changes meanwhile move no other one to another page. */
async function* listIssues(
  context: Context<Config>,
  fullName: string,
  query: Query,
): AsyncGenerator<readonly Issue[], void, void> {
  const { config, http } = context
  const first = {
    path: `${repositoryPath(fullName)}/issues`,
    query: { state: 'all', sort: 'created', direction: 'asc', per_page: 100, ...query },
  }
  const walk = pages(
    async (link) => {
      const { body, headers } = await http.get({ ...(link === undefined ? first : { path: link }), conditional: true })
      return { value: readAnswer(issueList, body, 'GitHub’s list of issues'), next: nextLink(headers, config.baseUrl) }
    },
    { what: `issues of ${fullName}` },
  )
  for await (const { value } of walk) yield value.filter(({ pull_request }) => pull_request === undefined)
}

/** Since a moment everything that changed, else what has our label. A repository that is gone has nothing. */
async function* listTickets(context: Context<Config>, fullNames: readonly string[], since: string | null) {
  for (const fullName of fullNames) {
    try {
      for await (const rows of listIssues(context, fullName, since === null ? { labels: ticketLabel } : { since }))
        yield rows.filter(isOurs).map((row) => toTicket(fullName, row))
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
}

async function findTicket(context: Context<Config>, id: string): Promise<Ticket | null> {
  try {
    return await readTicket(context, id)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** A transferred issue is read where it is now, under the id it had. Throws `missing` for one that is not ours. */
async function readTicket({ http }: Context<Config>, id: string): Promise<Ticket> {
  const { body } = await http.get(issuePath(id))
  const found = readAnswer(issue, body, 'GitHub’s answer about the issue')
  if (!isOurs(found)) throw new Fault('missing', `${id} is another issue now, or somebody took its mark away.`)
  return { ...toTicket(placeOf(id).fullName, found), id }
}

function issuePath(id: string): string {
  const { fullName, number } = placeOf(id)
  return `${repositoryPath(fullName)}/issues/${number}`
}

export async function say(context: Context<Config>, id: string, comment: TicketComment): Promise<void> {
  const { config, http } = context
  const path = `${issuePath(id)}/comments`
  const mark = ticketMark(comment)
  const walk = pages(
    async (link) => {
      const { body, headers } = await http.get(
        link === undefined ? { path, query: { since: earliestWritten(comment), per_page: 100 } } : { path: link },
      )
      return { value: readAnswer(commentList, body, 'GitHub’s list of comments'), next: nextLink(headers, config.baseUrl) }
    },
    { what: `comments of ${id}` },
  )
  for await (const { value } of walk) if (value.some(({ body }) => body?.includes(mark))) return
  await http.post({ path, json: { body: markedMarkdown(comment, longestBody) } })
}

async function move(context: Context<Config>, id: string, to: TicketGoal): Promise<Ticket> {
  const now = await readTicket(context, id)
  if ((now.state === 'open') === (to === 'open')) return now
  const reason = to === 'done' ? 'completed' : 'not_planned'
  const json = to === 'open' ? { state: 'open' } : { state: 'closed', state_reason: reason }
  const { body } = await context.http.patch({ path: issuePath(id), json })
  return { ...toTicket(placeOf(id).fullName, readAnswer(issue, body, 'GitHub’s answer about the issue')), id }
}

function isMissing(error: unknown): boolean {
  return error instanceof Fault && error.kind === 'missing'
}
