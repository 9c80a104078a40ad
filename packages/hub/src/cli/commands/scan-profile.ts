import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { Kind } from '../../usecases/browse/resources/common.ts'
import { MinimumSeverity } from '../../usecases/browse/resources/scan-profile.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must, mustSucceed } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print, table } from '../output.ts'
import { cadenceForms, formatCadence, type GivenCadence, parseCadence } from '../schedule.ts'

type ScanProfile = Resource<'ScanProfile'>

interface ProfileOptions extends CommonOptions {
  readonly name?: string
  readonly default?: true
  readonly propagate?: boolean
  readonly kind?: Resource<'Kind'>[]
  readonly minimumSeverity?: Exclude<Resource<'Severity'>, 'unknown'> | 'none'
  readonly syncSchedule?: GivenCadence
  readonly importKind?: Resource<'Kind'>[]
  readonly importCveRequired?: boolean
  readonly importMinimumSeverity?: Exclude<Resource<'Severity'>, 'unknown'> | 'none'
  /** `false` leaves them to the connections. */
  readonly importRules?: boolean
  readonly exporter?: string[]
  readonly product?: string[]
  readonly productType?: string[]
  readonly profile?: string
}

const columns: readonly Column<ScanProfile>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'name', value: (item) => `${item.name}${item.isDefault ? ' (default)' : ''}`, wide: true },
  { title: 'syncs', value: (item) => scheduleWords(item) },
  { title: 'exporters', value: (item) => item.exporters.map((exporter) => exporter.label).join(', '), wide: true },
  { title: 'kinds', value: (item) => item.kinds.join(', '), wide: true },
  { title: 'from', value: (item) => item.minimumSeverity ?? 'any severity' },
  { title: 'reaches', value: (item) => (item.propagate ? 'everything below' : 'only what chose it') },
  {
    title: 'chosen by',
    value: (item) => [...item.productTypes, ...item.products].map((each) => each.name).join(', '),
    wide: true,
  },
]

