import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { type RemediationAction, remediationActions } from '../../domain/remediation-state.ts'
import { Severity } from '../../usecases/browse/resources/common.ts'
import { RemediationMode, RemediationState } from '../../usecases/browse/resources/remediation.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, print } from '../output.ts'
import { changeCommand } from './remediation-change.ts'
import { describeMetrics, describeRemediation, dueWords } from './remediation-text.ts'
import { waitCommands } from './remediation-wait.ts'
import { openCounts } from './severity-line.ts'
import { remediationTicketCommands } from './ticket.ts'

interface ListRemediationsOptions extends ListOptions {
  readonly state?: RemediationState[]
  readonly mode?: RemediationMode[]
  readonly priority?: Severity[]
  readonly product?: string[]
  readonly repository?: string[]
  readonly image?: string[]
  readonly vulnerability?: string[]
  readonly campaign?: string[]
  readonly owner?: string
  readonly overdue?: boolean
  readonly waiting?: boolean
  readonly q?: string
  readonly sort: '-priority' | 'dueAt' | '-updatedAt'
}

const told = Severity.exclude(['unknown'])

interface ToldOptions extends CommonOptions {
  readonly title?: string
  readonly owner?: string
  readonly priority?: 'critical' | 'high' | 'medium' | 'low' | 'info'
  readonly due?: string
}

const columns: readonly Column<Resource<'Remediation'>>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'state', value: (item) => item.state },
  { title: 'priority', value: (item) => item.priority },
  { title: 'title', value: (item) => item.title, wide: true },
  { title: 'where', value: (item) => item.asset, wide: true },
  { title: 'closes', value: (item) => openCounts(item.open), wide: true },
  { title: 'owner', value: (item) => item.owner, wide: true },
  { title: 'due', value: dueWords },
]

/** `remediation list|show|create|update|comment|open|start|…|metrics` */
export function remediationCommands(program: Command, context: CliContext): void {
  const remediation = program.command('remediation').description('changes that close several vulnerabilities at once')
  list(remediation, context)
  remediation
    .command('show')
    .description('show a remediation, what it closes, and its history')
    .argument('<id>', 'id of the remediation')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/remediations/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describeRemediation(answer))
    })
  create(remediation, context)
  update(remediation, context)
  remediation
    .command('comment')
    .description('comment on a remediation')
    .argument('<id>', 'id of the remediation')
    .argument('<text>', 'the comment')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, text: string, options: CommonOptions, command: Command) => {
      const call = { params: { path: { id } }, body: { text } }
      const answer = await must(clientFor(command, context).POST('/api/v1/remediations/{id}/comment', call))
      print(context.terminal, options.json, answer, () => `Commented on ${answer.title}.\n`)
    })
  for (const action of remediationActions) act(remediation, context, action)
  waitCommands(remediation, context)
  changeCommand(remediation, context)
  metrics(remediation, context)
  remediationTicketCommands(remediation, context)
}

function list(remediation: Command, context: CliContext): void {
  listing(remediation.command('list').description('list what is worth changing, the most urgent first'))
    .addOption(new Option('--state <state...>', 'only in these states').choices(RemediationState.options))
    .addOption(new Option('--mode <mode...>', 'only made in these ways').choices(RemediationMode.options))
    .addOption(new Option('--priority <priority...>', 'only of these priorities').choices(Severity.options))
    .option('--product <id>', 'only in this product; may be repeated', collect)
    .option('--repository <id>', 'only in this repository; may be repeated', collect)
    .option('--image <id>', 'only in this container image; may be repeated', collect)
    .option('--vulnerability <id>', 'only what closes this vulnerability; may be repeated', collect)
    .option('--campaign <id>', 'only of this campaign; may be repeated', collect)
    .option('--owner <name>', 'only of whoever does it')
    .option('--overdue', 'only past their due date and not done')
    .option('--waiting', 'only waiting for a vendor')
    .option('-q, --q <text>', 'part of the title or of the name of what it is in')
    .addOption(
      new Option('--sort <order>', 'most urgent, due, or changed first')
        .choices(['-priority', 'dueAt', '-updatedAt'])
        .default('-priority'),
    )
    .action(async ({ limit, all, json, overdue, waiting, ...query }: ListRemediationsOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, { limit, all, json }, 'remediations', columns, (page) =>
        must(
          client.GET('/api/v1/remediations', {
            params: {
              query: {
                ...page,
                ...query,
                ...(overdue && { overdue: 'true' as const }),
                ...(waiting && { waiting: 'true' as const }),
              },
            },
          }),
        ),
      )
    })
}

