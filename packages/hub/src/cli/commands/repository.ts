import type { Command } from 'commander'
import { type CliContext, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { documentCommand } from './document.ts'
import { openCounts } from './severity-line.ts'

interface ListRepositoriesOptions extends ListOptions {
  readonly product?: string[]
  readonly connection?: string[]
  readonly q?: string
}

/** `repository list|document` */
export function repositoryCommands(program: Command, context: CliContext): void {
  const repository = program.command('repository').description('repositories that source-control connections list')
  documentCommand(repository, 'repository', context)

  listing(repository.command('list').description('list repositories'))
    .option('--product <id>', 'only of this product; may be repeated', collect)
    .option('--connection <id>', 'only listed by this connection; may be repeated', collect)
    .option('-q, --q <text>', 'only with this in the name')
    .action(async ({ product, connection, q, ...options }: ListRepositoriesOptions, command: Command) => {
      const client = clientFor(command, context)
      const read = (page: { readonly limit: number; readonly cursor?: string }) =>
        must(client.GET('/api/v1/repositories', { params: { query: { ...page, product, connection, q } } }))
      await printList(
        context.terminal,
        options,
        'repositories',
        [
          { title: 'id', value: (item) => item.id },
          { title: 'name', value: (item) => item.name, wide: true },
          { title: 'product', value: (item) => item.product?.name, wide: true },
          { title: 'branch', value: (item) => item.defaultBranch },
          { title: 'records', value: (item) => item.records },
          { title: 'open', value: (item) => openCounts(item.open) },
        ],
        read,
      )
    })
}
