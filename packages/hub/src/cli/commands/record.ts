import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { RecordState } from '../../usecases/browse/resources/connection.ts'
import { RecordCause } from '../../usecases/browse/resources/record.ts'
import { actorName } from '../actor-name.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print } from '../output.ts'
import { changeCommand, historyCommand, mapCommand, target } from './record-changes.ts'
import { syncCommand } from './record-sync.ts'

type VendorRecord = Resource<'Record'>

interface ListRecordsOptions extends ListOptions {
  readonly state?: RecordState[]
  readonly cause?: RecordCause[]
  readonly connection?: string[]
  readonly repository?: string[]
  readonly product?: string[]
  readonly q?: string
}

const columns: readonly Column<VendorRecord>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'name', value: (item) => item.name, wide: true },
  { title: 'connection', value: (item) => item.connection.label },
  { title: 'state', value: (item) => item.state },
  { title: 'leads to', value: (item) => target(item), wide: true },
  { title: 'why', value: (item) => item.mapping?.method ?? suggestedBy(item) ?? item.stateReason, wide: true },
]

/** `record list|show|history|sync|map|unmap|ignore|restore|undo` */
export function recordCommands(program: Command, context: CliContext): void {
  const record = program.command('record').description("the vendors' own products, and what they are mapped to")

  listing(record.command('list').description('list records'))
    .addOption(new Option('--state <state...>', 'only in these states').choices(RecordState.options))
    .addOption(new Option('--cause <cause...>', 'only in their state for these causes').choices(RecordCause.options))
    .option('--connection <id>', 'only of this connection; may be repeated', collect)
    .option('--repository <id>', 'only mapped to this repository; may be repeated', collect)
    .option('--product <id>', 'only mapped to this product; may be repeated', collect)
    .option('-q, --q <text>', 'only with this in the name')
    .action(async ({ state, cause, connection, repository, product, q, ...options }: ListRecordsOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'records', columns, (page) =>
        must(
          client.GET('/api/v1/records', { params: { query: { ...page, state, cause, connection, repository, product, q } } }),
        ),
      )
    })

  record
    .command('show')
    .description('show a record, why it is mapped, or what it may belong to')
    .argument('<id>', 'id of the record')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/records/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  historyCommand(record, context)
  syncCommand(record, context)
  mapCommand(record, context)
  for (const verb of ['unmap', 'ignore', 'restore', 'undo'] as const) changeCommand(record, context, verb)
}

/** By what a repository is suggested, and how sure that is: `url, high`. */
function suggestedBy({ suggestion }: VendorRecord): string | null {
  return suggestion === null ? null : [suggestion.method, suggestion.evidence['confidence']].filter(Boolean).join(', ')
}

function describe(record: VendorRecord): string {
  const { mapping, suggestion } = record
  return facts([
    ['id', record.id],
    ['name', record.name],
    ['connection', record.connection.label],
    ['ref', record.ref],
    ['url', record.url],
    ['state', record.state],
    ['because', `${record.stateReason} (${record.stateCause})`],
    ['since', record.stateSince],
    ['repository', mapping?.repository?.name],
    ['product', mapping?.product?.name],
    ['branch', mapping?.branch],
    ['matched by', mapping && `${mapping.method} ${JSON.stringify(mapping.evidence)}`],
    ['mapped by', mapping && actorName(mapping.createdBy)],
    ['ignored by', actorName(record.ignoredBy)],
    ['unmatched', record.unmatched?.explanation],
    ['compared', record.unmatched?.compared.join(', ')],
    ['suggested', suggestion && `${suggestion.repository.name} (${suggestion.method} ${JSON.stringify(suggestion.evidence)})`],
    ['vendor says', record.clue?.urls.join(' ')],
    ['path', record.clue?.path],
    ['last seen', record.lastSeenAt],
    ['last complete sync', record.lastCompleteSyncAt],
  ])
}
