import { readFile } from 'node:fs/promises'
import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print } from '../output.ts'
import { askForMissing, type GivenSettings, readSettings } from '../settings.ts'

type Exporter = Resource<'Exporter'>

interface CreateOptions extends GivenSettings, CommonOptions {
  readonly file?: string
  readonly label?: string
  readonly propagate: boolean
}

const columns: readonly Column<Exporter>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'label', value: (item) => item.label, wide: true },
  { title: 'connector', value: (item) => item.connector },
  { title: 'state', value: (item) => item.state },
  { title: 'scan profiles', value: (item) => item.scanProfiles.map((profile) => profile.name).join(', '), wide: true },
  { title: 'exported', value: (item) => item.scopes },
  { title: 'latest', value: latestOf, wide: true },
]

/** `exporter list|show|create` */
export function exporterCommands(program: Command, context: CliContext): void {
  const exporter = program.command('exporter').description('destinations that findings are exported to')

  listing(exporter.command('list').description('list exporters')).action(async (options: ListOptions, command: Command) => {
    const client = clientFor(command, context)
    await printList(context.terminal, options, 'exporters', columns, (page) =>
      must(client.GET('/api/v1/exporters', { params: { query: page } })),
    )
  })

  exporter
    .command('show')
    .description('show an exporter; its settings are those of the connection with the same id')
    .argument('<id>', 'id of the exporter')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/exporters/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  exporter
    .command('create')
    .description('connect a destination: checks the credentials, saves, and exports from then on')
    .argument('[connector]', 'name of the connector; not with --file')
    .option('-f, --file <file>', 'the exporter as a JSON file: ours, or as another product describes it')
    .option('--label <text>', 'what people call it')
    .option('--set <key=value>', 'a setting; may be repeated', collect)
    .option('--secret <key=where>', 'a secret from env:NAME, file:PATH or - (standard input); may be repeated', collect)
    .option('--no-propagate', 'leave it out of the default scan profile')
    .option('--json', 'print JSON, as the API answers')
    .action(async (connector: string | undefined, options: CreateOptions, command: Command) => {
      const body =
        options.file === undefined
          ? await given(connector, options, command, context)
          : await fileOf(options.file, connector, options)
      const answer = await must(clientFor(command, context).POST('/api/v1/exporters', { body }))
      print(context.terminal, options.json, answer, () => `Connected ${answer.label} (${answer.id}).\n${describe(answer)}`)
    })
}

async function given(connector: string | undefined, options: CreateOptions, command: Command, context: CliContext) {
  const { label, propagate } = options
  if (connector === undefined || label === undefined) {
    throw new CliError(exitCodes.usage, 'Give a connector and --label, or --file.')
  }
  const described = await must(
    clientFor(command, context).GET('/api/v1/connectors/{id}', { params: { path: { id: connector } } }),
  )
  const config = await readSettings(options, described, context)
  await askForMissing(config, described, context)
  return { connector, label, config, propagate }
}

async function fileOf(path: string, connector: string | undefined, { label, set, secret, propagate }: CreateOptions) {
  if ([connector, label, set, secret].some((given) => given !== undefined) || !propagate) {
    throw new CliError(exitCodes.usage, 'With --file everything is in the file: leave out the connector and the other options.')
  }
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new CliError(
      exitCodes.usage,
      `The file ${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`,
    )
  }
}

function describe(exporter: Exporter): string {
  const { limits } = exporter
  return facts([
    ['id', exporter.id],
    ['label', exporter.label],
    ['connector', exporter.connector],
    ['state', exporter.state],
    ['problem', exporter.problem?.message],
    ['to do', exporter.problem?.remedy],
    ['families', exporter.families.map((family) => family.label).join(', ')],
    ['uploads a day', limits.perDay ?? 'any number'],
    ['refreshed', limits.refreshHours === null ? 'never' : `every ${limits.refreshHours} hours`],
    ['scan profiles', exporter.scanProfiles.map((profile) => profile.name).join(', ') || 'none: nothing is exported there'],
    ['exported', exporter.scopes],
    ['no longer', exporter.retired],
    ['latest', latestOf(exporter)],
    ['held until', exporter.heldUntil],
    ['last success', exporter.lastUploadAt],
  ])
}

function latestOf({ latest }: Exporter): string {
  return Object.entries(latest)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ')
}
