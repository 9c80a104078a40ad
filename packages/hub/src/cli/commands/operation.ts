import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { OperationKind, OperationState } from '../../usecases/browse/resources/operation.ts'
import { actorName } from '../actor-name.ts'
import { addressFor, type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print, table } from '../output.ts'
import { createProgress, followOperations, type Operation, waitFor } from '../watch.ts'
import { operationChanges } from './operation-changes.ts'
import { operationLists } from './operation-lists.ts'
import { operationLog } from './operation-log.ts'
import { finish } from './operation-outcome.ts'

interface ListOperationsOptions extends ListOptions {
  readonly kind?: OperationKind[]
  readonly state?: OperationState[]
  readonly connection?: string[]
}

const columns: readonly Column<Operation>[] = [
  { title: 'id', value: (item) => item.id },
  { title: 'connection', value: (item) => item.connectionLabel, wide: true },
  { title: 'kind', value: ({ kind, records }) => (records === null ? kind : `${kind} of ${recordsWord(records)}`) },
  { title: 'state', value: (item) => (item.awaitsConfirmation ? `${item.state}, held` : item.state) },
  { title: 'started', value: (item) => item.startedAt ?? item.requestedAt },
  { title: 'seen', value: (item) => item.counts.seen },
  { title: 'new', value: (item) => item.counts.new },
  { title: 'closed', value: (item) => item.counts.closed },
  { title: 'problem', value: (item) => item.problem?.message, wide: true },
]

/** The record, or how many. */
function recordsWord({ count, named: [first] }: NonNullable<Operation['records']>): string {
  return count === 1 && first !== undefined ? first.name : `${count} records`
}

/** `operation list|show|filtered|notes|log|compare|changes|watch|cancel|confirm` */
export function operationCommands(program: Command, context: CliContext): void {
  const operation = program.command('operation').description('runs of check, discover and sync')

  listing(operation.command('list').description('list operations, newest first'))
    .addOption(new Option('--kind <kind...>', 'only of these kinds').choices(OperationKind.options))
    .addOption(new Option('--state <state...>', 'only in these states').choices(OperationState.options))
    .option('--connection <id>', 'only of this connection; may be repeated', collect)
    .action(async ({ kind, state, connection, ...options }: ListOperationsOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(context.terminal, options, 'operations', columns, (page) =>
        must(client.GET('/api/v1/operations', { params: { query: { ...page, kind, state, connection } } })),
      )
    })

  operation
    .command('show')
    .description('show an operation and what it noted')
    .argument('<id>', 'id of the operation')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      const params = { params: { path: { id } } }
      const answer = await must(client.GET('/api/v1/operations/{id}', params))
      const notes = await must(client.GET('/api/v1/operations/{id}/notes', { params: { path: { id }, query: { limit: 200 } } }))
      print(context.terminal, options.json, { ...answer, notes: notes.items }, () => describe(answer, notes.items))
    })

  operationLists(operation, context)
  operationLog(operation, context)
  operationChanges(operation, context)
  watch(operation, context)
  steer(operation, context)
}

function watch(operation: Command, context: CliContext): void {
  operation
    .command('watch')
    .description('follow one operation to its end, or all of them until Ctrl-C')
    .argument('[id]', 'id of the operation')
    .option('--json', 'print JSON: the operation at its end, or one line for each change')
    .action(async (id: string | undefined, options: CommonOptions, command: Command) => {
      const { terminal, signal } = context
      const address = addressFor(command, context)
      if (id !== undefined) {
        const ended = await waitFor(address, [id], terminal, signal)
        for (const one of ended) print(terminal, options.json, one, () => '')
        return finish(ended)
      }
      const progress = createProgress(terminal)
      for await (const change of followOperations(address, signal)) {
        if (options.json === true) terminal.out(`${JSON.stringify(change)}\n`)
        else progress.show(change)
      }
      progress.end()
    })
}

function steer(operation: Command, context: CliContext): void {
  operation
    .command('cancel')
    .description('stop an operation after the page in hand')
    .argument('<id>', 'id of the operation')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(
        clientFor(command, context).POST('/api/v1/operations/{id}/cancel', { params: { path: { id } } }),
      )
      const said = answer.state === 'cancelled' ? 'is cancelled' : 'stops after the page in hand'
      print(context.terminal, options.json, answer, () => `${answer.id} ${said}.\n`)
    })

  operation
    .command('confirm')
    .description('close what a held operation did not see any more')
    .argument('<id>', 'id of the operation')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(
        clientFor(command, context).POST('/api/v1/operations/{id}/confirm', { params: { path: { id } } }),
      )
      print(context.terminal, options.json, answer, () => `Closed ${answer.closed} findings.\n`)
    })
}

function describe(operation: Operation, notes: readonly Resource<'OperationNote'>[]): string {
  const { counts, problem } = operation
  const filtered = Object.entries(counts.filtered).map(([reason, n]) => `${n} ${reason}`)
  const shown = facts([
    ['id', operation.id],
    ['kind', operation.kind],
    ['state', operation.state],
    ['held', operation.awaitsConfirmation ? 'waits for confirmation' : null],
    ['connection', operation.connectionLabel],
    ['trigger', operation.trigger],
    ['requested by', actorName(operation.requestedBy)],
    ['requested', operation.requestedAt],
    ['started', operation.startedAt],
    ['ended', operation.endedAt],
    ['pages', counts.pages],
    ['seen', counts.seen],
    ['new', counts.new],
    ['changed', counts.changed],
    ['unchanged', counts.unchanged],
    ['closed', counts.closed],
    ['reopened', counts.reopened],
    ['set aside', counts.setAside],
    ['filtered', filtered.join(', ')],
    ['problem', problem?.message],
    ['remedy', problem?.remedy],
  ])
  if (notes.length === 0) return shown
  const noteColumns: readonly Column<Resource<'OperationNote'>>[] = [
    { title: 'note', value: (note) => note.kind },
    { title: 'target', value: (note) => note.target },
    { title: 'id', value: (note) => note.externalId },
    { title: 'path', value: (note) => note.path },
    { title: 'message', value: (note) => note.message },
  ]
  return `${shown}\n${table(notes, noteColumns, undefined)}`
}
