import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { Kind } from '../../usecases/browse/resources/common.ts'
import { MinimumSeverity } from '../../usecases/browse/resources/export.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, print, table } from '../output.ts'

type ScanProfile = Resource<'ScanProfile'>

interface ProfileOptions extends CommonOptions {
  readonly name?: string
  readonly default?: true
  readonly propagate?: boolean
  readonly kind?: Resource<'Kind'>[]
  readonly minimumSeverity?: Exclude<Resource<'Severity'>, 'unknown'> | 'none'
  readonly exporter?: string[]
  readonly product?: string[]
  readonly productType?: string[]
}

const columns: readonly Column<ScanProfile>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'name', value: (item) => `${item.name}${item.isDefault ? ' (default)' : ''}`, wide: true },
  { title: 'exporters', value: (item) => item.exporters.map((exporter) => exporter.label).join(', '), wide: true },
  { title: 'kinds', value: (item) => item.kinds.join(', '), wide: true },
  { title: 'from', value: (item) => item.minimumSeverity ?? 'any severity' },
  { title: 'reaches', value: (item) => (item.propagate ? 'everything below' : 'only what chose it') },
  {
    title: 'chosen by',
    value: (item) => [...item.productTypes, ...item.products].map((each) => each.name).join(', '),
    wide: true,
  },
]

/** `scan-profile list|create|update|remove` */
export function scanProfileCommands(program: Command, context: CliContext): void {
  const profile = program.command('scan-profile').description('what is exported of which products, and where to')

  listing(profile.command('list').description('list scan profiles')).action(async (options: ListOptions, command: Command) => {
    const client = clientFor(command, context)
    await printList(context.terminal, options, 'scan profiles', columns, (page) =>
      must(client.GET('/api/v1/scan-profiles', { params: { query: page } })),
    )
  })

  withFacts(profile.command('create').description('create a scan profile'))
    .argument('<name>', 'what people call it')
    .action(async (name: string, options: ProfileOptions, command: Command) => {
      const body = { ...bodyOf(options), name }
      const answer = await must(clientFor(command, context).POST('/api/v1/scan-profiles', { body }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  withFacts(profile.command('update').description('change a scan profile; lists replace what was there'))
    .argument('<id>', 'id of the scan profile')
    .option('--name <text>', 'what people call it')
    .action(async (id: string, options: ProfileOptions, command: Command) => {
      const params = { path: { id } }
      const client = clientFor(command, context)
      const answer = await must(client.PATCH('/api/v1/scan-profiles/{id}', { params, body: bodyOf(options) }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  profile
    .command('remove')
    .description('remove a scan profile; what chose it falls back to the next one')
    .argument('<id>', 'id of the scan profile')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/scan-profiles/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })
}

function withFacts(command: Command): Command {
  return command
    .option('--default', 'it is the one for everything without a profile of its own')
    .option('--propagate', 'it reaches everything below what chose it')
    .option('--no-propagate', 'it reaches only what chose it')
    .addOption(new Option('--kind <kind...>', 'kinds of finding to export').choices(Kind.options))
    .addOption(
      new Option('--minimum-severity <severity>', 'leave out what is below it').choices([...MinimumSeverity.options, 'none']),
    )
    .option('--exporter <id...>', 'where to')
    .option('--product <id...>', 'products that choose it')
    .option('--product-type <id...>', 'product types that choose it')
    .option('--json', 'print JSON, as the API answers')
}

function bodyOf(options: ProfileOptions) {
  const { name, propagate, kind, minimumSeverity, exporter, product, productType } = options
  return {
    ...(name !== undefined && { name }),
    ...(options.default === true && { isDefault: true }),
    ...(propagate !== undefined && { propagate }),
    ...(kind !== undefined && { kinds: kind }),
    ...(minimumSeverity !== undefined && { minimumSeverity: minimumSeverity === 'none' ? null : minimumSeverity }),
    ...(exporter !== undefined && { exporters: exporter }),
    ...(product !== undefined && { products: product }),
    ...(productType !== undefined && { productTypes: productType }),
  }
}
