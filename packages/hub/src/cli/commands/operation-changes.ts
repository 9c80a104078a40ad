import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { ChangeKind } from '../../usecases/browse/resources/comparison.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { type Column, facts, print, table } from '../output.ts'

type Comparison = Resource<'OperationComparison'>
type Compared = Resource<'ComparedCount'>

interface ListChangesOptions extends ListOptions {
  readonly change?: ChangeKind[]
}

const changeColumns: readonly Column<Resource<'OperationChange'>>[] = [
  { title: 'change', value: (item) => item.change },
  { title: 'name', value: (item) => item.name, wide: true },
  { title: 'formerly', value: (item) => item.formerName, wide: true },
  { title: 'severity', value: (item) => item.finding?.severity },
  { title: 'id', value: (item) => item.finding?.externalId, wide: true },
  { title: 'record', value: (item) => item.record?.name, wide: true },
  { title: 'now', value: (item) => item.finding?.presence },
]

const countColumns: readonly Column<Compared & { readonly name: string }>[] = [
  { title: 'count', value: (row) => row.name },
  { title: 'now', value: (row) => row.now },
  { title: 'before', value: (row) => row.before },
  { title: 'difference', value: (row) => signed(row.difference) },
]

/** `operation compare|changes`: a run beside the one before it, and what it changed. */
export function operationChanges(operation: Command, context: CliContext): void {
  operation
    .command('compare')
    .description('set an operation beside the one before it of the same kind and connection')
    .argument('<id>', 'id of the operation')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      const answer = await must(client.GET('/api/v1/operations/{id}/comparison', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  listing(operation.command('changes').description('list the findings a sync changed, or the records a discover did'))
    .argument('<id>', 'id of the operation')
    .addOption(new Option('--change <change...>', 'only these changes').choices(ChangeKind.options))
    .action(async (id: string, { change, ...options }: ListChangesOptions, command: Command) => {
      const client = clientFor(command, context)
      const path = { id }
      await printList(context.terminal, options, 'changes', changeColumns, (page) =>
        must(client.GET('/api/v1/operations/{id}/changes', { params: { path, query: { ...page, change } } })),
      )
    })
}

function describe({ operation, previous, passedOver, counts, filtered, changes }: Comparison): string {
  const heading = facts([
    ['operation', operation],
    ['before', previous === null ? 'none is kept' : `${previous.id}, ${previous.state}, ended ${previous.endedAt}`],
    ['in between', passedOver === 0 ? null : `${passedOver} that failed or were cancelled`],
    ...changes
      .filter(({ counted, listed }) => counted > 0 && listed.relation === 'exact' && listed.value < counted)
      .map(({ change, counted, listed }) => [change, `${listed.value} of ${counted} can still be listed`] as const),
  ])
  // A discover counts what is new and changed; the rest it only lists.
  const known = new Set(Object.keys(counts))
  const rows = [
    ...Object.entries(counts).map(([name, count]) => ({ name, ...count })),
    ...changes
      .filter(({ change }) => !known.has(change))
      .map(({ change, counted }) => ({ name: change, now: counted, before: null, difference: null })),
    ...Object.entries(filtered).map(([reason, count]) => ({ name: `left out: ${reason}`, ...count })),
  ]
  return `${heading}\n${table(rows, countColumns, undefined)}`
}

function signed(difference: number | null): string | null {
  if (difference === null) return null
  return difference > 0 ? `+${difference}` : String(difference)
}
