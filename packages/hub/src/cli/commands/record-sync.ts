import type { Command } from 'commander'
import { addressFor, type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { json } from '../output.ts'
import { waitFor } from '../watch.ts'
import { finish } from './operation-outcome.ts'
import { outcomesText, refuse } from './record-outcomes.ts'

interface SyncOptions extends CommonOptions {
  readonly wait?: true
}

/** `record sync` */
export function syncCommand(record: Command, context: CliContext): void {
  record
    .command('sync')
    .description('read the findings of GOOD records now, and of no others')
    .argument('<id...>', 'ids of the records, at most 100')
    .option('--wait', 'wait until it has ended, and show what it did')
    .option('--json', 'print JSON, as the API answers')
    .action(async (ids: string[], options: SyncOptions, command: Command) => {
      const { terminal, signal } = context
      const { items, operations } = await must(clientFor(command, context).POST('/api/v1/records/sync', { body: { ids } }))
      const refused = items.some(({ problem }) => problem !== null)
      if (refused && options.json !== true) terminal.out(outcomesText(context, items))
      const asked = operations.map(({ operation }) => operation.id)
      if (options.wait !== true) {
        terminal.out(options.json === true ? json({ items, operations }) : operations.map(requested).join(''))
        return refuse(items)
      }
      const ended = await waitFor(addressFor(command, context), asked, terminal, signal)
      if (options.json === true)
        terminal.out(json({ items, operations: ended.map((operation) => ({ operation, joined: false })) }))
      refuse(items)
      finish(ended)
    })
}

function requested({ operation, joined }: { readonly operation: { readonly id: string }; readonly joined: boolean }): string {
  return `Requested sync as ${operation.id}.${joined ? ' One was waiting; it reads these too.' : ''}\n`
}
