import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { actorName } from '../actor-name.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, print, table } from '../output.ts'
import { printOutcomes } from './record-outcomes.ts'

type VendorRecord = Resource<'Record'>
type RecordEvent = Resource<'RecordEvent'>
type Preview = Resource<'MapPreview'>

interface MapOptions extends CommonOptions {
  readonly repository?: string
  readonly product?: string
  readonly newProduct?: string
  readonly productType?: string
  readonly branch?: string
  readonly suggested?: true
  readonly image?: true
  readonly dryRun?: true
}

interface ChangeOptions extends CommonOptions {
  readonly dryRun?: true
}

const previewColumns: readonly Column<Preview>[] = [
  { title: 'record', value: ({ record }) => record.name, wide: true },
  { title: 'from', value: ({ from }) => from?.repository ?? from?.product, wide: true },
  { title: 'to', value: ({ to, problem }) => to?.repository ?? to?.product ?? problem, wide: true },
  { title: 'findings', value: ({ findings }) => findings.moved + findings.closed },
  { title: 'move', value: ({ vulnerabilities }) => vulnerabilities.moved },
  { title: 'merge', value: ({ vulnerabilities }) => vulnerabilities.merged },
  { title: 'stay too', value: ({ vulnerabilities }) => vulnerabilities.left },
  { title: 'dismissed', value: ({ vulnerabilities }) => vulnerabilities.dismissed },
  { title: 'decisions', value: ({ decisions }) => decisions },
  { title: 'exports', value: ({ exports }) => exports.left + exports.joined },
]

const eventColumns: readonly Column<RecordEvent>[] = [
  { title: 'at', value: ({ at }) => at },
  { title: 'what', value: ({ kind }) => kind },
  { title: 'from', value: (event) => (event.kind === 'state' ? event.from : place(event.from)), wide: true },
  { title: 'to', value: (event) => (event.kind === 'state' ? event.to : place(event.to)), wide: true },
  { title: 'why', value: why, wide: true },
  { title: 'by', value: ({ by }) => actorName(by) },
]

export function historyCommand(record: Command, context: CliContext): void {
  listing(record.command('history').description('list what became of a record, newest first'))
    .argument('<id>', 'id of the record')
    .action(async (id: string, options: ListOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'changes', eventColumns, (page) =>
        must(client.GET('/api/v1/records/{id}/history', { params: { path: { id }, query: page } })),
      )
    })
}

export function mapCommand(record: Command, context: CliContext): void {
  record
    .command('map')
    .description('map records to a repository, a product, a new product, or as the container image they are')
    .argument('<id...>', 'ids of the records, at most 100')
    .option('--repository <id>', 'the repository they belong to')
    .option('--product <id>', 'the product they belong to')
    .option('--new-product <name>', 'a product to create for them')
    .option('--product-type <id>', 'type of the new product')
    .option('--branch <name>', 'branch of the repository')
    .option('--suggested', 'the repository that is suggested for each of them')
    .option('--image', 'each as the container image it is: to the repository that builds it, once that is known')
    .option('--dry-run', 'only say what it would do to findings and vulnerabilities')
    .option('--json', 'print JSON, as the API answers')
    .action(async (ids: string[], options: MapOptions, command: Command) => {
      const client = clientFor(command, context)
      const { repository, product, newProduct, productType, suggested, image, json } = options
      if (options.dryRun === true) {
        const yes = (given: true | undefined) => (given ? ('true' as const) : undefined)
        const query = { id: ids, repository, product, newProduct, productType, suggested: yes(suggested), image: yes(image) }
        return printPreview(context, json, await must(client.GET('/api/v1/records/preview', { params: { query } })))
      }
      const [id] = ids
      const body = bodyOf(options)
      if (ids.length > 1 || id === undefined) {
        return printOutcomes(context, json, await must(client.POST('/api/v1/records/map', { body: { ids, ...body } })))
      }
      const answer = await must(client.POST('/api/v1/records/{id}/map', { params: { path: { id } }, body }))
      print(context.terminal, json, answer, () => `${answer.name} is ${answer.state} and leads to ${target(answer)}.\n`)
    })
}

function bodyOf({ repository, product, newProduct, productType, branch, suggested, image }: MapOptions) {
  return {
    ...(repository !== undefined && { repositoryId: repository }),
    ...(product !== undefined && { productId: product }),
    ...(newProduct !== undefined && {
      newProduct: { name: newProduct, ...(productType !== undefined && { productTypeId: productType }) },
    }),
    ...(suggested === true && { suggested }),
    ...(image === true && { image }),
    ...(branch !== undefined && { branch }),
  }
}

type Verb = 'unmap' | 'ignore' | 'restore' | 'undo'

const descriptions: Readonly<Record<Verb, string>> = {
  unmap: 'take mappings away; the records are NEW again',
  ignore: 'do not sync records; later discovers keep them ignored',
  restore: 'stop ignoring records',
  undo: 'take the last mapping changes back',
}

export function changeCommand(record: Command, context: CliContext, verb: Verb): void {
  const change = record.command(verb).description(descriptions[verb]).argument('<id...>', 'ids of the records, at most 100')
  if (verb === 'unmap') change.option('--dry-run', 'only say which findings it would close')
  change
    .option('--json', 'print JSON, as the API answers')
    .action(async (ids: string[], options: ChangeOptions, command: Command) => {
      const client = clientFor(command, context)
      if (options.dryRun === true) {
        const query = { id: ids, unmap: 'true' } as const
        return printPreview(context, options.json, await must(client.GET('/api/v1/records/preview', { params: { query } })))
      }
      const [id] = ids
      if (ids.length > 1 || id === undefined) {
        const many = {
          unmap: () => client.POST('/api/v1/records/unmap', { body: { ids } }),
          ignore: () => client.POST('/api/v1/records/ignore', { body: { ids } }),
          restore: () => client.POST('/api/v1/records/restore', { body: { ids } }),
          undo: () => client.POST('/api/v1/records/undo', { body: { ids } }),
        }
        return printOutcomes(context, options.json, await must(many[verb]()))
      }
      const params = { params: { path: { id } } }
      const one = {
        unmap: () => client.POST('/api/v1/records/{id}/unmap', params),
        ignore: () => client.POST('/api/v1/records/{id}/ignore', params),
        restore: () => client.POST('/api/v1/records/{id}/restore', params),
        undo: () => client.POST('/api/v1/records/{id}/undo', params),
      }
      const answer = await must(one[verb]())
      print(context.terminal, options.json, answer, () => `${answer.name} is ${answer.state}.\n`)
    })
}

function printPreview(context: CliContext, json: boolean | undefined, answer: { readonly items: readonly Preview[] }): void {
  print(
    context.terminal,
    json,
    answer,
    () => `${table(answer.items, previewColumns, context.terminal.width)}Nothing was changed.\n`,
  )
}

/** Where a record leads, or may lead. */
export function target({ mapping, suggestion }: VendorRecord): string {
  if (mapping !== null) return mapping.repository?.name ?? mapping.image?.name ?? mapping.product?.name ?? 'nothing any more'
  return suggestion === null ? '' : `${suggestion.repository.name}?`
}

function place(mapping: Resource<'MappingTarget'> | null): string | null {
  return mapping === null ? 'unmapped' : (mapping.repository ?? mapping.product)
}

function why(event: RecordEvent): string {
  if (event.kind === 'state') return event.reason
  return event.undone ? 'taken back' : (event.to?.method ?? '')
}
