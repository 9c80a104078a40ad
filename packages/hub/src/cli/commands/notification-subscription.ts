import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, print, table } from '../output.ts'
import { cadenceForms, formatCadence, type GivenCadence, parseCadence } from '../schedule.ts'

type Subscription = Resource<'NotificationSubscription'>

interface TermsOptions extends CommonOptions {
  readonly type?: readonly Resource<'EventType'>[]
  readonly allTypes?: true
  readonly digestOnly?: true
  readonly urgency?: Subscription['minimumUrgency']
  readonly severity?: NonNullable<Subscription['minimumSeverity']> | 'any'
  readonly productType?: readonly string[]
  readonly product?: readonly string[]
  readonly everywhere?: true
  readonly digest?: GivenCadence
  readonly digestIfChanged?: GivenCadence
}

const columns: readonly Column<Subscription>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'connection', value: (item) => item.connection.label },
  { title: 'events', value: (item) => eventsOf(item), wide: true },
  { title: 'from urgency', value: (item) => item.minimumUrgency },
  { title: 'from severity', value: (item) => item.minimumSeverity ?? 'any' },
  { title: 'of', value: (item) => placesOf(item), wide: true },
  { title: 'digest', value: (item) => (item.digest === null ? 'none' : formatCadence(item.digest.cadence)) },
]

/** `notification subscriptions|subscribe|change|unsubscribe` */
export function subscriptionCommands(notification: Command, context: CliContext): void {
  listing(notification.command('subscriptions').description('list what is told through which connection')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'subscriptions', columns, (page) =>
        must(client.GET('/api/v1/notification-subscriptions', { params: { query: page } })),
      )
    },
  )

  withTerms(notification.command('subscribe').description('be told through a connection; what is left out means everything'))
    .argument('<connection>', 'id of a connection that tells people')
    .action(async (connectionId: string, options: TermsOptions, command: Command) => {
      const body = { connectionId, ...termsOf(options) }
      const answer = await must(clientFor(command, context).POST('/api/v1/notification-subscriptions', { body }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  withTerms(notification.command('change').description('change a subscription; what is left out stays'))
    .argument('<id>', 'id of the subscription')
    .option('--all-types', 'every event operators are told of')
    .option('--everywhere', 'whatever product and product type it concerns')
    .action(async (id: string, options: TermsOptions, command: Command) => {
      const body = termsOf(options)
      const client = clientFor(command, context)
      const answer = await must(client.PATCH('/api/v1/notification-subscriptions/{id}', { params: { path: { id } }, body }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
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

function withTerms(command: Command): Command {
  return command
    .addOption(
      new Option('--type <events...>', 'only these events, such as record.missing or vulnerability.opened').conflicts([
        'allTypes',
        'digestOnly',
      ]),
    )
    .option('--digest-only', 'no events, only the digest')
    .addOption(new Option('--urgency <urgency>', 'only from this urgency on').choices(['information', 'warning', 'critical']))
    .addOption(
      new Option('--severity <severity>', 'of vulnerabilities, only from this severity on').choices([
        'critical',
        'high',
        'medium',
        'low',
        'info',
        'any',
      ]),
    )
    .option('--product-type <ids...>', 'only what concerns these product types')
    .option('--product <ids...>', 'only what concerns these products')
    .addOption(new Option('--digest <when>', `when a digest comes: ${cadenceForms}`).argParser(parseCadence))
    .addOption(
      new Option('--digest-if-changed <when>', 'the same, but none when nothing changed')
        .argParser(parseCadence)
        .conflicts('digest'),
    )
    .option('--json', 'print JSON, as the API answers')
}

function termsOf(options: TermsOptions) {
  const { type, allTypes, digestOnly, urgency, severity, productType, product, everywhere } = options
  return {
    ...(type && { types: [...type] }),
    ...(allTypes && { types: null }),
    ...(digestOnly && { types: [] }),
    ...(urgency && { minimumUrgency: urgency }),
    ...(severity && { minimumSeverity: severity === 'any' ? null : severity }),
    ...(everywhere && { productTypeIds: null, productIds: null }),
    ...(productType && { productTypeIds: [...productType] }),
    ...(product && { productIds: [...product] }),
    ...digestOf(options),
  }
}

function digestOf({ digest, digestIfChanged }: TermsOptions) {
  const cadence = (digest ?? digestIfChanged)?.cadence
  if (cadence === undefined) return {}
  if (cadence === null) return { digest: null }
  return { digest: { cadence, whenQuiet: digest === undefined ? ('skip' as const) : ('tell' as const) } }
}

function eventsOf({ types }: Subscription): string {
  if (types === null) return 'all'
  return types.length === 0 ? 'none' : types.join(', ')
}

function placesOf({ productTypes, products }: Subscription): string {
  if (productTypes === null && products === null) return 'all'
  return [...(productTypes ?? []), ...(products ?? [])].map(({ name }) => name).join(', ')
}
