import { z } from 'zod'
import type { Connector, Context, Coverage, Harvest, Page, Scope } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import type { Http } from '../../../http.ts'
import type { Message } from '../../../model/message.ts'
import type { Sighting } from '../../../model/sighting.ts'
import type { Target } from '../../../model/target.ts'
import { isRecord } from '../../../shape/blank.ts'
import { collectOddities } from '../../../shape/oddity.ts'
import { type Answer, pages } from '../../../shape/pages.ts'
import { idAt, readAnswer, readRows } from '../../../shape/read.ts'
import { cleanText } from '../../../shape/text.ts'
import { changeRequests } from './change-requests.ts'
import { exports } from './exports.ts'
import { toSighting, toTarget } from './map.ts'
import { finding, project } from './schema.ts'
import { tickets } from './tickets.ts'

export const config = z.object({
  baseUrl: z.string({ error: 'Enter the address.' }).meta({ title: 'Address', description: 'Where the vendor is.' }),
  key: z
    .string({ error: 'Enter the key.' })
    .regex(/^sample-key-\S+$/, { error: 'The key starts with "sample-key-".' })
    .meta({ title: 'Key', description: 'From the settings of the vendor.', secret: true }),
  team: z.string({ error: 'Enter the team.' }).meta({ title: 'Team', description: 'Whose projects are read.' }),
})

export type Config = z.output<typeof config>
export type Sample = Connector<typeof config>
export type ListRows = typeof listRows

const longestTitle = 200
const Token = z.object({ token: z.string(), expires_in: z.number() })
const cursor = z.object({ next: z.string().nullish() })

/** A connector that does everything right. The tests of the kit break it in one place at a time. */
export const sample: Sample = {
  manifest: {
    id: 'sample',
    name: 'Sample',
    category: 'scanner',
    stage: 'beta',
    summary: 'Findings of an invented vendor.',
    brings: ['Projects of one team', 'Findings of each project'],
    leavesOut: ['Everything else'],
    steps: ['Create a key in the settings.'],
    documentation: 'https://sample.example/docs',
    mark: { letters: 'SA', color: '#336699' },
    families: [
      { kind: 'dependency', label: 'Dependencies', byDefault: true },
      { kind: 'code', label: 'Code', byDefault: true },
      { kind: 'secret', label: 'Secrets', byDefault: true },
      { kind: 'operational', label: 'Other', byDefault: false },
    ],
    findingIds: 'stable',
  },
  config,
  transport: ({ baseUrl, key }) => ({
    baseUrl,
    auth: {
      kind: 'exchange',
      method: 'POST',
      url: '/token',
      body: { form: { key } },
      read: (answer) => {
        const { token, expires_in } = readAnswer(Token, answer, 'The token')
        return { token, lifetime: expires_in }
      },
    },
  }),
  check: async (context) => {
    const { config: settings, http } = context
    try {
      const { body } = await http.get('/me')
      const me = readAnswer(z.object({ name: z.string(), projects: z.number() }), body, 'The user')
      const first = await firstProject(context)
      if (first !== null) await http.get({ path: `/teams/${settings.team}/projects/${first}/findings`, query: { limit: 1 } })
      return { sees: `${me.projects} projects`, identity: me.name, warnings: [] }
    } catch (error) {
      throw explain(error)
    }
  },
  discover,
  sync,
  exports,
  notify,
  tickets,
  changeRequests,
}

export async function notify({ config: { team }, http }: Context<Config>, message: Message): Promise<void> {
  const { id, text } = message
  try {
    const json = { title: cleanText(message.title, longestTitle), text }
    await http.post({ path: `/teams/${team}/messages`, headers: { 'x-message-id': id }, json })
  } catch (error) {
    throw explain(error)
  }
}

async function firstProject({ config: { team }, http }: Context<Config>): Promise<string | null> {
  const { body } = await http.get({ path: `/teams/${team}/projects`, query: { limit: 1 } })
  const { projects } = readAnswer(z.object({ projects: z.array(z.unknown()) }), body, 'The list of projects')
  return idAt('id')(projects[0])
}

function explain(error: unknown): unknown {
  if (!(error instanceof Fault)) return error
  const remedy = 'The key may be mistyped or expired: create a new one, and give it the right to read findings.'
  if (error.kind === 'credentials') return new Fault('credentials', 'The key was refused.', { field: 'key', remedy }, error)
  if (error.kind === 'permission') return new Fault('permission', 'The key may not read.', { field: 'key', remedy }, error)
  if (error.kind === 'missing') return new Fault('config', 'No such team.', { field: 'team', remedy: 'Check its name.' }, error)
  return error
}

/** Pages of raw rows. */
export function listRows(http: Http, path: string, name: 'projects' | 'findings', from?: string) {
  const envelope = z.object({ [name]: z.array(z.unknown()) }).and(cursor)

  async function read(position: string | undefined): Promise<Answer<readonly unknown[]>> {
    const { body } = await http.get({ path, query: { cursor: position } })
    const answer = readAnswer(envelope, body, `The list of ${name}`)
    const rows: unknown = isRecord(answer) ? answer[name] : []
    return { value: Array.isArray(rows) ? rows : [], next: answer.next ?? undefined }
  }

  return pages(read, { what: name, from })
}

export async function* discover({ config: { team }, http }: Context<Config>): Harvest<Target, Coverage<never>> {
  let unread = 0
  for await (const { value } of listRows(http, `/teams/${team}/projects`, 'projects')) {
    const { note, oddities } = collectOddities()
    const { items, unreadable } = readRows(project, value, idAt('id'))
    unread += unreadable.length
    yield { items: items.map((row) => toTarget(row, note)), unreadable, oddities }
  }
  return coverageOf(unread)
}

export async function* sync(context: Context<Config>, scope: Scope<never>): Harvest<Sighting, Coverage<never>> {
  const [target] = scope.targets
  if (target === undefined) return { kind: 'complete' }
  const path = `/teams/${context.config.team}/projects/${target.ref}/findings`
  let unread = 0
  for await (const { value, next } of listRows(context.http, path, 'findings', scope.resume)) {
    const page = readFindings(value, target.ref, scope)
    unread += page.unreadable?.length ?? 0
    yield { ...page, ...(next !== undefined && { position: next }) }
  }
  return coverageOf(unread)
}

export function readFindings(rows: readonly unknown[], target: string, scope: Scope<never>): Page<Sighting> {
  const { note, oddities } = collectOddities()
  const { items, unreadable } = readRows(finding, rows, idAt('id'), target)
  const all = items.map((row) => toSighting(row, target, note))
  const wanted = all.filter((sighting) => scope.kinds.includes(sighting.kind))
  const held = all.length - wanted.length
  return { items: wanted, unreadable, oddities, ...(held > 0 && { filtered: { 'kind-not-selected': held } }) }
}

export function coverageOf(unread: number): Coverage<never> {
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `${unread} rows could not be read` }
}
