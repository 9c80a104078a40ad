import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { must } from '../hub.ts'
import { print } from '../output.ts'

/** `remediation wait|resume` */
export function waitCommands(remediation: Command, context: CliContext): void {
  remediation
    .command('wait')
    .description('wait for a vendor: the clocks of everything these remediations close stand still')
    .argument('<id...>', 'ids of remediations')
    .requiredOption('--reason <text>', 'what is waited for')
    .option('--until <time>', 'when the clocks run again by themselves, e.g. 2027-01-31T00:00:00Z')
    .option('--json', 'print JSON, as the API answers')
    .action(
      async (
        ids: string[],
        { json, ...wait }: CommonOptions & { readonly reason: string; readonly until?: string },
        command: Command,
      ) => {
        const answer = await must(clientFor(command, context).POST('/api/v1/remediations/wait', { body: { ids, ...wait } }))
        print(context.terminal, json, answer, () => `${counted(answer.changed)} waiting for a vendor now.\n`)
      },
    )
  remediation
    .command('resume')
    .description('let remediations that wait for a vendor go on')
    .argument('<id...>', 'ids of remediations')
    .option('--json', 'print JSON, as the API answers')
    .action(async (ids: string[], options: CommonOptions, command: Command) => {
      const answer = await must(clientFor(command, context).POST('/api/v1/remediations/resume', { body: { ids } }))
      print(context.terminal, options.json, answer, () => `${counted(answer.changed)} going on.\n`)
    })
}

function counted(changed: number): string {
  return changed === 1 ? '1 remediation is' : `${changed} remediations are`
}
