import { setTimeout as sleep } from 'node:timers/promises'
import type { PatchbayClient, Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { UploadState } from '../../usecases/browse/resources/export.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print, table } from '../output.ts'

type Upload = Resource<'Upload'>
type UploadDetail = Resource<'UploadDetail'>
type Upcoming = Resource<'UpcomingUpload'>

interface FilterOptions extends ListOptions {
  readonly exporter?: string[]
  readonly repository?: string[]
  readonly state?: Resource<'UploadState'>[]
}

interface SendOptions extends CommonOptions {
  readonly exporter?: string
}

const columns: readonly Column<Upload>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'repository', value: (item) => `${item.repository.name}#${item.branch}`, wide: true },
  { title: 'family', value: (item) => item.family },
  { title: 'exporter', value: (item) => item.exporter.label, wide: true },
  { title: 'why', value: (item) => item.reason },
  { title: 'state', value: (item) => item.word ?? item.state ?? item.stage },
  { title: 'findings', value: (item) => item.findings },
  { title: 'left out', value: (item) => item.leftOut },
  { title: 'sent', value: (item) => item.sentAt },
]

const upcomingColumns: readonly Column<Upcoming>[] = [
  { title: 'repository', value: (item) => `${item.repository.name}#${item.branch}`, wide: true },
  { title: 'family', value: (item) => item.family },
  { title: 'exporter', value: (item) => item.exporter.label, wide: true },
  { title: 'next', value: (item) => item.nextAt },
  { title: 'why', value: (item) => item.reason },
  { title: 'rests', value: (item) => item.retiredBecause ?? item.rests },
  { title: 'slots left', value: (item) => item.slotsLeft },
  { title: 'delivered', value: (item) => item.deliveredAt },
]

/** `upload list|upcoming|show|download|preview|confirm|send` */
export function uploadCommands(program: Command, context: CliContext): void {
  const upload = program.command('upload').description('what was exported, and what will be')
  listCommands(upload, context)

  upload
    .command('show')
    .description('show an upload, with what was left out and why')
    .argument('<id>', 'id of the upload')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/uploads/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer, context.terminal.width))
    })

  upload
    .command('download')
    .description('print the document of an upload, exactly as it was sent')
    .argument('<id>', 'id of the upload')
    .action(async (id: string, _options: object, command: Command) => download(clientFor(command, context), id, context))

  upload
    .command('confirm')
    .description('send a preview, exactly as it was written')
    .argument('<id>', 'id of the upload')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).POST('/api/v1/uploads/{id}/confirm', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer, context.terminal.width))
    })

  exportCommands(upload, context)
}

function listCommands(upload: Command, context: CliContext): void {
  withPlaces(listing(upload.command('list').description('list uploads, newest first')))
    .addOption(new Option('--state <state...>', 'only in these states').choices(UploadState.options))
    .action(async ({ exporter, repository, state, ...options }: FilterOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'uploads', columns, (page) =>
        must(client.GET('/api/v1/uploads', { params: { query: { ...page, exporter, repository, state } } })),
      )
    })

  withPlaces(listing(upload.command('upcoming').description('list what is exported, and when and why it leaves next'))).action(
    async ({ exporter, repository, ...options }: FilterOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'exported branches', upcomingColumns, (page) =>
        must(client.GET('/api/v1/uploads/upcoming', { params: { query: { ...page, exporter, repository } } })),
      )
    },
  )
}

