import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, print, table } from '../output.ts'

type Notification = Resource<'Notification'>
type Detail = Resource<'NotificationDetail'>
type Subscription = Resource<'NotificationSubscription'>
type Urgency = Subscription['minimumUrgency']

interface SubscribeOptions extends CommonOptions {
  readonly type?: readonly Resource<'EventType'>[]
  readonly urgency?: Urgency
  readonly productType?: readonly string[]
}

interface FilterOptions extends ListOptions {
  readonly state?: Resource<'DeliveryState'>
  readonly connection?: string
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

const subscriptionColumns: readonly Column<Subscription>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'connection', value: (item) => item.connection.label },
  { title: 'events', value: (item) => item.types?.join(', ') ?? 'all', wide: true },
  { title: 'from urgency', value: (item) => item.minimumUrgency },
  { title: 'product types', value: (item) => item.productTypes?.map(({ name }) => name).join(', ') ?? 'all', wide: true },
]

/** `notification list|show|resend|test|subscriptions|subscribe|unsubscribe` */
export function notificationCommands(program: Command, context: CliContext): void {
  const notification = program.command('notification').description('what operators are told of, and what came of it')

  listing(notification.command('list').description('list what there was to tell in the last 30 days'))
    .addOption(new Option('--state <state>', 'with a delivery in this state').choices(['waiting', 'delivered', 'failed']))
    .option('--connection <id>', 'told through this connection')
    .action(async (options: FilterOptions, command: Command) => {
      const client = clientFor(command, context)
      const { state, connection } = options
      const filter = { ...(state && { state: [state] }), ...(connection && { connection: [connection] }) }
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

function subscriptionCommands(notification: Command, context: CliContext): void {
  listing(notification.command('subscriptions').description('list what is told through which connection')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'subscriptions', subscriptionColumns, (page) =>
        must(client.GET('/api/v1/notification-subscriptions', { params: { query: page } })),
      )
    },
  )

  notification
    .command('subscribe')
    .description('be told through a connection; what is left out means everything')
    .argument('<connection>', 'id of a connection that tells people')
    .option('--type <events...>', 'only these events, such as record.missing')
    .addOption(new Option('--urgency <urgency>', 'only from this urgency on').choices(['information', 'warning', 'critical']))
    .option('--product-type <ids...>', 'only what concerns these product types')
    .option('--json', 'print JSON, as the API answers')
    .action(async (connectionId: string, { type, urgency, productType, json }: SubscribeOptions, command: Command) => {
      const body = {
        connectionId,
        ...(type && { types: [...type] }),
        ...(urgency && { minimumUrgency: urgency }),
        ...(productType && { productTypeIds: [...productType] }),
      }
      const answer = await must(clientFor(command, context).POST('/api/v1/notification-subscriptions', { body }))
      print(context.terminal, json, answer, () => table([answer], subscriptionColumns, context.terminal.width))
    })

  notification
    .command('unsubscribe')
    .description('remove a subscription')
    .argument('<id>', 'id of the subscription')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      await mustSucceed(client.DELETE('/api/v1/notification-subscriptions/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })
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