/** `scan-profile list|show|create|update|remove|preview` */
export function scanProfileCommands(program: Command, context: CliContext): void {
  const profile = program
    .command('scan-profile')
    .description('what products share: when they are read, what is let in, and where it goes')

  listing(profile.command('list').description('list scan profiles')).action(async (options: ListOptions, command: Command) => {
    const client = clientFor(command, context)
    await printList(context.terminal, options, 'scan profiles', columns, (page) =>
      must(client.GET('/api/v1/scan-profiles', { params: { query: page } })),
    )
  })

  profile
    .command('show')
    .description('show a scan profile')
    .argument('<id>', 'id of the scan profile')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/scan-profiles/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  withFacts(profile.command('create').description('create a scan profile'))
    .argument('<name>', 'what people call it')
    .action(async (name: string, options: ProfileOptions, command: Command) => {
      const body = { ...bodyOf(options), name }
      const answer = await must(clientFor(command, context).POST('/api/v1/scan-profiles', { body }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  withFacts(profile.command('update').description('change a scan profile; lists and import rules replace what was there'))
    .argument('<id>', 'id of the scan profile')
    .option('--name <text>', 'what people call it')
    .action(async (id: string, options: ProfileOptions, command: Command) => {
      const params = { path: { id } }
      const client = clientFor(command, context)
      const answer = await must(client.PATCH('/api/v1/scan-profiles/{id}', { params, body: bodyOf(options) }))
      print(context.terminal, options.json, answer, () => table([answer], columns, context.terminal.width))
    })

  profile
    .command('remove')
    .description('remove a scan profile; what chose it falls back to the next one')
    .argument('<id>', 'id of the scan profile')
    .option('--json', 'print JSON')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      await mustSucceed(clientFor(command, context).DELETE('/api/v1/scan-profiles/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })

  withFacts(profile.command('preview').description('say whom import rules would hit; nothing is changed'))
    .option('--profile <id>', 'the scan profile that would be changed like this')
    .action(async (options: ProfileOptions, command: Command) => {
      const query = options.profile === undefined ? {} : { profile: options.profile }
      const body = bodyOf(options)
      const answer = await must(clientFor(command, context).POST('/api/v1/scan-profiles/preview', { params: { query }, body }))
      print(context.terminal, options.json, answer, () => effect(answer))
    })
}

function withFacts(command: Command): Command {
  return command
    .option('--default', 'it is the one for everything without a profile of its own')
    .option('--propagate', 'it reaches everything below what chose it')
    .option('--no-propagate', 'it reaches only what chose it')
    .addOption(new Option('--kind <kind...>', 'kinds of finding to export').choices(Kind.options))
    .addOption(
      new Option('--minimum-severity <severity>', 'leave out what is below it').choices([...MinimumSeverity.options, 'none']),
    )
    .option('--sync-schedule <when>', `when its records are read besides: ${cadenceForms}`, parseCadence)
    .addOption(new Option('--import-kind <kind...>', 'kinds of finding to let in').choices(Kind.options))
    .option('--import-cve-required', 'let in dependency and container findings only with a CVE')
    .option('--no-import-cve-required', 'let them in without a CVE too')
    .addOption(
      new Option('--import-minimum-severity <severity>', 'let in nothing below it').choices([
        ...MinimumSeverity.options,
        'none',
      ]),
    )
    .option('--no-import-rules', 'leave all of that to the connections')
    .option('--exporter <id...>', 'where to')
    .option('--product <id...>', 'products that choose it')
    .option('--product-type <id...>', 'product types that choose it')
    .option('--json', 'print JSON, as the API answers')
}

function bodyOf(options: ProfileOptions) {
  const { name, propagate, kind, minimumSeverity, syncSchedule, exporter, product, productType } = options
  const rules = rulesOf(options)
  return {
    ...(name !== undefined && { name }),
    ...(options.default === true && { isDefault: true }),
    ...(propagate !== undefined && { propagate }),
    ...(syncSchedule !== undefined && { schedule: { sync: syncSchedule.cadence } }),
    ...((Object.keys(rules).length > 0 || options.importRules === false) && { rules }),
    ...(kind !== undefined && { kinds: kind }),
    ...(minimumSeverity !== undefined && { minimumSeverity: minimumSeverity === 'none' ? null : minimumSeverity }),
    ...(exporter !== undefined && { exporters: exporter }),
    ...(product !== undefined && { products: product }),
    ...(productType !== undefined && { productTypes: productType }),
  }
}

function rulesOf(options: ProfileOptions): ScanProfile['rules'] {
  const { importKind, importCveRequired, importMinimumSeverity } = options
  return {
    ...(importKind !== undefined && { kinds: importKind }),
    ...(importCveRequired !== undefined && { cveRequired: importCveRequired }),
    ...(importMinimumSeverity !== undefined && {
      minimumSeverity: importMinimumSeverity === 'none' ? null : importMinimumSeverity,
    }),
  }
}

function scheduleWords({ schedule }: Pick<ScanProfile, 'schedule'>): string {
  return schedule.sync === null ? 'with its connections' : formatCadence(schedule.sync)
}

function yesOrNo(answer: boolean): string {
  return answer ? 'yes' : 'no'
}

function describe(profile: ScanProfile): string {
  const { kinds, cveRequired, minimumSeverity } = profile.rules
  const left = 'as each connection says'
  return facts([
    ['id', profile.id],
    ['name', profile.name],
    ['default', yesOrNo(profile.isDefault)],
    ['reaches', profile.propagate ? 'everything below' : 'only what chose it'],
    ['syncs', scheduleWords(profile)],
    ['next sync', profile.nextSyncAt],
    ['lets in kinds', kinds?.join(', ') ?? left],
    ['CVE required', cveRequired === undefined ? left : yesOrNo(cveRequired)],
    ['lets in from', minimumSeverity === undefined ? left : (minimumSeverity ?? 'any severity')],
    ['exporters', profile.exporters.map(({ label }) => label).join(', ') || 'none'],
    ['exports kinds', profile.kinds.join(', ')],
    ['exports from', profile.minimumSeverity ?? 'any severity'],
    ['product types', profile.productTypes.map(({ name }) => name).join(', ')],
    ['products', profile.products.map(({ name }) => name).join(', ')],
  ])
}

function effect({ records, products, closes, letsIn }: Resource<'ScanProfilePreview'>): string {
  const closed = Object.entries(closes).map(([reason, n]) => `${n} ${reason}`)
  return facts([
    ['records read by other rules', records],
    ['products', products],
    ['would close', closed.join(', ') || 'nothing'],
    ['would come in', letsIn],
  ])
}