function exportCommands(upload: Command, context: CliContext): void {
  upload
    .command('send')
    .description('export a repository now, as far as the budgets of its exporters go')
    .argument('<repository>', 'id of the repository')
    .option('--exporter <id>', 'only to this one')
    .option('--json', 'print JSON, as the API answers')
    .action(async (repository: string, options: SendOptions, command: Command) => {
      const answer = await exportNow(clientFor(command, context), repository, options, false)
      print(context.terminal, options.json, answer, () => outcomeWords(answer.outcomes))
    })

  upload
    .command('preview')
    .description('write the documents of a repository without sending them; "upload confirm" sends one')
    .argument('<repository>', 'id of the repository')
    .option('--exporter <id>', 'only for this one')
    .option('--json', 'print JSON, as the API answers')
    .action(async (repository: string, options: SendOptions, command: Command) => {
      const client = clientFor(command, context)
      const { outcomes } = await exportNow(client, repository, options, true)
      const written: UploadDetail[] = []
      for (const { upload: id } of outcomes) {
        if (id !== null) written.push(await writtenUpload(client, id, context))
      }
      print(context.terminal, options.json, { outcomes, uploads: written }, () =>
        written.length === 0 ? outcomeWords(outcomes) : table(written, columns, context.terminal.width),
      )
    })
}

function withPlaces(command: Command): Command {
  return command
    .option('--exporter <id...>', 'only of these exporters')
    .option('--repository <id...>', 'only of these repositories')
}

function exportNow(client: PatchbayClient, id: string, { exporter }: SendOptions, preview: boolean) {
  const body = { preview, ...(exporter !== undefined && { exporter }) }
  return must(client.POST('/api/v1/repositories/{id}/export', { params: { path: { id } }, body }))
}

const lookEvery = 300

async function writtenUpload(client: PatchbayClient, id: string, { signal }: CliContext): Promise<UploadDetail> {
  for (;;) {
    const found = await must(client.GET('/api/v1/uploads/{id}', { params: { path: { id } } }))
    if (found.stage !== 'writing' || signal.aborted) return found
    await sleep(lookEvery, undefined, { signal }).catch(() => undefined)
  }
}

async function download(client: PatchbayClient, id: string, { terminal }: CliContext): Promise<void> {
  const body = await must(client.GET('/api/v1/uploads/{id}/document', { params: { path: { id } }, parseAs: 'stream' }))
  if (body === null) return
  for await (const piece of body.pipeThrough(new TextDecoderStream())) terminal.out(piece)
}

const outcomeSentences: Readonly<Record<Resource<'ExportOutcome'>['outcome'], string>> = {
  begun: 'begun',
  underway: 'one is under way already',
  'no-slot': 'the destination takes no more today',
  incomplete: 'a sync of it is unfinished; nothing new leaves before it is complete',
  paused: 'the exporter is paused; nothing leaves before it is resumed',
  'no-connector': 'its connector is not installed',
}

function outcomeWords(outcomes: readonly Resource<'ExportOutcome'>[]): string {
  return outcomes
    .map(({ family, slice, outcome, upload, at }) => {
      const until = at === null ? '' : `; again from ${at}`
      return `${family} ${slice}: ${outcomeSentences[outcome]}${upload === null ? '' : ` (${upload})`}${until}.\n`
    })
    .join('')
}

function describe(upload: UploadDetail, width: number | undefined): string {
  const head = facts([
    ['id', upload.id],
    ['exporter', upload.exporter.label],
    ['repository', upload.repository.name],
    ['branch', upload.branch],
    ['emptied too', upload.formerBranches.join(', ')],
    ['family', upload.family],
    ['part', upload.slice.of > 1 ? `${upload.slice.number} of ${upload.slice.of}` : null],
    ['why', upload.reason],
    ['state', upload.word ?? upload.state ?? upload.stage],
    ['says', upload.info],
    ['to do', upload.remedy],
    ['findings', upload.findings],
    ['left out', upload.leftOut],
    ['bytes', upload.size],
    ['taken', upload.takenAt],
    ['sent', upload.sentAt],
    ['ended', upload.endedAt],
    ['goes on', upload.nextAt],
    ...Object.entries(upload.counts),
  ])
  if (upload.leftOutFindings.length === 0) return head
  const reasons = [
    { title: 'finding', value: (item: UploadDetail['leftOutFindings'][number]) => item.finding },
    { title: 'left out because', value: (item: UploadDetail['leftOutFindings'][number]) => item.reason, wide: true },
  ]
  return `${head}\n${table(upload.leftOutFindings, reasons, width)}`
}
