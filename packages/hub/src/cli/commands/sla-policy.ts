import type { Resource } from '@patchbay/client'
import { type Command, InvalidArgumentError } from 'commander'
import { criticalities } from '../../domain/risk.ts'
import { slaSeverities } from '../../domain/sla.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print, table } from '../output.ts'

type SlaPolicy = Resource<'SlaPolicy'>
type SlaDays = Resource<'SlaDays'>

interface ScopeOptions extends CommonOptions {
  readonly product?: string
  readonly productType?: string
}

interface SlaOptions extends ScopeOptions {
  readonly days?: SlaDays
  readonly name?: string
}

const columns: readonly Column<SlaPolicy>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'name', value: (item) => item.name, wide: true },
  { title: 'for', value: (item) => item.product?.name ?? item.productType?.name ?? 'everything', wide: true },
  { title: 'days', value: (item) => inWords(item.days), wide: true },
]

/** `sla-policy list|show|create|update|remove|preview|apply` */
export function slaPolicyCommands(program: Command, context: CliContext): void {
  const policy = program.command('sla-policy').description('how many days people have to fix what')

  listing(policy.command('list').description('list SLA policies; the nearest to a vulnerability counts')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'SLA policies', columns, (page) =>
        must(client.GET('/api/v1/sla-policies', { params: { query: page } })),
      )
    },
  )

  policy
    .command('show')
    .description('show an SLA policy')
    .argument('<id>', 'id of the policy')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/sla-policies/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  withScope(policy.command('create').description('create an SLA policy; it counts for what is found from then on'))
    .argument('<name>', 'what people call it')
    .requiredOption('--days <list>', daysHelp, parseDays)
    .action(async (name: string, { days = noDays, json, ...scope }: SlaOptions, command: Command) => {
      const body = { name, days, ...scopeOf(scope) }
      const answer = await must(clientFor(command, context).POST('/api/v1/sla-policies', { body }))
      print(context.terminal, json, answer, () => table([answer], columns, context.terminal.width))
    })

  policy
    .command('update')
    .description('change an SLA policy')
    .argument('<id>', 'id of the policy')
    .option('--name <text>', 'what people call it')
    .option('--days <list>', daysHelp, parseDays)
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, { name, days, json }: SlaOptions, command: Command) => {
      const body = { ...(name !== undefined && { name }), ...(days !== undefined && { days }) }
      const answer = await must(
        clientFor(command, context).PATCH('/api/v1/sla-policies/{id}', { params: { path: { id } }, body }),
      )
      print(context.terminal, json, answer, () => table([answer], columns, context.terminal.width))
    })

  policy
    .command('remove')
    .description('remove an SLA policy; what is there keeps its days until "sla-policy apply"')
    .argument('<id>', 'id of the policy')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/sla-policies/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })

  reach(policy, context)
}

function describeEffect({ sample, ...effect }: Resource<'SlaEffect'>, width: number | undefined): string {
  const counts = facts([
    ['open', effect.open],
    ['with other days', effect.moved],
    ['newly overdue', effect.newlyOverdue],
    ['no longer overdue', effect.noLongerOverdue],
  ])
  if (sample.length === 0) return counts
  const whom = table(
    sample,
    [
      { title: 'id', value: (item) => item.id },
      { title: 'severity', value: (item) => item.severity },
      { title: 'due', value: (item) => item.dueAt?.slice(0, 10) ?? 'never' },
      { title: 'then', value: (item) => item.dueThen?.slice(0, 10) ?? 'never' },
      { title: 'name', value: (item) => item.name, wide: true },
      { title: 'product', value: (item) => item.product, wide: true },
    ],
    width,
  )
  return `${counts}\n${whom}`
}

function reach(policy: Command, context: CliContext): void {
  withScope(policy.command('preview').description('say whom days would hit if they were saved and applied'))
    .option('--days <list>', `${daysHelp}; without, as if there were no policy here`, parseDays)
    .action(async ({ days, json, ...scope }: SlaOptions, command: Command) => {
      const body = { days: days ?? null, ...scopeOf(scope) }
      const answer = await must(clientFor(command, context).POST('/api/v1/sla-policies/preview', { body }))
      print(context.terminal, json, answer, () => describeEffect(answer, context.terminal.width))
    })

  withScope(policy.command('apply').description('grant the days of today to what is there already')).action(
    async ({ json, ...scope }: ScopeOptions, command: Command) => {
      const client = clientFor(command, context)
      const answer = await must(client.POST('/api/v1/sla-policies/apply', { body: scopeOf(scope) }))
      print(context.terminal, json, answer, () => 'Days are granted anew within a minute.\n')
    },
  )
}

const daysHelp = 'severity=days, or criticality.severity=days, separated by commas: critical=3,high=14,critical.critical=1'
const noDays: SlaDays = { severities: {}, criticalities: {} }

/** `critical=3,critical.critical=1` */
function parseDays(text: string): SlaDays {
  const forAll = new Map<string, number>()
  const special = new Map<string, Map<string, number>>()
  for (const pair of text.split(',')) {
    const [, first, second, number] = /^\s*(\w+)(?:\.(\w+))?\s*=\s*(\d{1,3})\s*$/.exec(pair) ?? []
    const severity = slaSeverities.find((word) => word === (second ?? first))
    const criticality = second === undefined ? null : criticalities.find((word) => word === first)
    if (severity === undefined || criticality === undefined) {
      throw new InvalidArgumentError(`"${pair}" is no severity with days, such as high=14.`)
    }
    const days = criticality === null ? forAll : (special.get(criticality) ?? new Map<string, number>())
    days.set(severity, Number(number))
    if (criticality !== null) special.set(criticality, days)
  }
  const bySeverity = [...special].map(([criticality, days]) => [criticality, Object.fromEntries(days)])
  return { severities: Object.fromEntries(forAll), criticalities: Object.fromEntries(bySeverity) }
}

function inWords({ severities, criticalities: special }: SlaDays): string {
  const plain = Object.entries(severities).map(([severity, days]) => `${severity}=${days}`)
  const more = Object.entries(special).flatMap(([criticality, days]) =>
    Object.entries(days ?? {}).map(([severity, number]) => `${criticality}.${severity}=${number}`),
  )
  return [...plain, ...more].join(', ')
}

function withScope(command: Command): Command {
  return command
    .option('--product <id>', 'only for this product')
    .option('--product-type <id>', 'only for products of this type')
    .option('--json', 'print JSON, as the API answers')
}

function scopeOf({ product, productType }: Pick<ScopeOptions, 'product' | 'productType'>) {
  return {
    ...(product !== undefined && { productId: product }),
    ...(productType !== undefined && { productTypeId: productType }),
  }
}
