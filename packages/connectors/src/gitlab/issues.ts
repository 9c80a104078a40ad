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
import { apiRoot, type Config } from './config.ts'
import { explained, explainIssues } from './explain-issues.ts'
import { type Issue, issue, issueEvent, issueList, issuePlace, noteList } from './issue-schema.ts'
import { isMoved, placeOf, refusedLabel, ticketIdOf, toTicket } from './map-issue.ts'

const longestTitle = 250
/** GitLab takes a million characters; nobody reads so many. */
const longestBody = 100_000

/** Tickets as confidential issues of the vulnerable project, or of one for all. */
export const issues: Tickets<Config> = {
  refuses: (config, { repository }) => {
    if (!config.issues) return 'Opening issues is switched off in the settings of this connection.'
    if (config.issueProject !== undefined || repository !== null) return undefined
    return 'This work is in no single repository. Enter a project for issues in the settings of the connection.'
  },
  // Lists of issues are not searched: they show what was created at once.
  settleSeconds: 10,
  create: (context, ticket) => explained(context.config, () => create(context, ticket)),
  comment: (context, id, comment) => explained(context.config, () => addNote(context, `${issuePath(id)}/notes`, comment)),
  move: (context, id, to) => explained(context.config, () => move(context, id, to)),
  read: async function* (context, question) {
    const projectIds = [...new Set(question.ids.map((id) => placeOf(id).projectId))]
    try {
      yield* ticketNews(question, {
        list: (since) => listTickets(context, projectIds, since),
        one: (id) => findTicket(context, id),
      })
    } catch (error) {
      throw explainIssues(error, context.config)
    }
  },
  hook: {
    proof: ({ webhookSecret }) =>
      webhookSecret === undefined ? undefined : { kind: 'token', header: 'x-gitlab-token', secret: webhookSecret },
    about: (body) => {
      const { data } = issueEvent.safeParse(body)
      return data && ticketIdOf(data.project.id, data.object_attributes.iid)
    },
  },
}

async function create(context: Context<Config>, ticket: NewTicket): Promise<Ticket> {
  const projectId = await findProject(context, ticket.repository)
  const mark = ticketMark(ticket)
  for await (const rows of listIssues(context, projectId, { created_after: earliestWritten(ticket) })) {
    const found = rows.find(({ description }) => description?.includes(mark))
    if (found !== undefined) return toTicket(found)
  }
  const json = {
    title: oneLine(ticket.title, longestTitle),
    description: markedMarkdown(ticket, longestBody),
    labels: ticketLabels(ticket).join(','),
    confidential: true,
  }
  const { body } = await context.http.post({ path: `/projects/${projectId}/issues`, json })
  return toTicket(readAnswer(issue, body, 'GitLab’s answer about the new issue'))
}

async function findProject({ config, http }: Context<Config>, repository: NewTicket['repository']): Promise<string> {
  const { body } = await http.get(`/projects/${encodeURIComponent(config.issueProject ?? repository?.fullName ?? '')}`)
  const { id, web_url } = readAnswer(issuePlace, body, 'GitLab’s answer about the project')
  if (config.issueProject !== undefined || repository === null) return id
  if (isSameRepository(repository, { id, url: web_url })) return id
  throw new Fault('config', `${repository.fullName} on this GitLab is another project than ${repository.url}.`, {
    field: 'issueProject',
    remedy: 'Open the ticket through the connection to the platform the repository is on, or enter a project for issues.',
  })
}

/** Issues of a project, oldest first: changes meanwhile move no other one to another page. */
async function* listIssues(
  context: Context<Config>,
  projectId: string,
  query: Query,
): AsyncGenerator<readonly Issue[], void, void> {
  const { config, http } = context
  const first = {
    path: `/projects/${projectId}/issues`,
    query: { scope: 'all', state: 'all', order_by: 'created_at', sort: 'asc', per_page: 100, ...query },
  }
  const walk = pages(
    async (link) => {
      const { body, headers } = await http.get(link === undefined ? first : { path: link })
      return { value: readAnswer(issueList, body, 'GitLab’s list of issues'), next: nextLink(headers, apiRoot(config.baseUrl)) }
    },
    { what: `issues of project ${projectId}` },
  )
  for await (const { value } of walk) yield value
}

/** A project that is gone has nothing. */
async function* listTickets(context: Context<Config>, projectIds: readonly string[], since: string | null) {
  for (const projectId of projectIds) {
    try {
      for await (const rows of listIssues(
        context,
        projectId,
        since === null ? { labels: ticketLabel } : { updated_after: since },
      ))
        yield rows.filter((row) => !isMoved(row)).map(toTicket)
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

/** Throws `missing` for one that was moved to another project. */
async function readTicket({ http }: Context<Config>, id: string): Promise<Ticket> {
  const { body } = await http.get(issuePath(id))
  const found = readAnswer(issue, body, 'GitLab’s answer about the issue')
  if (isMoved(found)) throw new Fault('missing', `The issue ${id} was moved to another project.`)
  return toTicket(found)
}

function issuePath(id: string): string {
  const { projectId, number } = placeOf(id)
  return `/projects/${projectId}/issues/${number}`
}

/** Adds the comment to the notes at that path unless one with its marker is there. */
export async function addNote(context: Context<Config>, path: string, comment: TicketComment): Promise<void> {
  const { config, http } = context
  const mark = ticketMark(comment)
  const walk = pages(
    async (link) => {
      const { body, headers } = await http.get(
        link === undefined ? { path, query: { sort: 'asc', per_page: 100 } } : { path: link },
      )
      return { value: readAnswer(noteList, body, 'GitLab’s list of notes'), next: nextLink(headers, apiRoot(config.baseUrl)) }
    },
    { what: `notes at ${path}` },
  )
  for await (const { value } of walk) if (value.some(({ body }) => body?.includes(mark))) return
  await context.http.post({ path, json: { body: markedMarkdown(comment, longestBody) } })
}

async function move(context: Context<Config>, id: string, to: TicketGoal): Promise<Ticket> {
  const now = await readTicket(context, id)
  if ((now.state === 'open') === (to === 'open')) return now
  const labels = to === 'wont-do' ? { add_labels: refusedLabel } : { remove_labels: refusedLabel }
  const json = { state_event: to === 'open' ? 'reopen' : 'close', ...labels }
  const { body } = await context.http.put({ path: issuePath(id), json })
  return toTicket(readAnswer(issue, body, 'GitLab’s answer about the issue'))
}

function isMissing(error: unknown): boolean {
  return error instanceof Fault && error.kind === 'missing'
}
