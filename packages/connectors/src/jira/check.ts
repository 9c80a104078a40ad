import { type Account, type Context, Fault } from '@patchbay/sdk'
import { pages, readAnswer, textOrNull } from '@patchbay/sdk/shape'
import { type Config, readFields } from './config.ts'
import { explained } from './explain.ts'
import { createFields, issueTypes, myself, permissions } from './schema.ts'

const needed = { BROWSE_PROJECTS: 'Browse Projects', CREATE_ISSUES: 'Create Issues' } as const
const useful = {
  TRANSITION_ISSUES: ['Transition Issues', 'tickets are not closed when their work is proved done'],
  ADD_COMMENTS: ['Add Comments', 'tickets get no comments'],
} as const

/** Proves that tickets can be opened: the account, its permissions in the project, the issue type and the fields it wants. */
export function check(context: Context<Config>): Promise<Account> {
  return explained(context.config, async () => {
    const { config, http } = context
    const { displayName, emailAddress } = readAnswer(
      myself,
      (await http.get('/myself')).body,
      'Jira’s answer about the account',
    )
    const warnings = await checkPermissions(context)
    await checkFields(context, await findIssueType(context))
    const identity = textOrNull(displayName, 100) ?? textOrNull(emailAddress, 100)
    return {
      sees: `Tickets are opened as ${config.issueType} in the project ${config.project}`,
      ...(identity !== null && { identity }),
      warnings,
    }
  })
}

async function checkPermissions({ config: { project }, http }: Context<Config>): Promise<readonly string[]> {
  const names = [...Object.keys(needed), ...Object.keys(useful)]
  const query = { projectKey: project, permissions: names.join(',') }
  const { body } = await http.get({ path: '/mypermissions', query })
  const granted = readAnswer(permissions, body, 'Jira’s answer about permissions').permissions
  const lacks = (name: string) => granted[name]?.havePermission !== true

  const missing = Object.entries(needed).flatMap(([name, words]) => (lacks(name) ? [words] : []))
  if (missing.length > 0) {
    const words = new Intl.ListFormat('en').format(missing)
    throw new Fault('permission', `The account lacks the permission ${words} in the project ${project}.`, {
      field: 'token',
      remedy: `Let an administrator of the project give the account ${words}, or enter the token of another account.`,
    })
  }
  return Object.entries(useful).flatMap(([name, [words, effect]]) =>
    lacks(name) ? [`The account lacks the permission ${words}: ${effect}.`] : [],
  )
}

async function findIssueType({ config: { project, issueType }, http }: Context<Config>): Promise<string> {
  const { body } = await http.get({ path: `/issue/createmeta/${project}/issuetypes`, query: { maxResults: 100 } })
  const types = readAnswer(issueTypes, body, 'Jira’s list of issue types').filter(({ subtask }) => subtask !== true)
  const found = types.find(({ name }) => name.toLowerCase() === issueType.toLowerCase())
  if (found !== undefined) return found.id
  const names = new Intl.ListFormat('en').format(types.map(({ name }) => `“${name}”`))
  throw new Fault('config', `The project ${project} has no issue type “${issueType}”.`, {
    field: 'issueType',
    remedy: `Enter one of those the project has: ${names}.`,
  })
}

/** What Patchbay fills in itself. */
const filled = new Set(['project', 'issuetype', 'summary', 'description', 'labels', 'reporter'])

async function checkFields({ config, http }: Context<Config>, typeId: string): Promise<void> {
  const path = `/issue/createmeta/${config.project}/issuetypes/${typeId}`
  const walk = pages(
    async (start) => {
      const { body } = await http.get({ path, query: { startAt: start ?? '0', maxResults: 50 } })
      const { fields, total } = readAnswer(createFields, body, 'Jira’s list of fields')
      const next = Number(start ?? 0) + fields.length
      return { value: fields, next: fields.length > 0 && next < total ? String(next) : undefined }
    },
    { what: 'fields' },
  )
  const given = readFields(config.fields) ?? {}
  const known = new Set<string>()
  const missing: string[] = []
  for await (const { value } of walk) {
    for (const { fieldId, name, required, hasDefaultValue } of value) {
      known.add(fieldId)
      const isGiven = filled.has(fieldId) || Object.hasOwn(given, fieldId)
      if (required && hasDefaultValue !== true && !isGiven) missing.push(`${name ?? fieldId} (${fieldId})`)
    }
  }
  if (missing.length > 0) {
    const words = new Intl.ListFormat('en').format(missing)
    throw new Fault('config', `${config.issueType} in ${config.project} also needs ${words}.`, {
      field: 'fields',
      remedy: 'Give it a value under More fields, in the words of Jira’s API, or choose another issue type.',
    })
  }
  const [absent] = ['labels', 'description'].filter((name) => !known.has(name))
  if (absent === undefined) return
  throw new Fault('config', `The create screen of ${config.issueType} in ${config.project} has no field ${absent}.`, {
    field: 'issueType',
    remedy: `Put ${absent} on the screen: tickets are recognised by their labels and say in the description what to do.`,
  })
}
