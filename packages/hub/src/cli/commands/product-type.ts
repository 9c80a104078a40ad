import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { print } from '../output.ts'
import { openCounts } from './severity-line.ts'

/** `product-type list|create` */
export function productTypeCommands(program: Command, context: CliContext): void {
  const productType = program.command('product-type').description('kinds of products')

  listing(productType.command('list').description('list product types')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(
        context.terminal,
        options,
        'product types',
        [
          { title: 'id', value: (item) => item.id },
          { title: 'name', value: (item) => item.name, wide: true },
          { title: 'products', value: (item) => item.products },
          { title: 'repositories', value: (item) => item.repositories },
          { title: 'open', value: (item) => openCounts(item.open) },
        ],
        (page: { readonly limit: number; readonly cursor?: string }) =>
          must(client.GET('/api/v1/product-types', { params: { query: page } })),
      )
    },
  )

  productType
    .command('create')
    .description('create a product type')
    .argument('<name>', 'name of the product type')
    .option('--json', 'print JSON, as the API answers')
    .action(async (name: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).POST('/api/v1/product-types', { body: { name } }))
      print(context.terminal, options.json, answer, () => `Created ${answer.name} as ${answer.id}.\n`)
    })
}
