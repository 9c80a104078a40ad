import type { Resource } from '@patchbay/client'
import { type Command, Option } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must, mustSucceed } from '../hub.ts'
import { print } from '../output.ts'
import { inert } from '../terminal.ts'

type Removal = Resource<'Removal'>

interface RemoveOptions extends CommonOptions {
  readonly findings: 'keep' | 'delete'
  readonly yes?: boolean
}

/** `connection remove`: says what goes, asks, and removes. */
export function removeCommand(connection: Command, context: CliContext): void {
  connection
    .command('remove')
    .description('remove a connection; says first what goes with it')
    .argument('<id>', 'id of the connection')
    .addOption(
      new Option('--findings <what>', 'keep its findings as closed, or delete them for good')
        .choices(['keep', 'delete'])
        .default('keep'),
    )
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON')
    .action(async (id: string, options: RemoveOptions, command: Command) => {
      const { findings } = options
      const client = clientFor(command, context)
      if (options.yes !== true) {
        const { label } = await must(client.GET('/api/v1/connections/{id}', { params: { path: { id } } }))
        const removal = await must(client.GET('/api/v1/connections/{id}/removal', { params: { path: { id } } }))
        context.terminal.say(`Removing ${inert(label)} (${id}):\n${consequences(removal, findings)}`)
        await confirm(context)
      }
      await mustSucceed(client.DELETE('/api/v1/connections/{id}', { params: { path: { id }, query: { findings } } }))
      print(context.terminal, options.json, { id, removed: true }, () => `Removed ${id}.\n`)
    })
}

async function confirm({ terminal }: CliContext): Promise<void> {
  if (!terminal.interactive) throw new CliError(exitCodes.usage, 'Nothing was removed. Say --yes to remove it.')
  const answer = await terminal.ask({ message: 'Type "yes" to remove it', secret: false, optional: true })
  if (answer.trim().toLowerCase() !== 'yes') throw new CliError(exitCodes.problem, 'Nothing was removed.')
}

/** What happens, one line each; what there is none of is left out. */
function consequences(removal: Removal, findings: 'keep' | 'delete'): string {
  const { records, vulnerabilities, repositories, operations } = removal
  const lines: readonly (readonly [number, string])[] =
    findings === 'keep'
      ? [
          [records, `${amount(records, 'record')} no longer shown`],
          [removal.findings.open, `${amount(removal.findings.open, 'open finding')} closed as "connection removed"`],
          [
            vulnerabilities.open,
            `${amount(vulnerabilities.open, 'vulnerability')} closed that nobody else sees; history stays`,
          ],
        ]
      : [
          [records, `${amount(records, 'record')} deleted`],
          [removal.findings.total, `${amount(removal.findings.total, 'finding')} deleted for good`],
          [vulnerabilities.total, `${amount(vulnerabilities.total, 'vulnerability')} deleted that nobody else sees`],
          [vulnerabilities.decided, `${amount(vulnerabilities.decided, 'decision')} deleted with them`],
        ]
  const either: readonly (readonly [number, string])[] = [
    [repositories, `${amount(repositories, 'repository')} no longer listed by anybody`],
    [operations.going, `${amount(operations.going, 'operation')} cancelled`],
  ]
  const said = [...lines, ...either].flatMap(([count, line]) => (count > 0 ? [`  ${line}\n`] : []))
  return `${said.join('')}  its credentials deleted\n`
}

function amount(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`
  return `${count.toLocaleString('en')} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`
}
