import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must } from '../hub.ts'
import { facts, print } from '../output.ts'

/** `settings show|set`: settings of the whole hub. */
export function hubSettingsCommands(program: Command, context: CliContext): void {
  const settings = program.command('settings').description('settings of the whole hub')

  settings
    .command('show')
    .description('show every setting')
    .option('--json', 'print JSON, as the API answers')
    .action(async (options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/settings'))
      print(context.terminal, options.json, answer, () => describe(answer))
    })

  settings
    .command('set')
    .description('change settings, such as operations.retentionDays=30')
    .argument('<setting=value...>', 'names as "settings show" has them; values as JSON, or plain text')
    .option('--json', 'print JSON, as the API answers')
    .action(async (pairs: string[], options: CommonOptions, command: Command) => {
      const client = clientFor(command, context)
      const answer = await must(client.PATCH('/api/v1/settings', { body: parse(pairs) }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })
}

function describe(settings: Resource<'HubSettings'>): string {
  const groups: readonly (readonly [string, object])[] = Object.entries(settings)
  return facts(
    groups.flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]) => [`${group}.${name}`, JSON.stringify(value)] as const),
    ),
  )
}

/** `operations.retentionDays=30` → `{ operations: { retentionDays: 30 } }`; the hub says what is wrong with names and values. */
function parse(pairs: readonly string[]): Record<string, Record<string, unknown>> {
  const change: Record<string, Record<string, unknown>> = {}
  for (const pair of pairs) {
    const [, group, name, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(pair) ?? []
    if (group === undefined || name === undefined || value === undefined) {
      throw new CliError(exitCodes.usage, `"${pair}" is not a setting and a value, such as operations.retentionDays=30.`)
    }
    change[group] = { ...change[group], [name]: parsed(value) }
  }
  return change
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
