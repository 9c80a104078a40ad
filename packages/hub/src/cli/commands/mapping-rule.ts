import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList, wholeNumber } from '../list.ts'
import { type Column, print, table } from '../output.ts'

type MappingRule = Resource<'MappingRule'>

interface RuleOptions extends CommonOptions {
  readonly product?: string
  readonly productType?: string
  readonly connection?: string
  readonly name?: string
  readonly address?: string
  readonly tag?: string
  readonly attribute?: string
  readonly value?: string
  readonly owner?: string
  readonly position?: number
}

interface PreviewOptions extends RuleOptions {
  readonly rule?: string
  readonly automatic?: true
}

const columns: readonly Column<MappingRule>[] = [
  { title: 'order', value: (item) => item.position },
  { title: 'id', value: (item) => item.id },
  { title: 'connection', value: (item) => item.connection?.label ?? 'all' },
  { title: 'when', value: conditions, wide: true },
  { title: 'product', value: (item) => item.product, wide: true },
  { title: 'owner', value: (item) => item.owner },
]

const previewColumns: readonly Column<Resource<'RuledRecord'>>[] = [
  { title: 'record', value: (item) => item.record.name, wide: true },
  { title: 'connection', value: (item) => item.connection.label },
  { title: 'state', value: (item) => item.state },
  { title: 'from', value: (item) => item.from?.name, wide: true },
  { title: 'to', value: (item) => `${item.product}${item.created ? ' (new)' : ''}`, wide: true },
  { title: 'rule', value: (item) => item.rule },
]

/** `mapping-rule list|create|update|remove|preview|apply` */
export function mappingRuleCommands(program: Command, context: CliContext): void {
  const rule = program.command('mapping-rule').description('how new records find their product without asking')

  listing(rule.command('list').description('list mapping rules in the order they are tried')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'mapping rules', columns, (page) =>
        must(client.GET('/api/v1/mapping-rules', { params: { query: page } })),
      )
    },
  )

  withConditions(rule.command('create').description('create a mapping rule; it needs a condition'))
    .argument('<product>', 'name of the product; created when there is none')
    .action(async (product: string, options: RuleOptions, command: Command) => {
      const body = { ...bodyOf(options), product }
      const answer = await must(clientFor(command, context).POST('/api/v1/mapping-rules', { body }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  withConditions(rule.command('update').description('change a mapping rule, or move it in the order'))
    .argument('<id>', 'id of the rule')
    .option('--product <name>', 'name of the product')
    .action(async (id: string, options: RuleOptions, command: Command) => {
      const client = clientFor(command, context)
      const answer = await must(client.PATCH('/api/v1/mapping-rules/{id}', { params: { path: { id } }, body: bodyOf(options) }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  rule
    .command('remove')
    .description('remove a mapping rule; what it has mapped stays')
    .argument('<id>', 'id of the rule')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/mapping-rules/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })

  previewCommand(rule, context)
  applyCommand(rule, context)
}

function previewCommand(rule: Command, context: CliContext): void {
  withConditions(rule.command('preview').description('say what the rules, or one that is not saved yet, would map now'))
    .option('--rule <id>', 'only what this rule maps')
    .option('--product <name>', 'product of a rule that is not saved yet')
    .option('--automatic', 'also records for which the hub made a product of their own')
    .action(async (options: PreviewOptions, command: Command) => {
      const { rule: only, product, productType, connection, name, address, tag, attribute, value, automatic } = options
      const query = {
        rule: only,
        automatic: automatic === true ? 'true' : undefined,
        product,
        productType,
        connection,
        name,
        url: address,
        tag,
        attribute,
        attributeValue: value,
      } as const
      const answer = await must(clientFor(command, context).GET('/api/v1/mapping-rules/preview', { params: { query } }))
      print(context.terminal, options.json, answer, () => {
        const rows = answer.items.length === 0 ? '' : table(answer.items, previewColumns, context.terminal.width)
        return `${rows}Records that would be mapped: ${answer.count}. Nothing was changed.\n`
      })
    })
}

function applyCommand(rule: Command, context: CliContext): void {
  rule
    .command('apply')
    .description('apply the mapping rules now, without waiting for the next discover')
    .option('--automatic', 'also to records for which the hub made a product of their own')
    .option('--json', 'print JSON, as the API answers')
    .action(async (options: PreviewOptions, command: Command) => {
      const body = { automatic: options.automatic === true }
      const answer = await must(clientFor(command, context).POST('/api/v1/mapping-rules/apply', { body }))
      print(context.terminal, options.json, answer, () => `Records mapped: ${answer.mapped}.\n`)
    })
}

function withConditions(command: Command): Command {
  return command
    .option('--name <pattern>', 'the record’s name; * stands for any characters')
    .option('--address <pattern>', 'an address of its repository or page: git.example.com/acme/*')
    .option('--tag <pattern>', 'one of the vendor’s tags')
    .option('--attribute <name>', 'an attribute the vendor gives')
    .option('--value <pattern>', 'value of that attribute')
    .option('--connection <id>', 'only records of this connection')
    .option('--product-type <id>', 'type of the product')
    .option('--owner <text>', 'owner of the product, where it has none')
    .option('--position <number>', 'place in the order, from 1', wholeNumber)
    .option('--json', 'print JSON, as the API answers')
}

function bodyOf({ product, productType, connection, name, address, tag, attribute, value, owner, position }: RuleOptions) {
  return {
    ...(product !== undefined && { product }),
    ...(productType !== undefined && { productTypeId: productType }),
    ...(connection !== undefined && { connectionId: connection }),
    ...(name !== undefined && { name }),
    ...(address !== undefined && { url: address }),
    ...(tag !== undefined && { tag }),
    ...(attribute !== undefined && { attribute: { name: attribute, ...(value !== undefined && { value }) } }),
    ...(owner !== undefined && { owner }),
    ...(position !== undefined && { position }),
  }
}

function conditions({ name, url, tag, attribute }: MappingRule): string {
  return [
    ...(name === null ? [] : [`name ${name}`]),
    ...(url === null ? [] : [`address ${url}`]),
    ...(tag === null ? [] : [`tag ${tag}`]),
    ...(attribute === null ? [] : [`${attribute.name}${attribute.value === null ? '' : ` ${attribute.value}`}`]),
  ].join(', ')
}
