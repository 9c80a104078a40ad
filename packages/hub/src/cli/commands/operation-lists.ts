import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { NoteKind } from '../../usecases/browse/resources/operation.ts'
import { type CliContext, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { collect, type ListOptions, listing, printList } from '../list.ts'
import type { Column } from '../output.ts'

interface ListFilteredOptions extends ListOptions {
  readonly reason?: string[]
}

interface ListNotesOptions extends ListOptions {
  readonly kind?: NoteKind[]
}

const filteredColumns: readonly Column<Resource<'FilteredFinding'>>[] = [
  { title: 'reason', value: (item) => item.reason },
  { title: 'id', value: (item) => item.externalId, wide: true },
  { title: 'name', value: (item) => item.name, wide: true },
  { title: 'kind', value: (item) => item.kind },
  { title: 'severity', value: (item) => item.severity },
  { title: 'record', value: (item) => item.record.name, wide: true },
]

const noteColumns: readonly Column<Resource<'OperationNote'>>[] = [
  { title: 'note', value: (note) => note.kind },
  { title: 'target', value: (note) => note.target, wide: true },
  { title: 'id', value: (note) => note.externalId, wide: true },
  { title: 'path', value: (note) => note.path },
  { title: 'message', value: (note) => note.message, wide: true },
]

/** `operation filtered|notes`: the rows behind an operation's counts. */
export function operationLists(operation: Command, context: CliContext): void {
  listing(operation.command('filtered').description('list what the import rules left out of an operation'))
    .argument('<id>', 'id of the operation')
    .option('--reason <reason>', 'only for this reason, as in its counts; may be repeated', collect)
    .action(async (id: string, { reason, ...options }: ListFilteredOptions, command: Command) => {
      const client = clientFor(command, context)
      const path = { id }
      await printList(context.terminal, options, 'filtered findings', filteredColumns, (page) =>
        must(client.GET('/api/v1/operations/{id}/filtered', { params: { path, query: { ...page, reason } } })),
      )
      if (options.json === true) return
      context.terminal.say('A later sync of the same records replaces the list; what the vendor held back is only counted.\n')
    })

  listing(operation.command('notes').description('list what an operation noted, such as rows it could not read'))
    .argument('<id>', 'id of the operation')
    .addOption(new Option('--kind <kind...>', 'only of these kinds').choices(NoteKind.options))
    .action(async (id: string, { kind, ...options }: ListNotesOptions, command: Command) => {
      const client = clientFor(command, context)
      const path = { id }
      await printList(context.terminal, options, 'notes', noteColumns, (page) =>
        must(client.GET('/api/v1/operations/{id}/notes', { params: { path, query: { ...page, kind } } })),
      )
    })
}
