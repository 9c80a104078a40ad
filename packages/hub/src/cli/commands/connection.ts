import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { ConnectionState } from '../../usecases/browse/resources/connection.ts'
import { addressFor, type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { facts, json, print } from '../output.ts'
import { askForMissing, readSettings } from '../settings.ts'
import { waitFor } from '../watch.ts'
import { describe, describeFaults } from './connection-facts.ts'
import { type ConnectionOptions, optionsBody, withConnectionOptions } from './connection-options.ts'
import { removeCommand } from './connection-removal.ts'
import { finish, firstRuns } from './operation-outcome.ts'

type Connection = Resource<'Connection'>

interface WaitOptions extends CommonOptions {
  readonly wait?: boolean
}

interface CreateOptions extends ConnectionOptions, WaitOptions {
  readonly label: string
}

interface UpdateOptions extends ConnectionOptions, CommonOptions {
  readonly label?: string
}

interface ListConnectionsOptions extends ListOptions {
  readonly connector?: string[]
  readonly state?: ConnectionState[]
}

/** `connection list|show|create|update|check|discover|sync|pause|resume|remove` */
export function connectionCommands(program: Command, context: CliContext): void {
  const connection = program.command('connection').description('configured connectors')
  listAndShow(connection, context)
  createAndUpdate(connection, context)
  check(connection, context)
  for (const kind of ['discover', 'sync'] as const) request(connection, context, kind)
  for (const verb of ['pause', 'resume'] as const) turn(connection, context, verb)
  removeCommand(connection, context)
}

function listAndShow(connection: Command, context: CliContext): void {
  listing(connection.command('list').description('list connections'))
    .option('--connector <id>', 'only of this connector; may be repeated', collect)
    .addOption(new Option('--state <state...>', 'only in these states').choices(ConnectionState.options))
    .action(async (options: ListConnectionsOptions, command: Command) => {
      const client = clientFor(command, context)
      const { connector, state } = options
      const columns = [
        { title: 'id', value: (item: Connection) => item.id },
        { title: 'label', value: (item: Connection) => item.label, wide: true },
        { title: 'connector', value: (item: Connection) => item.connector },
        { title: 'state', value: (item: Connection) => item.state },
        { title: 'records', value: (item: Connection) => Object.values(item.records).reduce((sum, n) => sum + n, 0) },
        { title: 'last sync', value: (item: Connection) => item.lastSyncAt },
        { title: 'next sync', value: (item: Connection) => item.nextSyncAt },
        { title: 'to do', value: (item: Connection) => item.nextStep, wide: true },
      ]
      await printList(context.terminal, options, 'connections', columns, (page) =>
        must(client.GET('/api/v1/connections', { params: { query: { ...page, connector, state } } })),
      )
    })

  connection
    .command('show')
    .description('show a connection')
    .argument('<id>', 'id of the connection')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      const answer = await must(client.GET('/api/v1/connections/{id}', { params: { path: { id } } }))
      if (options.json === true) return context.terminal.out(json(answer))
      const query = { connection: [id], state: ['failed' as const, 'partial' as const], limit: 5 }
      const { items } = await must(client.GET('/api/v1/operations', { params: { query } }))
      context.terminal.out(describe(answer) + describeFaults(items, context.terminal.width))
    })
}

