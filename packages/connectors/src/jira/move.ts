import { type Context, Fault, type Ticket, type TicketGoal } from '@patchbay/sdk'
import { readAnswer, textAt } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { readIssue } from './issue.ts'
import { isRefusal, toTicket } from './map.ts'
import { type Transition, transitions } from './schema.ts'

/**
 * Moves an issue by whichever transition its workflow has from where it is: their ids differ from workflow to workflow. An issue that is
 * closed either way stays as people closed it.
 */
export async function move(context: Context<Config>, id: string, to: TicketGoal): Promise<Ticket> {
  const { config, http } = context
  const now = toTicket(await readIssue(context, id), config)
  if (isThere(now, to)) return now

  const path = `/issue/${encodeURIComponent(id)}/transitions`
  const { body } = await http.get({ path, query: { expand: 'transitions.fields' } })
  const ways = readAnswer(transitions, body, 'Jira’s list of transitions').transitions.filter(
    (way) => way.isAvailable !== false,
  )
  const way = choose(ways, to, config)
  if (way === undefined) throw noWay(now, to, ways, config)
  await http.post({ path, json: { transition: { id: way.id }, ...fieldsOf(way, to) } }).catch((error: unknown) => {
    throw screenFault(error, way)
  })
  return toTicket(await readIssue(context, id), config)
}

function isThere({ state }: Ticket, to: TicketGoal): boolean {
  const isClosed = state === 'done' || state === 'wont-do'
  return to === 'open' ? !isClosed : isClosed
}

function choose(ways: readonly Transition[], to: TicketGoal, { doneStatus }: Config): Transition | undefined {
  const into = (...categories: readonly string[]) =>
    categories.flatMap((category) => ways.filter((way) => way.to.statusCategory?.key === category))
  if (to === 'open') return into('new', 'indeterminate')[0]

  const named = ways.filter((way) => way.to.name.toLowerCase() === doneStatus?.toLowerCase())
  if (to === 'done' && doneStatus !== undefined) return named[0]
  const closing = into('done')
  return closing.find((way) => isRefusal(way.to.name) === (to === 'wont-do')) ?? closing[0]
}

/** Some screens ask for a resolution. What else they require is for people. */
function fieldsOf({ fields }: Transition, to: TicketGoal) {
  const names = (fields?.['resolution']?.allowedValues ?? []).flatMap((value) => textAt(value, 'name') ?? [])
  const name = names.find((one) => isRefusal(one) === (to === 'wont-do')) ?? names[0]
  return name === undefined || to === 'open' ? {} : { fields: { resolution: { name } } }
}

function noWay({ key, word }: Ticket, to: TicketGoal, ways: readonly Transition[], { doneStatus }: Config): Fault {
  const reached = new Intl.ListFormat('en').format(ways.map((way) => `“${way.to.name}”`))
  const wanted = to === 'open' ? 'a status that is open' : (doneStatus ?? 'a status that is done')
  return new Fault('config', `No transition leads ${key} from “${word}” to ${wanted}.`, {
    field: 'doneStatus',
    remedy:
      ways.length === 0
        ? 'Give the account the permission Transition Issues, or move the ticket by hand.'
        : `From there it can go to ${reached}. Add a transition to the workflow, enter another status, or move the ticket by hand.`,
  })
}

function screenFault(error: unknown, { name }: Transition): unknown {
  if (!(error instanceof Fault) || error.details.status !== 400) return error
  return new Fault(
    'config',
    `Jira did not take the transition “${name}”: its screen wants more.`,
    {
      status: 400,
      field: 'doneStatus',
      remedy: `Choose a status whose transition asks for nothing but a resolution, or move the ticket by hand. ${error.message}`,
    },
    error,
  )
}
