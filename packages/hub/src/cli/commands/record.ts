import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { RecordState } from '../../usecases/browse/resources/connection.ts'
import { actorName } from '../actor-name.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print } from '../output.ts'

type VendorRecord = Resource<'Record'>

interface ListRecordsOptions extends ListOptions {
  readonly state?: RecordState[]
  readonly connection?: string[]
  readonly repository?: string[]
  readonly product?: string[]
  readonly q?: string
}

interface MapOptions extends CommonOptions {
  readonly repository?: string
  readonly product?: string
  readonly newProduct?: string
  readonly productType?: string
  readonly branch?: string
  readonly suggested?: boolean
}

const columns: readonly Column<VendorRecord>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'name', value: (item) => item.name, wide: true },
  { title: 'connection', value: (item) => item.connection.label },
  { title: 'state', value: (item) => item.state },
  { title: 'leads to', value: (item) => target(item), wide: true },
  { title: 'why', value: (item) => item.mapping?.method ?? item.stateReason, wide: true },
]

/** `record list|show|map|unmap|ignore|restore` */
export function recordCommands(program: Command, context: CliContext): void {
  const record = program.command('record').description("the vendors' own products, and what they are mapped to")

  listing(record.command('list').description('list records'))
    .addOption(new Option('--state <state...>', 'only in these states').choices(RecordState.options))
    .option('--connection <id>', 'only of this connection; may be repeated', collect)
    .option('--repository <id>', 'only mapped to this repository; may be repeated', collect)
    .option('--product <id>', 'only mapped to this product; may be repeated', collect)
    .option('-q, --q <text>', 'only with this in the name')
    .action(async ({ state, connection, repository, product, q, ...options }: ListRecordsOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'records', columns, (page) =>
        must(client.GET('/api/v1/records', { params: { query: { ...page, state, connection, repository, product, q } } })),
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

  map(record, context)
  for (const verb of ['unmap', 'ignore', 'restore'] as const) act(record, context, verb)
}

function map(record: Command, context: CliContext): void {
  record
    .command('map')
    .description('map a record to a repository, a product, or a new product')
    .argument('<id>', 'id of the record')
    .option('--repository <id>', 'the repository it belongs to')
    .option('--product <id>', 'the product it belongs to')
    .option('--new-product <name>', 'a product to create for it')
    .option('--product-type <id>', 'type of the new product')
    .option('--branch <name>', 'branch of the repository')
    .option('--suggested', 'the repository that is suggested for it')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: MapOptions, command: Command) => {
      const client = clientFor(command, context)
      const { repository, product, newProduct, productType, branch, suggested, json } = options
      const repositoryId = suggested === true ? await suggestedFor(id, command, context) : repository
      const body = {
        ...(repositoryId !== undefined && { repositoryId }),
        ...(product !== undefined && { productId: product }),
        ...(newProduct !== undefined && {
          newProduct: { name: newProduct, ...(productType !== undefined && { productTypeId: productType }) },
        }),
        ...(branch !== undefined && { branch }),
      }
      const answer = await must(client.POST('/api/v1/records/{id}/map', { params: { path: { id } }, body }))
      print(context.terminal, json, answer, () => `${answer.name} is ${answer.state} and leads to ${target(answer)}.\n`)
    })
}

async function suggestedFor(id: string, command: Command, context: CliContext): Promise<string> {
  const { suggestion, name } = await must(clientFor(command, context).GET('/api/v1/records/{id}', { params: { path: { id } } }))
  if (suggestion !== null) return suggestion.repository.id
  throw new CliError(exitCodes.problem, `Nothing is suggested for ${name}. Choose with --repository or --product.`)
}

function act(record: Command, context: CliContext, verb: 'unmap' | 'ignore' | 'restore'): void {
  const descriptions = {
    unmap: 'take a mapping back; the record is NEW again',
    ignore: 'do not sync a record; later discovers keep it ignored',
    restore: 'stop ignoring a record',
  }
  record
    .command(verb)
    .description(descriptions[verb])
    .argument('<id>', 'id of the record')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      const params = { params: { path: { id } } }
      const post = {
        unmap: () => client.POST('/api/v1/records/{id}/unmap', params),
        ignore: () => client.POST('/api/v1/records/{id}/ignore', params),
        restore: () => client.POST('/api/v1/records/{id}/restore', params),
      }
      const answer = await must(post[verb]())
      print(context.terminal, options.json, answer, () => `${answer.name} is ${answer.state}.\n`)
    })
}

function target({ mapping, suggestion }: VendorRecord): string {
  if (mapping !== null) return mapping.repository?.name ?? mapping.product?.name ?? 'nothing any more'
  return suggestion === null ? '' : `${suggestion.repository.name}?`
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
    ['because', record.stateReason],
    ['since', record.stateSince],
    ['repository', mapping?.repository?.name],
    ['product', mapping?.product?.name],
    ['branch', mapping?.branch],
    ['matched by', mapping && `${mapping.method} ${JSON.stringify(mapping.evidence)}`],
    ['mapped by', mapping && actorName(mapping.createdBy)],
    ['ignored by', actorName(record.ignoredBy)],
    ['unmatched', record.unmatched?.explanation],
    ['compared', record.unmatched?.compared.join(', ')],
    ['suggested', suggestion && `${suggestion.repository.name} (${suggestion.method})`],
    ['vendor says', record.clue?.urls.join(' ')],
    ['last seen', record.lastSeenAt],
    ['last complete sync', record.lastCompleteSyncAt],
  ])
}
