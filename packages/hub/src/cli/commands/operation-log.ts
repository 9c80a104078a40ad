import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { LogLevel } from '../../usecases/browse/resources/operation-log.ts'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { eventsOf } from '../events.ts'
import { must } from '../hub.ts'
import { json } from '../output.ts'
import { inert } from '../terminal.ts'

type Line = Resource<'OperationLogLine'>

interface LogOptions extends CommonOptions {
  readonly follow?: boolean
  readonly level?: LogLevel[]
}

const largestPage = 200

/** `operation log`: what a run said of itself. */
export function operationLog(operation: Command, context: CliContext): void {
  operation
    .command('log')
    .description('read what an operation did, line by line')
    .argument('<id>', 'id of the operation')
    .option('--follow', 'go on until the operation is over')
    .addOption(new Option('--level <level...>', 'only lines of these levels').choices(LogLevel.options))
    .option('--json', 'print JSON: the list as the API answers, or one line for each that is followed')
    .action(async (id: string, options: LogOptions, command: Command) => {
      if (options.follow === true) return follow(id, options, command, context)
      const lines = await readAll(id, options.level, command, context)
      context.terminal.out(options.json === true ? json({ items: lines }) : lines.map(text).join(''))
    })
}

async function readAll(
  id: string,
  level: LogLevel[] | undefined,
  command: Command,
  context: CliContext,
): Promise<readonly Line[]> {
  const client = clientFor(command, context)
  const lines: Line[] = []
  let cursor: string | undefined
  do {
    const query = { limit: largestPage, level, ...(cursor !== undefined && { cursor }) }
    const page = await must(client.GET('/api/v1/operations/{id}/log', { params: { path: { id }, query } }))
    lines.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return lines
}

async function follow(id: string, { level, json }: LogOptions, command: Command, context: CliContext): Promise<void> {
  const { signal, terminal } = context
  const params = { path: { id }, query: { level } }
  const client = clientFor(command, context)
  const stream = await must(client.GET('/api/v1/operations/{id}/log/stream', { params, parseAs: 'stream', signal }))
  if (stream === null) return
  for await (const line of eventsOf(stream, signal)) terminal.out(json === true ? `${JSON.stringify(line)}\n` : text(line))
}

function text({ at, level, message, fields }: Line): string {
  const more = Object.entries(fields).map(([name, value]) => `  ${name}=${value}`)
  return `${at}  ${level.padEnd('warning'.length)}  ${inert(message + more.join(''))}\n`
}