function create(remediation: Command, context: CliContext): void {
  withTold(remediation.command('create').description('make remediations of chosen vulnerabilities'))
    .argument('<vulnerability...>', 'ids of open vulnerabilities; one remediation for each repository or image they are in')
    .action(async (vulnerabilities: string[], options: ToldOptions, command: Command) => {
      const body = { vulnerabilities, ...bodyOf(options) }
      const answer = await must(clientFor(command, context).POST('/api/v1/remediations', { body }))
      print(context.terminal, options.json, answer, () =>
        answer.items.map(({ id, title, asset }) => `${id}  ${title} (${asset})\n`).join(''),
      )
    })
}

function update(remediation: Command, context: CliContext): void {
  withTold(remediation.command('update').description('say who does a remediation, how urgent it is and by when'))
    .argument('<id>', 'id of the remediation')
    .action(async (id: string, options: ToldOptions, command: Command) => {
      const call = { params: { path: { id } }, body: bodyOf(options) }
      const answer = await must(clientFor(command, context).PATCH('/api/v1/remediations/{id}', call))
      print(context.terminal, options.json, answer, () => describeRemediation(answer))
    })
}

function withTold(command: Command): Command {
  return command
    .option('--title <text>', 'what to call it')
    .option('--owner <name>', 'whoever does it')
    .addOption(new Option('--priority <priority>', 'how urgent it is').choices(told.options))
    .option('--due <time>', 'by when, e.g. 2027-01-31T00:00:00Z')
    .option('--json', 'print JSON, as the API answers')
}

function bodyOf({ title, owner, priority, due }: ToldOptions) {
  return {
    ...(title !== undefined && { title }),
    ...(owner !== undefined && { owner }),
    ...(priority !== undefined && { priority }),
    ...(due !== undefined && { dueAt: due }),
  }
}

const actions = {
  open: 'open what is proposed: somebody wants it done',
  start: 'somebody is at it',
  review: 'the change waits for review',
  merge: 'the change is merged, and a scan has to prove it',
  rework: 'the change was sent back, or was not enough',
  dismiss: 'it will not be done',
  restore: 'it will be done after all',
} satisfies Record<RemediationAction, string>

function act(remediation: Command, context: CliContext, action: RemediationAction): void {
  remediation
    .command(action)
    .description(actions[action])
    .argument('<id>', 'id of the remediation')
    .option('--reason <text>', 'why')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions & { readonly reason?: string }, command: Command) => {
      const call = { params: { path: { id } }, body: options.reason === undefined ? {} : { reason: options.reason } }
      const answer = await must(clientFor(command, context).POST(`/api/v1/remediations/{id}/${action}`, call))
      print(context.terminal, options.json, answer, () => `${answer.title} (${answer.asset}) is ${answer.state}.\n`)
    })
}

function metrics(remediation: Command, context: CliContext): void {
  remediation
    .command('metrics')
    .description('show how fixing goes')
    .option('--product <id>', 'only of this product; may be repeated', collect)
    .option('--json', 'print JSON, as the API answers')
    .action(async ({ json, product }: CommonOptions & { readonly product?: string[] }, command: Command) => {
      const query = product === undefined ? {} : { product }
      const answer = await must(clientFor(command, context).GET('/api/v1/remediations/metrics', { params: { query } }))
      print(context.terminal, json, answer, () => describeMetrics(answer))
    })
}
