import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { AuditOutcome } from '../../usecases/browse/resources/people.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must } from '../hub.ts'
import { type ListOptions, listing, printList } from '../list.ts'
import { print } from '../output.ts'

type AuditEvent = Resource<'AuditEvent'>

interface SearchOptions {
  readonly event?: string
  readonly actor?: string
  readonly object?: string
  readonly outcome?: AuditEvent['outcome']
  readonly from?: string
  readonly to?: string
}

/** `audit list|verify|export` */
export function auditCommands(program: Command, context: CliContext): void {
  const audit = program.command('audit').description('who did what')

  withSearch(listing(audit.command('list').description('list the audit log, newest first'))).action(
    async (options: ListOptions & SearchOptions, command: Command) => {
      const client = clientFor(command, context)
      await printList(
        context.terminal,
        options,
        'events',
        [
          { title: 'seq', value: (item) => item.seq },
          { title: 'at', value: (item) => item.at },
          { title: 'event', value: (item) => item.event },
          { title: 'outcome', value: (item) => item.outcome },
          { title: 'actor', value: (item) => item.actor.name, wide: true },
          { title: 'object', value: (item) => item.object, wide: true },
          { title: 'address', value: (item) => item.ip },
        ],
        (page: { readonly limit: number; readonly cursor?: string }) =>
          must(client.GET('/api/v1/audit-events', { params: { query: { ...page, ...searchOf(options) } } })),
      )
    },
  )

  audit
    .command('verify')
    .description('recompute the chain of hashes; ends with 1 when an event was altered or is missing')
    .option('--json', 'print JSON, as the API answers')
    .action(async (options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/audit-events/verify'))
      print(context.terminal, options.json, answer, () => `${answer.events} events are as they were written.\n`)
      if (answer.broken !== null) throw new CliError(exitCodes.problem, broken(answer.broken))
    })

  withSearch(audit.command('export').description('print the audit log, oldest first, however long it is'))
    .addOption(new Option('--format <format>', 'what to print').choices(['jsonl', 'csv']).default('jsonl'))
    .action(async ({ format, ...search }: SearchOptions & { readonly format: 'jsonl' | 'csv' }, command: Command) => {
      const query = { format, ...searchOf(search) }
      const client = clientFor(command, context)
      const body = await must(client.GET('/api/v1/audit-events/export', { params: { query }, parseAs: 'stream' }))
      if (body === null) return
      for await (const piece of body.pipeThrough(new TextDecoderStream())) context.terminal.out(piece)
    })
}

function withSearch(command: Command): Command {
  return command
    .option('--event <name>', 'only this event, or all of this noun')
    .option('--actor <text>', 'only of this user or token, by id or a part of the name')
    .option('--object <id>', 'only what was done to this')
    .addOption(new Option('--outcome <outcome>', 'only with this outcome').choices(AuditOutcome.options))
    .option('--from <time>', 'from this time on, e.g. 2026-11-01T00:00:00Z')
    .option('--to <time>', 'before this time')
}

function searchOf({ event, actor, object, outcome, from, to }: SearchOptions): SearchOptions {
  return {
    ...(event !== undefined && { event }),
    ...(actor !== undefined && { actor }),
    ...(object !== undefined && { object }),
    ...(outcome !== undefined && { outcome }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

function broken({ seq, reason, event }: NonNullable<Resource<'AuditVerification'>['broken']>): string {
  const what = `event ${seq}, "${event.event}" of ${event.actor.name} at ${event.at}`
  if (reason === 'missing') return `Events before ${what} are missing.`
  return `Broken at ${what}: it, or what it follows, was altered.`
}
