import type { Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { facts, print, table } from '../output.ts'

/** `connector list|show` */
export function connectorCommands(program: Command, context: CliContext): void {
  const connector = program.command('connector').description('what Patchbay can connect to')

  connector
    .command('list')
    .description('list the connectors')
    .option('--json', 'print JSON, as the API answers')
    .action(async (options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/connectors'))
      print(context.terminal, options.json, answer, () =>
        table(
          answer.items,
          [
            { title: 'id', value: (item) => item.id },
            { title: 'name', value: (item) => item.name },
            { title: 'category', value: (item) => item.category },
            { title: 'used', value: (item) => item.connections },
            { title: 'summary', value: (item) => item.summary, wide: true },
          ],
          context.terminal.width,
        ),
      )
    })

  connector
    .command('show')
    .description('show what a connector brings, how to get credentials, and its settings')
    .argument('<id>', 'name of the connector')
    .option('--json', 'print JSON, as the API answers')
    .action(async (id: string, options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).GET('/api/v1/connectors/{id}', { params: { path: { id } } }))
      print(context.terminal, options.json, answer, () => describe(answer))
    })
}

function describe(connector: Resource<'Connector'>): string {
  const { properties } = connector.configSchema
  const settings = Object.entries(typeof properties === 'object' && properties !== null ? properties : {})
  return [
    facts([
      ['id', connector.id],
      ['name', connector.name],
      ['category', connector.category],
      ['stage', connector.stage],
      ['summary', connector.summary],
      ['documentation', connector.documentation],
    ]),
    section('Brings', connector.brings),
    section('Leaves out', connector.leavesOut),
    section('Credentials', connector.steps, true),
    section(
      'Settings',
      settings.map(([name, schema]) => settingLine(name, schema, connector)),
    ),
  ].join('')
}

function section(title: string, lines: readonly string[], numbered = false): string {
  if (lines.length === 0) return ''
  return `\n${title}\n${lines.map((line, index) => `  ${numbered ? `${index + 1}.` : '-'} ${line}\n`).join('')}`
}

function settingLine(name: string, schema: unknown, { secrets, configSchema }: Resource<'Connector'>): string {
  const { title, description } = Object(schema)
  const { required } = configSchema
  const marks = [
    ...(Array.isArray(required) && required.includes(name) ? ['required'] : []),
    ...(secrets.includes(name) ? ['secret'] : []),
  ]
  const mark = marks.length > 0 ? ` (${marks.join(', ')})` : ''
  return `${name}${mark}: ${[title, description].filter((part) => typeof part === 'string').join('. ')}`
}
