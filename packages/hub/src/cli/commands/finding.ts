import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { Kind, Severity } from '../../usecases/browse/resources/common.ts'
import { Presence } from '../../usecases/browse/resources/finding.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print } from '../output.ts'
import { explainCommand } from './explain.ts'

type Finding = Resource<'Finding'>

interface ListFindingsOptions extends ListOptions {
  readonly vulnerability?: string[]
  readonly record?: string[]
  readonly connection?: string[]
  readonly repository?: string[]
  readonly kind?: Kind[]
  readonly severity?: Severity[]
  readonly presence?: Presence
}

const columns: readonly Column<Finding>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'severity', value: (item) => item.severity },
  { title: 'kind', value: (item) => item.kind },
  { title: 'title', value: (item) => item.identifiers[0] ?? item.title, wide: true },
  { title: 'package', value: (item) => item.package && `${item.package.name} ${item.package.version ?? ''}`, wide: true },
  { title: 'where', value: (item) => item.repository?.name ?? item.record.name, wide: true },
  { title: 'connection', value: (item) => item.connection.label },
  { title: 'presence', value: (item) => item.presence },
]

/** `finding list|show|explain` */
export function findingCommands(program: Command, context: CliContext): void {
  const finding = program.command('finding').description('single sightings of single scanners')

  listing(finding.command('list').description('list findings, newest first'))
    .option('--vulnerability <id>', 'only of this vulnerability; may be repeated', collect)
    .option('--record <id>', 'only of this record; may be repeated', collect)
    .option('--connection <id>', 'only of this connection; may be repeated', collect)
    .option('--repository <id>', 'only in this repository; may be repeated', collect)
    .addOption(new Option('--kind <kind...>', 'only of these kinds').choices(Kind.options))
    .addOption(new Option('--severity <severity...>', 'only of these severities').choices(Severity.options))
    .addOption(new Option('--presence <presence>', 'only present or absent ones').choices(Presence.options))
    .action(async ({ limit, all, json, ...filter }: ListFindingsOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, { limit, all, json }, 'findings', columns, (page) =>
        must(client.GET('/api/v1/findings', { params: { query: { ...page, ...filter } } })),
      )
    })

  finding
    .command('show')
    .description('show a finding')
    .argument('<id>', 'id of the finding')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/findings/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  explainCommand(finding, context)
}

function describe(finding: Finding): string {
  return facts([
    ['id', finding.id],
    ['title', finding.title],
    ['identifiers', finding.identifiers.join(', ')],
    ['severity', `${finding.severity}${finding.vendorSeverity === null ? '' : ` (vendor: ${finding.vendorSeverity})`}`],
    ['kind', finding.kind],
    ['connection', finding.connection.label],
    ['record', finding.record.name],
    ['repository', finding.repository?.name],
    ['package', finding.package?.purl ?? finding.package?.name],
    ['fixed in', finding.package?.fixedVersion],
    [
      'location',
      finding.location &&
        `${finding.location.path}${finding.location.startLine === null ? '' : `:${finding.location.startLine}`}`,
    ],
    ['presence', finding.presence],
    ['closed', finding.closedAt && `${finding.closedAt} (${finding.closedReason})`],
    ['detected', finding.detectedAt ?? 'unknown'],
    ['first seen here', finding.firstSeenAt],
    ['last seen', finding.lastSeenAt],
    ['reachability', finding.reachability],
    ['EPSS', finding.epss?.score],
    ['vulnerability', finding.vulnerabilityId],
    ['vendor page', finding.externalUrl],
  ])
}
