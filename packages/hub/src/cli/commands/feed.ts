import type { Resource } from '@patchbay/client'
import { Argument, type Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { fileContent } from '../file-content.ts'
import { must } from '../hub.ts'
import { type Column, print, table } from '../output.ts'

type Feed = Resource<'Feed'>

interface ImportOptions extends CommonOptions {
  readonly file: string
}

const feeds = ['kev', 'epss', 'osv'] as const satisfies readonly Feed['id'][]

const columns: readonly Column<Feed>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'state', value: (item) => item.state },
  { title: 'rows', value: (item) => item.rows },
  { title: 'version', value: (item) => item.version },
  { title: 'data of', value: (item) => item.dataAt?.slice(0, 10) },
  { title: 'fetched', value: (item) => item.fetchedAt },
  { title: 'problem', value: (item) => item.problem, wide: true },
]

/** `feed list|refresh|import` */
export function feedCommands(program: Command, context: CliContext): void {
  const feed = program.command('feed').description('public facts that priority rests on: CISA KEV, EPSS, OSV')

  feed
    .command('list')
    .description('list the feeds, which data is held and how old it is')
    .option('--json', 'print JSON, as the API answers')
    .action(async (options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/feeds'))
      print(context.terminal, options.json, answer, () => table(answer.items, columns, context.terminal.width))
    })

  feed
    .command('refresh')
    .description('ask a feed for news now; "feed list" tells what came of it')
    .addArgument(new Argument('<id>', 'the feed').choices(feeds))
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: Feed['id'], options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      const answer = await must(client.POST('/api/v1/feeds/{id}/refresh', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => `Asked for ${id}.\n`)
    })

  feed
    .command('import')
    .description('read a feed from a file: the KEV catalogue, the EPSS list, or a zip file of OSV records')
    .addArgument(new Argument('<id>', 'the feed').choices(feeds))
    .requiredOption('-f, --file <file>', 'the file')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: Feed['id'], { file, json }: ImportOptions, command: Command) => {
      const content = await fileContent(file)
      const answer = await must(
        clientFor(command, context).POST('/api/v1/feeds/{id}/import', {
          params: { path: { id } },
          headers: { 'content-type': 'application/octet-stream' },
          // The file itself, as it is read.
          body: file,
          bodySerializer: () => content,
        }),
      )
      print(context.terminal, json, answer, () => `Imported ${id}: ${answer.rows} rows are held now.\n`)
    })
}
