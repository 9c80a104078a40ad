import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { Criticality } from '../../usecases/browse/resources/product.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { facts, print } from '../output.ts'
import { documentCommand } from './document.ts'
import { profileInForce } from './profile-in-force.ts'
import { openCounts } from './severity-line.ts'

interface ListProductsOptions extends ListOptions {
  readonly type?: string[]
  readonly criticality?: Criticality[]
  readonly environment?: string[]
  readonly tag?: string[]
  readonly q?: string
}

interface ProductOptions extends CommonOptions {
  readonly name?: string
  readonly type?: string
  readonly description?: string
  readonly owner?: string
  readonly criticality?: Criticality
  readonly environment?: string
  readonly tag?: string[]
  readonly scanProfile?: string
}

/** `product list|show|create|update|remove|document` */
export function productCommands(program: Command, context: CliContext): void {
  const product = program.command('product').description('what teams own')
  documentCommand(product, 'product', context)

  listing(product.command('list').description('list products'))
    .option('--type <id>', 'only of this product type; may be repeated', collect)
    .addOption(new Option('--criticality <level...>', 'only this critical').choices(Criticality.options))
    .option('--environment <name>', 'only of this environment; may be repeated', collect)
    .option('--tag <text>', 'only with this tag; may be repeated', collect)
    .option('-q, --q <text>', 'only with this in the name')
    .action(async ({ type, criticality, environment, tag, q, ...options }: ListProductsOptions, command: Command) => {
      const client = clientFor(command, context)
      const read = (page: { readonly limit: number; readonly cursor?: string }) =>
        must(
          client.GET('/api/v1/products', {
            params: { query: { ...page, productType: type, criticality, environment, tag, q } },
          }),
        )
      await printList(
        context.terminal,
        options,
        'products',
        [
          { title: 'id', value: (item) => item.id },
          { title: 'name', value: (item) => item.name, wide: true },
          { title: 'type', value: (item) => item.type.name },
          { title: 'owner', value: (item) => item.owner },
          { title: 'criticality', value: (item) => item.criticality },
          { title: 'repositories', value: (item) => item.repositories },
          { title: 'risk', value: (item) => item.riskScore },
          { title: 'open', value: (item) => openCounts(item.open) },
        ],
        read,
      )
    })

  product
    .command('show')
    .description('show a product')
    .argument('<id>', 'id of the product')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/products/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  change(product, context)
}

function change(product: Command, context: CliContext): void {
  withProductOptions(product.command('create').description('create a product'))
    .argument('<name>', 'name of the product')
    .action(async (name: string, options: ProductOptions, command: Command) => {
      const body = { ...bodyOf(options), name }
      const answer = await must(clientFor(command, context).POST('/api/v1/products', { body }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  withProductOptions(product.command('update').description('change a product'))
    .argument('<id>', 'id of the product')
    .option('--name <text>', 'its new name')
    .action(async (id: string, options: ProductOptions, command: Command) => {
      const client = clientFor(command, context)
      const answer = await must(client.PATCH('/api/v1/products/{id}', { params: { path: { id } }, body: bodyOf(options) }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  product
    .command('remove')
    .description('remove a product; records that led to it are STALE then')
    .argument('<id>', 'id of the product')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/products/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })
}

function withProductOptions(command: Command): Command {
  return command
    .option('--type <id>', 'its product type')
    .option('--description <text>', 'what it is')
    .option('--owner <text>', 'who to ask')
    .addOption(new Option('--criticality <level>', 'how much depends on it').choices(Criticality.options))
    .option('--environment <name>', 'where it runs')
    .option('--tag <text>', 'a tag; may be repeated', collect)
    .option('--scan-profile <id>', `the scan profile it chooses, or "none" for that of its type or the default`)
    .option('--json', 'print JSON, as the API answers')
}

function bodyOf({ name, type, description, owner, criticality, environment, tag, scanProfile }: ProductOptions) {
  return {
    ...(name !== undefined && { name }),
    ...(type !== undefined && { productTypeId: type }),
    ...(description !== undefined && { description }),
    ...(owner !== undefined && { owner }),
    ...(criticality !== undefined && { criticality }),
    ...(environment !== undefined && { environment }),
    ...(tag !== undefined && { tags: [...tag] }),
    ...(scanProfile !== undefined && { scanProfileId: scanProfile === 'none' ? null : scanProfile }),
  }
}

function describe(product: Resource<'Product'>): string {
  return facts([
    ['id', product.id],
    ['name', product.name],
    ['type', `${product.type.name} (${product.type.id})`],
    ['description', product.description],
    ['owner', product.owner],
    ['criticality', product.criticality],
    ['environment', product.environment],
    ['tags', product.tags.join(', ')],
    ['scan profile', profileInForce(product.scanProfile)],
    ['next sync', product.scanProfile.inForce?.nextSyncAt],
    ['repositories', product.repositories],
    ['images', product.images],
    ['records', product.records],
    ['risk', product.riskScore],
    ['overdue', product.overdue],
    ['open', openCounts(product.open)],
  ])
}
