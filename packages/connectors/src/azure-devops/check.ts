import { type Account, type Context, Fault, type Http } from '@patchbay/sdk'
import { idAt, readAnswer, readRows, textOrNull } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain, isClosed, lackOfScope, nothingReadable } from './explain.ts'
import { readProjects, readRepositories } from './list.ts'
import { connectionData, type Project, project } from './schema.ts'

/** Azure DevOps' own name for nobody, in organizations that let nobody in. */
const anonymous = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'

/** With more projects than this, repositories are not counted: the check stays a handful of requests. */
const fewProjects = 5

/** Says whose token it is and what it sees, and tries the lists that `repositories` needs. */
export async function check({ config, http }: Context<Config>): Promise<Account> {
  try {
    const identity = await whose(http)
    const seen = await whatItSees(http)
    return { ...seen, ...(identity !== null && { identity }) }
  } catch (error) {
    throw explain(error, config)
  }
}

async function whose(http: Http): Promise<string | null> {
  const { body } = await http.get('/_apis/connectionData')
  const { authenticatedUser } = readAnswer(connectionData, body, 'Azure DevOps’ answer about the token')
  if (authenticatedUser.id === anonymous) throw new Fault('credentials', 'Azure DevOps took the token for nobody’s.')
  return textOrNull(authenticatedUser.providerDisplayName, 200)
}

async function whatItSees(http: Http): Promise<Pick<Account, 'sees' | 'warnings'>> {
  try {
    const { value, next } = await readProjects(http)
    const { items } = readRows(project, value, idAt('id'))
    const projects = `${next === undefined ? '' : 'at least '}${counted(value.length, 'project')}`
    const tried = await Promise.all(items.slice(0, fewProjects).map((one) => tryProject(http, one)))

    const closed = tried.filter(({ fault }) => fault !== null)
    const [first] = closed
    if (first?.fault && closed.length === tried.length) throw nothingReadable(first.fault)
    const all = next === undefined && value.length === tried.length
    const repositories = tried.reduce((sum, { count }) => sum + count, 0)
    return {
      sees: all ? `${projects}, ${counted(repositories, 'repository')}` : projects,
      warnings: [
        ...(value.length === 0 ? ['The token sees no project yet. Add its owner to the projects that should be matched.'] : []),
        ...closed.map(({ name }) => `The repositories of the project "${name}" may not be listed with this token.`),
      ],
    }
  } catch (error) {
    throw lackOfScope(error)
  }
}

async function tryProject(http: Http, { id, name }: Project) {
  try {
    return { name, count: (await readRepositories(http, id)).length, fault: null }
  } catch (error) {
    if (error instanceof Fault && isClosed(error)) return { name, count: 0, fault: error }
    throw error
  }
}

function counted(number: number, noun: 'project' | 'repository'): string {
  if (number === 1) return `1 ${noun}`
  return `${number} ${noun === 'project' ? 'projects' : 'repositories'}`
}
