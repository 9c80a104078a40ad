import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList, wholeNumber } from '../list.ts'
import { type Column, print, table } from '../output.ts'

interface RuleOptions extends CommonOptions {
  readonly registry?: string
  readonly name?: string
  readonly repository?: string
  readonly dockerfile?: string
  readonly position?: number
}

const columns: readonly Column<Resource<'ImageRule'>>[] = [
  { title: 'order', value: (item) => item.position },
  { title: 'id', value: (item) => item.id },
  { title: 'registry', value: (item) => item.registry ?? 'any' },
  { title: 'name', value: (item) => item.name ?? 'any', wide: true },
  { title: 'built in', value: (item) => item.repository.name, wide: true },
  { title: 'dockerfile', value: (item) => item.dockerfile, wide: true },
]

/** `image-rule list|create|update|remove` */
export function imageRuleCommands(program: Command, context: CliContext): void {
  const rule = program.command('image-rule').description('where images are built, by patterns of their registry and name')

  listing(rule.command('list').description('list image rules in the order they are tried')).action(
    async (options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'image rules', columns, (page) =>
        must(client.GET('/api/v1/image-rules', { params: { query: page } })),
      )
    },
  )

  withConditions(rule.command('create').description('create an image rule; it needs a pattern and holds at once'))
    .argument('<repository>', 'id of the repository such images are built in')
    .action(async (repositoryId: string, options: RuleOptions, command: Command) => {
      const body = { ...bodyOf(options), repositoryId }
      const answer = await must(clientFor(command, context).POST('/api/v1/image-rules', { body }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  withConditions(rule.command('update').description('change an image rule, or move it in the order'))
    .argument('<id>', 'id of the rule')
    .option('--repository <id>', 'the repository such images are built in')
    .action(async (id: string, options: RuleOptions, command: Command) => {
      const client = clientFor(command, context)
      const answer = await must(client.PATCH('/api/v1/image-rules/{id}', { params: { path: { id } }, body: bodyOf(options) }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  rule
    .command('remove')
    .description('remove an image rule')
    .argument('<id>', 'id of the rule')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/image-rules/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })
}

function withConditions(command: Command): Command {
  return command
    .option('--registry <pattern>', 'host of the registry; * stands for any characters')
    .option('--name <pattern>', 'name in the registry: acme/shop-*')
    .option('--dockerfile <path>', 'path of the Dockerfile below the repository’s root')
    .option('--position <number>', 'place in the order, from 1', wholeNumber)
    .option('--json', 'print JSON, as the API answers')
}

function bodyOf({ registry, name, repository, dockerfile, position }: RuleOptions) {
  return {
    ...(registry !== undefined && { registry }),
    ...(name !== undefined && { name }),
    ...(repository !== undefined && { repositoryId: repository }),
    ...(dockerfile !== undefined && { dockerfile }),
    ...(position !== undefined && { position }),
  }
}
