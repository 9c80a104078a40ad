import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { TicketState } from '../../usecases/browse/resources/ticket.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must, mustSucceed } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, print } from '../output.ts'
import { inert } from '../terminal.ts'
import { readTicketSettings } from './ticket-settings-file.ts'

type Ticket = Resource<'Ticket'>

interface ListTicketsOptions extends ListOptions {
  readonly remediation?: string[]
  readonly connection?: string[]
  readonly state?: TicketState[]
}

const columns: readonly Column<Ticket>[] = [
  { title: 'ticket', value: (item) => item.key ?? item.standing },
  { title: 'state', value: (item) => (item.standing === 'linked' ? item.state : item.standing) },
  { title: 'there', value: (item) => item.word },
  { title: 'remediation', value: (item) => item.remediation.id },
  { title: 'title', value: (item) => item.remediation.title, wide: true },
  { title: 'tracker', value: (item) => item.connection.label, wide: true },
  { title: 'problem', value: (item) => item.problem?.message ?? null, wide: true },
]

/** `ticket list` */
export function ticketCommands(program: Command, context: CliContext): void {
  const ticket = program.command('ticket').description('tickets of remediations in trackers')
  listing(ticket.command('list').description('list tickets, the newest first'))
    .option('--remediation <id>', 'only of this remediation; may be repeated', collect)
    .option('--connection <id>', 'only in this tracker; may be repeated', collect)
    .addOption(new Option('--state <state...>', 'only in these states').choices(TicketState.options))
    .action(async ({ limit, all, json, ...query }: ListTicketsOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, { limit, all, json }, 'tickets', columns, (page) =>
        must(client.GET('/api/v1/tickets', { params: { query: { ...page, ...query } } })),
      )
    })
}

/** `remediation ticket open|preview|show|unlink` */
export function remediationTicketCommands(remediation: Command, context: CliContext): void {
  const ticket = remediation.command('ticket').description('the ticket of a remediation in a tracker')
  ticket
    .command('open')
    .description('open a ticket; one that could not be opened is tried again')
    .argument('<id>', 'id of the remediation')
    .option('--connection <id>', 'the tracker; needed where there are several')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions & { readonly connection?: string }, command: Command) => {
      const client = clientFor(command, context)
      const connectionId = options.connection ?? (await onlyTracker(client))
      const call = { params: { path: { id } }, body: { connectionId } }
      const answer = await must(client.POST('/api/v1/remediations/{id}/ticket', call))
      print(context.terminal, options.json, answer, () => describeTicket(answer))
    })
  ticket
    .command('preview')
    .description('show what the ticket would say; nothing is sent')
    .argument('<id>', 'id of the remediation')
    .option('--connection <id>', 'the tracker; needed where there are several')
    .option('--tickets <file>', 'as if the connection said this of its tickets, a JSON file; "none" for as the hub has it')
    .option('--json', 'print JSON, as the API answers')
    .action(
      async (
        id: string,
        options: CommonOptions & { readonly connection?: string; readonly tickets?: string },
        command: Command,
      ) => {
        const client = clientFor(command, context)
        const connectionId = options.connection ?? (await onlyTracker(client))
        const tickets = options.tickets === undefined ? {} : { tickets: await readTicketSettings(options.tickets) }
        const call = { params: { path: { id } }, body: { connectionId, ...tickets } }
        const answer = await must(client.POST('/api/v1/remediations/{id}/ticket/preview', call))
        print(context.terminal, options.json, answer, () => describePreview(answer))
      },
    )
  ticket
    .command('show')
    .description('show the ticket of a remediation')
    .argument('<id>', 'id of the remediation')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const query = { remediation: [id], limit: 1 }
      const { items } = await must(clientFor(command, context).GET('/api/v1/tickets', { params: { query } }))
      const [answer] = items
      if (answer === undefined) throw new CliError(exitCodes.problem, `Remediation "${id}" has no ticket.`)
      print(context.terminal, options.json, answer, () => describeTicket(answer))
    })
  ticket
    .command('unlink')
    .description('forget the ticket of a remediation; in the tracker it stays as it is')
    .argument('<id>', 'id of the remediation')
    .action(async (id: string, _options: unknown, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/remediations/{id}/ticket', { params: { path: { id } } }))
      context.terminal.out('Unlinked.\n')
    })
}

function describePreview({ title, text, labels, priority }: Resource<'TicketPreview'>): string {
  const facts = [
    ...(labels.length === 0 ? [] : [`labels: ${labels.join(', ')}`]),
    ...(priority === null ? [] : [`priority: ${priority}`]),
  ]
  return [title, ...facts, '', ...text.split('\n')].map((line) => `${inert(line)}\n`).join('')
}

async function onlyTracker(client: ReturnType<typeof clientFor>): Promise<string> {
  const { items } = await must(client.GET('/api/v1/trackers'))
  const [first, ...others] = items
  if (first !== undefined && others.length === 0) return first.id
  const named = items.map(({ id, label }) => `${id} (${label})`).join(', ')
  throw new CliError(
    exitCodes.usage,
    first === undefined
      ? 'No connection takes tickets. Connect a tracker first.'
      : `Name the tracker with --connection: ${named}.`,
  )
}

function describeTicket({ key, standing, state, word, url, connection, remediation, problem }: Ticket): string {
  const what = key ?? 'A ticket'
  const how = standing === 'linked' ? `is ${state}${word === null ? '' : ` (${word})`}` : standingWords[standing]
  const lines = [
    `${what} for ${remediation.title} ${how} in ${connection.label}.`,
    ...(url === null ? [] : [url]),
    ...(problem === null ? [] : [`! ${problem.message}${problem.remedy === null ? '' : ` ${problem.remedy}`}`]),
  ]
  return lines.map((line) => `${inert(line)}\n`).join('')
}

const standingWords = {
  opening: 'is being opened',
  gone: 'was deleted',
  failed: 'could not be opened',
} as const
