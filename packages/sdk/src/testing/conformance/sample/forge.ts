import type { ChangeRequestState } from '../../../model/change-request.ts'
import { isRecord, textAt } from '../../../shape/blank.ts'
import { createBranches, firstFiles } from '../../branches.ts'
import { type Answer, type Call, EarlyAnswer, type Route } from '../../call.ts'
import type { PlatformFacts } from '../../world.ts'

interface Row {
  readonly id: string
  readonly branch: string
  readonly title: string
  readonly text: string
  readonly comments: { readonly marker: string; readonly text: string }[]
  state: ChangeRequestState
  merge_commit: string | null
}

/** One repository of the invented vendor, and the requests to change it. */
export interface Forge {
  readonly routes: readonly Route[]
  readonly facts: PlatformFacts
}

const main = 'main'

export function createForge(guarded: (answer: (call: Call) => Answer) => Route['handle']): Forge {
  const git = createBranches('acme/web-shop', main, firstFiles)
  const rows: Row[] = []

  function rowOf({ params }: Call): Row {
    const row = rows.find(({ id }) => id === params['id'])
    if (row === undefined) throw new EarlyAnswer({ status: 404, body: { message: 'No such request.' } })
    return row
  }

  function filesAt(call: Call): Readonly<Record<string, string>> {
    const files = git.commits.get(call.query.get('commit') ?? '')?.files
    if (files === undefined) throw new EarlyAnswer({ status: 400, body: { message: 'No such commit.' } })
    return files
  }

  function readFile(call: Call): Answer {
    const text = filesAt(call)[call.query.get('path') ?? '']
    return { status: 200, body: { content: text === undefined ? null : Buffer.from(text).toString('base64') } }
  }

  function listBranches(call: Call): Answer {
    const name = call.query.get('name') ?? ''
    const sha = git.heads.get(name)
    const branches =
      sha === undefined ? [] : [{ name, commit: sha, messages: git.ahead(name, main).map(({ message }) => message) }]
    return { status: 200, body: { branches } }
  }

  /** Makes the branch where it is not there, and puts a commit at its end. */
  function push({ body }: Call): Answer {
    const [branch, from, message] = [textAt(body, 'branch'), textAt(body, 'from'), textAt(body, 'message')]
    const files = isRecord(body) && isRecord(body['files']) ? body['files'] : {}
    if (branch === null || from === null || message === null) return { status: 400, body: { message: 'What is this?' } }
    if ((git.heads.get(branch) ?? from) !== from) return { status: 409, body: { message: 'The branch moved.' } }
    const changes = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, String(text)]))
    git.point(branch, git.commit(from, message, changes).sha)
    return { status: 201, body: { ok: true } }
  }

  function open({ body }: Call): Answer {
    const [branch, title, text] = [textAt(body, 'branch'), textAt(body, 'title'), textAt(body, 'text')]
    if (branch === null || title === null || title.length > 200 || text === null || text.length > 5000)
      return { status: 400, body: { message: 'No such title or text.' } }
    if (rows.some((row) => row.branch === branch && row.state === 'open'))
      return { status: 409, body: { message: 'There is one.' } }
    const row: Row = { id: `${rows.length + 1}`, branch, title, text, comments: [], state: 'open', merge_commit: null }
    rows.push(row)
    return { status: 201, body: row }
  }

  function comment(call: Call): Answer {
    const { body } = call
    if (!isRecord(body)) return { status: 400, body: { message: 'What is this?' } }
    rowOf(call).comments.push({ marker: String(body['marker']), text: String(body['text']) })
    return { status: 201, body: { ok: true } }
  }

  const path = '/teams/{team}/requests'
  const files = '/teams/{team}/files'
  const branches = '/teams/{team}/branches'
  const repository = { id: 'r1', name: 'acme/web-shop', branch: main }
  return {
    routes: [
      {
        method: 'GET',
        pattern: '/teams/{team}/repository',
        handle: guarded(() => ({ status: 200, body: { ...repository, commit: git.heads.get(main) } })),
      },
      {
        method: 'GET',
        pattern: files,
        handle: guarded((call) => ({ status: 200, body: { paths: Object.keys(filesAt(call)) } })),
      },
      { method: 'GET', pattern: '/teams/{team}/file', handle: guarded(readFile) },
      { method: 'GET', pattern: branches, handle: guarded(listBranches) },
      { method: 'POST', pattern: branches, handle: guarded(push) },
      {
        method: 'GET',
        pattern: path,
        handle: guarded(({ query }) => ({
          status: 200,
          body: { requests: rows.filter(({ branch }) => branch === query.get('branch')) },
        })),
      },
      { method: 'POST', pattern: path, handle: guarded(open) },
      { method: 'GET', pattern: `${path}/{id}`, handle: guarded((call) => ({ status: 200, body: rowOf(call) })) },
      { method: 'POST', pattern: `${path}/{id}/comments`, handle: guarded(comment) },
    ],
    facts: {
      repository: { fullName: repository.name, url: 'https://sample.example/acme/web-shop', nativeId: repository.id },
      impostor: { fullName: repository.name, url: 'https://elsewhere.example/acme/web-shop', nativeId: 'r9' },
      pushing: `POST ${branches}`,
      requesting: `POST ${path}`,
      commenting: `POST ${path}/{id}/comments`,
      reading: [
        'GET /teams/{team}/repository',
        `GET ${files}`,
        'GET /teams/{team}/file',
        `GET ${branches}`,
        `GET ${path}`,
        `GET ${path}/{id}`,
      ],
      files: (branch = main) => git.filesOf(branch),
      held: () =>
        rows.map(({ id, branch, title, text, comments, state }) => ({
          id,
          branch,
          title,
          content: text,
          comments: comments.map((one) => one.text),
          state,
          commits: git.ahead(branch, main).length,
        })),
      people: peopleOf(git, rows),
    },
  }
}

function peopleOf(git: ReturnType<typeof createBranches>, rows: readonly Row[]): PlatformFacts['people'] {
  const change = (id: string, state: ChangeRequestState, commit: string | null) => {
    const row = rows.find((one) => one.id === id)
    if (row !== undefined) Object.assign(row, { state, merge_commit: commit })
  }
  const endOf = (branch: string) => git.heads.get(branch) ?? ''
  return {
    push: (branch, path, text) => {
      const name = branch ?? main
      git.point(name, git.commit(git.heads.get(name) ?? endOf(main), 'Work', { [path]: text }).sha)
    },
    branch: (name) => git.point(name, endOf(main)),
    merge: (id) => {
      const branch = rows.find((one) => one.id === id)?.branch ?? ''
      git.point(main, git.commit(endOf(main), 'Merge', git.filesOf(branch) ?? {}).sha)
      change(id, 'merged', endOf(main))
    },
    close: (id) => change(id, 'closed', null),
  }
}
