import { z } from 'zod'
import type { ChangeRequests, Context } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import { type ChangeRequest, changeRequestStates, type NewChangeRequest } from '../../../model/change-request.ts'
import type { SnapshotRepository } from '../../../model/snapshot.ts'
import { fileText } from '../../../shape/file-text.ts'
import { readAnswer } from '../../../shape/read.ts'
import { ticketMarkdown } from '../../../shape/ticket-markdown.ts'
import { oneLine } from '../../../shape/ticket-text.ts'
import { speaking } from './tickets.ts'

/** The settings it needs. */
interface Place {
  readonly team: string
  readonly key: string
}

const Repository = z.object({ id: z.string(), name: z.string(), branch: z.string(), commit: z.string() })
const Files = z.object({ paths: z.array(z.string()) })
const File = z.object({ content: z.string().nullable() })
const Branch = z.object({ name: z.string(), commit: z.string(), messages: z.array(z.string()) })
const Row = z.object({ id: z.string(), state: z.enum(changeRequestStates), merge_commit: z.string().nullable() })
const WithComments = z.object({ comments: z.array(z.object({ marker: z.string() })) })

/** Proposes changes of the invented vendor's only repository. */
export const changeRequests: ChangeRequests<Place> = {
  refuses: () => undefined,
  head: (context, repository) => speaking(() => headOf(context, repository)),
  list: (context, { commit }, wants) =>
    speaking(async () => {
      const { body } = await context.http.get({ path: path(context, 'files'), query: { commit } })
      return { paths: readAnswer(Files, body, 'The list of files').paths.filter(wants), isWhole: true }
    }),
  read: (context, { commit }, file) =>
    speaking(async () => {
      const { body } = await context.http.get({ path: path(context, 'file'), query: { commit, path: file } })
      const { content } = readAnswer(File, body, 'The file')
      return content === null ? { kind: 'missing' } : fileText(content)
    }),
  find: (context, repository, source) =>
    speaking(async () => {
      await headOf(context, repository)
      return find(context, source)
    }),
  open: (context, request) => speaking(() => open(context, request)),
  status: (context, id) =>
    speaking(async () => {
      const { body } = await context.http.get(path(context, 'requests', id))
      return toRequest(readAnswer(Row, body, 'The request'))
    }),
  comment: (context, id, { marker, text }) =>
    speaking(async () => {
      const { body } = await context.http.get(path(context, 'requests', id))
      if (readAnswer(WithComments, body, 'The request').comments.some((comment) => comment.marker === marker)) return
      const json = { marker, text: ticketMarkdown(text, 5000) }
      await context.http.post({ path: `${path(context, 'requests', id)}/comments`, json })
    }),
}

async function headOf(context: Context<Place>, repository: SnapshotRepository) {
  const { body } = await context.http.get(path(context, 'repository'))
  const { id, name, branch, commit } = readAnswer(Repository, body, 'The repository')
  if (repository.fullName === name && repository.nativeId === id) return { branch, commit }
  throw new Fault('config', `The vendor has another ${name}.`, { field: 'team', remedy: 'Choose the team it belongs to.' })
}

async function open(context: Context<Place>, request: NewChangeRequest): Promise<ChangeRequest> {
  await headOf(context, request.repository)
  const { source, title, text } = request
  const found = await find(context, source)
  if (found !== null) return found
  await push(context, request)
  const json = { branch: source, title: oneLine(title, 200), text: ticketMarkdown(text, 5000) }
  const answer = await context.http.post({ path: path(context, 'requests'), json })
  return toRequest(readAnswer(Row, answer.body, 'The new request'))
}

async function find(context: Context<Place>, source: string): Promise<ChangeRequest | null> {
  const List = z.object({ requests: z.array(Row) })
  const { body } = await context.http.get({ path: path(context, 'requests'), query: { branch: source } })
  const [found] = readAnswer(List, body, 'The list of requests').requests
  return found === undefined ? null : toRequest(found)
}

async function push(context: Context<Place>, { source, commit, title, files }: NewChangeRequest): Promise<void> {
  const List = z.object({ branches: z.array(Branch) })
  const { body } = await context.http.get({ path: path(context, 'branches'), query: { name: source } })
  const [branch] = readAnswer(List, body, 'The list of branches').branches
  if (branch?.messages.some((message) => message.endsWith(source))) return
  if (branch !== undefined && branch.commit !== commit) {
    throw new Fault('config', `The branch ${source} holds something else.`, {
      field: 'team',
      remedy: `Delete the branch ${source}.`,
    })
  }
  const changes = Object.fromEntries(files.map((file) => [file.path, file.text]))
  const json = { branch: source, from: commit, message: `${oneLine(title, 200)} ${source}`, files: changes }
  await context.http.post({ path: path(context, 'branches'), json })
}

function path({ config: { team } }: Context<Place>, ...parts: readonly string[]): string {
  return `/teams/${team}/${parts.map(encodeURIComponent).join('/')}`
}

function toRequest({ id, state, merge_commit }: z.output<typeof Row>): ChangeRequest {
  return { id, key: `#${id}`, url: null, state, obstacle: null, mergeCommit: merge_commit }
}
