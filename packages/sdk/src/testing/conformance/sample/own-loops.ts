import type { Context } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import type { Http } from '../../../http.ts'
import type { Plugin } from '../../../plugin.ts'
import { isRecord } from '../../../shape/blank.ts'
import { type Config, coverageOf, listRows, readFindings } from './connector.ts'
import { broken, type Sync } from './flaw.ts'

/** Pages of findings read by a loop of its own. */
export function ownLoop(
  read: (http: Http, path: string, baseUrl: string) => AsyncGenerator<readonly unknown[], void, void>,
): Plugin {
  async function* looping({ http, config: { baseUrl, team } }: Context<Config>, scope: Parameters<Sync>[1]): ReturnType<Sync> {
    const [target] = scope.targets
    if (target === undefined) return { kind: 'complete' }
    let unread = 0
    for await (const rows of read(http, `/teams/${team}/projects/${target.ref}/findings`, baseUrl)) {
      const page = readFindings(rows, target.ref, scope)
      unread += page.unreadable?.length ?? 0
      yield page
    }
    return coverageOf(unread)
  }
  return broken({ sync: looping })
}

export async function* withoutCap(http: Http, path: string): AsyncGenerator<readonly unknown[], void, void> {
  let cursor: unknown
  do {
    const { body } = await http.get({ path, query: { cursor: typeof cursor === 'string' ? cursor : undefined } })
    if (!isRecord(body) || !Array.isArray(body['findings'])) throw new Fault('contract', 'No findings.')
    yield body['findings']
    cursor = body['next']
  } while (cursor)
}

export async function* firstPageOnly(http: Http, path: string): AsyncGenerator<readonly unknown[], void, void> {
  for await (const { value } of listRows(http, path, 'findings')) {
    yield value
    return
  }
}

/** Follows whatever address it is given, with a client of its own. */
export async function* ownClient(http: Http, path: string): AsyncGenerator<readonly unknown[], void, void> {
  for await (const { value, next } of listRows(http, path, 'findings')) {
    yield value
    if (next !== undefined && URL.canParse(next)) await fetch(next)
  }
}

/** Reads the list as everybody does, and once more by itself. */
export async function* besideTheClient(
  http: Http,
  path: string,
  baseUrl: string,
): AsyncGenerator<readonly unknown[], void, void> {
  await fetch(`${baseUrl}${path}`)
  for await (const { value } of listRows(http, path, 'findings')) yield value
}

export async function* noListIsEmpty(http: Http, path: string): AsyncGenerator<readonly unknown[], void, void> {
  const { body } = await http.get(path)
  yield isRecord(body) && Array.isArray(body['findings']) ? body['findings'] : []
}