function createAndUpdate(connection: Command, context: CliContext): void {
  withConnectionOptions(connection.command('create').description('connect: checks the credentials, saves, and begins to sync'))
    .argument('<connector>', 'name of the connector; see "connector list"')
    .requiredOption('--label <text>', 'what people call it')
    .option('--wait', 'wait for the first discover and sync, and show what they did')
    .action(async (connector: string, options: CreateOptions, command: Command) => {
      const client = clientFor(command, context)
      const described = await must(client.GET('/api/v1/connectors/{id}', { params: { path: { id: connector } } }))
      const config = await readSettings(options, described, context)
      await askForMissing(config, described, context)
      const body = { connector, label: options.label, config, ...(await optionsBody(options)) }
      const created = await must(client.POST('/api/v1/connections', { body }))
      if (options.wait !== true) return print(context.terminal, options.json, created, () => connected(created))

      if (options.json !== true) context.terminal.out(connected(created))
      const operations = await firstRuns(addressFor(command, context), created.id, context)
      const { data = created } = await client.GET('/api/v1/connections/{id}', { params: { path: { id: created.id } } })
      if (options.json === true) context.terminal.out(json({ connection: data, operations }))
      finish(operations)
    })

  withConnectionOptions(
    connection.command('update').description('change a connection; secrets that are left out stay as they are'),
  )
    .argument('<id>', 'id of the connection')
    .option('--label <text>', 'what people call it')
    .action(async (id: string, options: UpdateOptions, command: Command) => {
      const client = clientFor(command, context)
      const path = { id }
      const config = await changedConfig(options, id, command, context)
      const body = {
        ...(options.label !== undefined && { label: options.label }),
        ...(config !== null && { config }),
        ...(await optionsBody(options)),
      }
      const answer = await must(client.PATCH('/api/v1/connections/{id}', { params: { path }, body }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })
}

/** The settings as they are with what the command line says on top; null when it says nothing. */
async function changedConfig(options: UpdateOptions, id: string, command: Command, context: CliContext) {
  if (options.set === undefined && options.secret === undefined) return null
  const client = clientFor(command, context)
  const current = await must(client.GET('/api/v1/connections/{id}', { params: { path: { id } } }))
  const connector = await must(client.GET('/api/v1/connectors/{id}', { params: { path: { id: current.connector } } }))
  return { ...current.config, ...(await readSettings(options, connector, context)) }
}

function check(connection: Command, context: CliContext): void {
  connection
    .command('check')
    .description('try the saved credentials now')
    .argument('<id>', 'id of the connection')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(
        clientFor(command, context).POST('/api/v1/connections/{id}/check', { params: { path: { id } } }),
      )
      print(context.terminal, options.json, answer, () =>
        facts([
          ['sees', answer.sees],
          ['identity', answer.identity],
          ['expires', answer.expiresAt],
          ['warnings', answer.warnings.join(' ')],
        ]),
      )
    })
}

function request(connection: Command, context: CliContext, kind: 'discover' | 'sync'): void {
  connection
    .command(kind)
    .description(kind === 'discover' ? "list the vendor's products into records now" : 'read the findings of GOOD records now')
    .argument('<id>', 'id of the connection')
    .option('--wait', 'wait until it has ended, and show what it did')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: WaitOptions, command: Command) => {
      const client = clientFor(command, context)
      const params = { params: { path: { id } } }
      const post =
        kind === 'discover'
          ? client.POST('/api/v1/connections/{id}/discover', params)
          : client.POST('/api/v1/connections/{id}/sync', params)
      const answer = await must(post)
      if (options.wait !== true) {
        const joined = answer.joined ? ' It was waiting or running already.' : ''
        return print(context.terminal, options.json, answer, () => `Requested ${kind} as ${answer.operation.id}.${joined}\n`)
      }
      const operations = await waitFor(addressFor(command, context), [answer.operation.id], context.terminal, context.signal)
      if (options.json === true) context.terminal.out(json({ ...answer, operation: operations[0] ?? answer.operation }))
      finish(operations)
    })
}

function turn(connection: Command, context: CliContext, verb: 'pause' | 'resume'): void {
  connection
    .command(verb)
    .description(verb === 'pause' ? 'let nothing run by itself until it is resumed' : 'let it run on its schedules again')
    .argument('<id>', 'id of the connection')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      const params = { params: { path: { id } } }
      const post =
        verb === 'pause'
          ? client.POST('/api/v1/connections/{id}/pause', params)
          : client.POST('/api/v1/connections/{id}/resume', params)
      const answer = await must(post)
      print(context.terminal, options.json, answer, () => `${answer.label} is ${answer.state}.\n`)
    })
}

function connected(connection: Connection): string {
  return `Connected ${connection.label} as ${connection.id}: ${connection.account?.sees ?? connection.state}.\n`
}
