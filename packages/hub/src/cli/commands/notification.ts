import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, print } from '../output.ts'
import { subscriptionCommands } from './notification-subscription.ts'

type Notification = Resource<'Notification'>
type Detail = Resource<'NotificationDetail'>

interface FilterOptions extends ListOptions {
  readonly state?: Resource<'DeliveryState'>
  readonly connection?: string
  readonly type?: readonly string[]
}

const columns: readonly Column<Notification>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'at', value: (item) => item.at },
  { title: 'urgency', value: (item) => item.urgency },
  { title: 'title', value: (item) => item.title, wide: true },
  {
    title: 'told',
    value: (item) => item.deliveries.map(({ connection, state }) => `${connection.label}: ${state}`).join(', '),
  },
]

/** `notification list|show|resend|test|subscriptions|subscribe|change|unsubscribe` */
export function notificationCommands(program: Command, context: CliContext): void {
  const notification = program.command('notification').description('what operators are told of, and what came of it')

  listing(notification.command('list').description('list what there was to tell in the last 30 days'))
    .addOption(new Option('--state <state>', 'with a delivery in this state').choices(['waiting', 'delivered', 'failed']))
    .option('--connection <id>', 'told through this connection')
    .option('--type <types...>', 'of these types, such as vulnerability.changes or digest')
    .action(async (options: FilterOptions, command: Command) => {
      const client = clientFor(command, context)
      const { state, connection, type } = options
      const filter = {
        ...(state && { state: [state] }),
        ...(connection && { connection: [connection] }),
        ...(type && { type: [...type] }),
      }
      await printList(context.terminal, options, 'notifications', columns, (page) =>
        must(client.GET('/api/v1/notifications', { params: { query: { ...page, ...filter } } })),
      )
    })

  notification
    .command('show')
    .description('show a notification and every try to deliver it')
    .argument('<id>', 'id of the notification')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/notifications/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => shown(answer))
    })

  notification
    .command('resend')
    .description('send a notification again; it keeps its id')
    .argument('<id>', 'id of the notification')
    .option('--connection <id>', 'only through this connection')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions & { readonly connection?: string }, command: Command) => {
      const body = options.connection === undefined ? {} : { connectionId: options.connection }
      const client = clientFor(command, context)
      const answer = await must(client.POST('/api/v1/notifications/{id}/resend', { params: { path: { id } }, body }))
      print(context.terminal, options.json, answer, () => `Sent again: ${answer.sent}.\n`)
    })

  notification
    .command('test')
    .description('send a test message through a connection and wait until it has arrived')
    .argument('<connection>', 'id of the connection')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      await mustSucceed(client.POST('/api/v1/connections/{id}/test-message', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, delivered: true }, () => 'The test message has arrived.\n')
    })

  subscriptionCommands(notification, context)
}

function shown({ title, text, type, urgency, at, facts, deliveries }: Detail): string {
  const told = deliveries.flatMap(({ connection, state, nextTryAt, log }) => [
    `${connection.label}: ${state}${nextTryAt === null ? '' : `, next try ${nextTryAt}`}`,
    ...log.map((one) => `  ${one.at}  ${one.outcome}${one.message === null ? '' : `: ${one.message}`}`),
  ])
  return [
    title,
    ...(text === null ? [] : [text]),
    `${type}, ${urgency}, ${at}`,
    ...facts.map(({ label, value }) => `${label}: ${value.replaceAll('\n', ', ')}`),
    ...(told.length === 0 ? ['Nobody was told.'] : told),
    '',
  ].join('\n')
}
