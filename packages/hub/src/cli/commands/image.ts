import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print, table } from '../output.ts'
import { openCounts } from './severity-line.ts'

interface ListImagesOptions extends ListOptions {
  readonly registry?: string[]
  readonly product?: string[]
  readonly repository?: string[]
  readonly withSource?: true
  readonly withoutSource?: true
  readonly q?: string
}

interface SourceOptions extends CommonOptions {
  readonly dockerfile?: string
}

type Image = Resource<'Image'>
type ImageDetail = Resource<'ImageDetail'>

const columns: readonly Column<Image>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'name', value: (item) => item.name, wide: true },
  { title: 'built in', value: ({ source }) => source?.repository.name, wide: true },
  { title: 'known by', value: ({ source }) => source?.by },
  { title: 'product', value: (item) => item.product?.name, wide: true },
  { title: 'open', value: (item) => openCounts(item.open) },
]

/** `image list|show|set-source|clear-source` */
export function imageCommands(program: Command, context: CliContext): void {
  const image = program.command('image').description('container images, and where they are built')

  listing(image.command('list').description('list images'))
    .option('--registry <host>', 'only of this registry; may be repeated', collect)
    .option('--product <id>', 'only of this product; may be repeated', collect)
    .option('--repository <id>', 'only built or reported in this repository; may be repeated', collect)
    .option('--with-source', 'only where it is known where they are built')
    .option('--without-source', 'only where it is not known where they are built')
    .option('-q, --q <text>', 'only with this in the name')
    .action(async (given: ListImagesOptions, command: Command) => {
      const { registry, product, repository, withSource, withoutSource, q, ...options } = given
      if (withSource && withoutSource) {
        throw new CliError(exitCodes.usage, 'Give either --with-source or --without-source.')
      }
      const asked = withSource ?? withoutSource
      const hasSource = asked && (withSource ? ('true' as const) : ('false' as const))
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'images', columns, (page) =>
        must(client.GET('/api/v1/images', { params: { query: { ...page, registry, product, repository, hasSource, q } } })),
      )
    })

  image
    .command('show')
    .description('show an image: tags, records, and where it is built')
    .argument('<id>', 'id of the image')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/images/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer, context.terminal.width))
    })

  sourceCommands(image, context)
}

function sourceCommands(image: Command, context: CliContext): void {
  image
    .command('set-source')
    .description('tell where an image is built; it beats rules and labels')
    .argument('<id>', 'id of the image')
    .argument('<repository>', 'id of the repository')
    .option('--dockerfile <path>', 'path of the Dockerfile below the repository’s root')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, repositoryId: string, options: SourceOptions, command: Command) => {
      const body = { repositoryId, ...(options.dockerfile !== undefined && { dockerfile: options.dockerfile }) }
      const answer = await must(
        clientFor(command, context).POST('/api/v1/images/{id}/source', { params: { path: { id } }, body }),
      )
      print(context.terminal, options.json, answer, () => `${answer.name} is built in ${sourceLine(answer)}.\n`)
    })

  image
    .command('clear-source')
    .description('take back what was told; rules and labels say again where it is built')
    .argument('<id>', 'id of the image')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const body = { repositoryId: null }
      const answer = await must(
        clientFor(command, context).POST('/api/v1/images/{id}/source', { params: { path: { id } }, body }),
      )
      const known = answer.source === null ? 'It is not known where it is built' : `It is built in ${sourceLine(answer)}`
      print(context.terminal, options.json, answer, () => `Taken back for ${answer.name}. ${known}.\n`)
    })
}

/** `acme/shop, docker/Dockerfile (rule)`. */
function sourceLine({ source }: Image): string {
  if (source === null) return ''
  const { repository, dockerfile, by } = source
  return `${repository.name}${dockerfile === null ? '' : `, ${dockerfile}`} (${by})`
}

function describe(image: ImageDetail, width: number | undefined): string {
  const { source } = image
  const lines = facts([
    ['id', image.id],
    ['name', image.name],
    ['product', image.product?.name],
    ['built in', source === null ? 'not known' : sourceLine(image)],
    ['since', source?.since],
    ['built on', image.baseImages.length === 0 ? undefined : image.baseImages.join(', ')],
    ['label', image.label?.url],
    ['open', openCounts(image.open)],
    ['first seen', image.firstSeenAt],
  ])
  const seen = table(
    image.seen,
    [
      { title: 'tag', value: (item) => item.tag },
      { title: 'digest', value: (item) => item.digest, wide: true },
      { title: 'first seen', value: (item) => item.firstSeenAt },
    ],
    width,
  )
  const records = table(
    image.records,
    [
      { title: 'record', value: (item) => item.record.name, wide: true },
      { title: 'connection', value: (item) => item.connection.label },
      { title: 'is the image', value: (item) => (item.isImage ? 'yes' : 'no') },
    ],
    width,
  )
  return [lines, image.seen.length === 0 ? '' : `\n${seen}`, image.records.length === 0 ? '' : `\n${records}`].join('')
}
