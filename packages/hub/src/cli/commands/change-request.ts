import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { ChangeRequestState } from '../../usecases/browse/resources/change-request.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, print } from '../output.ts'
import { inert } from '../terminal.ts'

type ChangeRequest = Resource<'ChangeRequest'>

interface ListChangeRequestsOptions extends ListOptions {
  readonly remediation?: string[]
  readonly connection?: string[]
  readonly state?: ChangeRequestState[]
}

const columns: readonly Column<ChangeRequest>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'request', value: (item) => item.key ?? item.source, wide: true },
  { title: 'state', value: (item) => (item.standing === 'opened' ? item.state : item.standing) },
  { title: 'in its way', value: (item) => item.obstacle },
  { title: 'remediation', value: (item) => item.remediation.id },
  { title: 'title', value: (item) => item.remediation.title, wide: true },
  { title: 'problem', value: (item) => item.problem?.message ?? null, wide: true },
]

/** `change-request list|refresh` */
export function changeRequestCommands(program: Command, context: CliContext): void {
  const request = program.command('change-request').description('pull and merge requests of remediations')
  listing(request.command('list').description('list change requests, the newest first'))
    .option('--remediation <id>', 'only of this remediation; may be repeated', collect)
    .option('--connection <id>', 'only on this platform; may be repeated', collect)
    .addOption(new Option('--state <state...>', 'only in these states').choices(ChangeRequestState.options))
    .action(async ({ limit, all, json, ...query }: ListChangeRequestsOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, { limit, all, json }, 'change requests', columns, (page) =>
        must(client.GET('/api/v1/change-requests', { params: { query: { ...page, ...query } } })),
      )
    })
  request
    .command('refresh')
    .description('ask now what became of a change request')
    .argument('<id>', 'id of the change request')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const call = { params: { path: { id } } }
      const answer = await must(clientFor(command, context).POST('/api/v1/change-requests/{id}/refresh', call))
      print(context.terminal, options.json, answer, () => describeChangeRequest(answer))
    })
}

const standingWords = {
  opening: 'is being opened',
  failed: 'could not be opened',
  gone: 'is not there any more',
} as const

const obstacleWords = {
  conflict: 'It conflicts with the default branch.',
  checks: 'Not all of its checks have passed.',
} as const

/** In one to four lines. */
export function describeChangeRequest({ key, source, standing, state, obstacle, url, problem }: ChangeRequest): string {
  const lines = [
    `${key ?? source} ${standing === 'opened' ? `is ${state}` : standingWords[standing]}.`,
    ...(obstacle === null ? [] : [obstacleWords[obstacle]]),
    ...(url === null ? [] : [url]),
    ...(problem === null ? [] : [`! ${problem.message}${problem.remedy === null ? '' : ` ${problem.remedy}`}`]),
  ]
  return lines.map((line) => `${inert(line)}\n`).join('')
}
