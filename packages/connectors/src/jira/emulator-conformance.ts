import { isRecord, textAt } from '@patchbay/sdk/shape'
import type { ConformanceWorld, TrackerFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createJiraEmulator, type JiraEmulator } from './emulator.ts'
import type { EmulatedIssue } from './emulator-site.ts'

export default async function startConformanceWorld({ clock, rowsPerPage }: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createJiraEmulator({ clock, ...(rowsPerPage !== undefined && { rowsPerPage }) })
  const { credentials, cloudUrl, dataCenterUrl, webhookSecret } = emulator
  const { email, apiToken, reader, personal, expired } = credentials
  const unknown = 'ATATT3xFfGF0-never-issued-0009'
  const cloud = { baseUrl: cloudUrl, email, token: apiToken, project: 'SEC', webhookSecret }
  const server = { baseUrl: dataCenterUrl, token: personal, project: 'SEC', webhookSecret }

  return {
    emulator,
    ways: [
      { name: 'Jira Cloud', config: cloud, tickets: trackerOf(emulator, '/rest/api/3', '/search/jql') },
      {
        name: 'Jira Data Center, with a field every bug needs',
        config: { ...server, issueType: 'Bug', fields: '{"customfield_10050": {"value": "Platform"}}', doneStatus: 'Done' },
        tickets: trackerOf(emulator, '/jira/rest/api/2', '/search'),
      },
    ],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a token that was never issued',
        config: { ...cloud, token: unknown },
        field: 'token',
      },
      {
        because: 'bad-credentials',
        what: 'a token of another account',
        config: { ...cloud, email: reader.email },
        field: 'token',
      },
      { because: 'expired', what: 'an expired personal access token', config: { ...server, token: expired }, field: 'token' },
      {
        because: 'under-privileged',
        what: 'an account that may only browse',
        config: { ...cloud, email: reader.email, token: reader.apiToken },
        field: 'token',
      },
      { because: 'wrong-place', what: 'a project that is not there', config: { ...cloud, project: 'NONE' }, field: 'project' },
      {
        because: 'wrong-place',
        what: 'an issue type that is not there',
        config: { ...cloud, issueType: 'Epos' },
        field: 'issueType',
      },
      { because: 'wrong-place', what: 'a screen without labels', config: { ...cloud, issueType: 'Chore' }, field: 'issueType' },
      {
        because: 'wrong-place',
        what: 'an issue type that needs another field',
        config: { ...cloud, issueType: 'Bug' },
        field: 'fields',
      },
    ],
    secrets: [apiToken, reader.apiToken, personal, expired, unknown, webhookSecret],
    unused: {},
  }
}

function trackerOf({ site, call }: JiraEmulator, root: string, search: string): TrackerFacts {
  return {
    repository: null,
    creating: `POST ${root}/issue`,
    commenting: `POST ${root}/issue/{id}/comment`,
    reading: [`POST ${root}${search}`, `GET ${root}/issue/{id}`],
    held: () => site.issues().map(toHeld),
    people: { move: site.moveTo, remove: site.remove },
    call,
  }
}

function toHeld(issue: EmulatedIssue) {
  const { id, summary, description, comments, status, resolution } = issue
  const category = status.category
  const closed = resolution === 'Done' ? ('done' as const) : ('wont-do' as const)
  const open = category === 'new' ? ('open' as const) : ('in-progress' as const)
  return {
    id,
    title: summary,
    content: wordsOf(description),
    comments: comments.map(({ body }) => wordsOf(body)),
    state: category === 'done' ? closed : open,
  }
}

/** A document's words and addresses, in their order; wiki markup without its backslashes. */
function wordsOf(text: unknown): string {
  if (typeof text === 'string') return text.replaceAll(/\\(?=[^\\\w\s])/g, '')
  return textsOf(text).join(' ')
}

function textsOf(node: unknown): readonly string[] {
  if (!isRecord(node)) return []
  const children = [node['content'], node['marks']].flatMap((list) => (Array.isArray(list) ? list : []))
  return [textAt(node, 'text') ?? [], textAt(node, 'attrs', 'href') ?? [], ...children.map(textsOf)].flat()
}
