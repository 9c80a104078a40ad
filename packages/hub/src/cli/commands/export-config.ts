import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must } from '../hub.ts'
import { json } from '../output.ts'

interface ExportOptions extends CommonOptions {
  readonly out?: string
}

/** `export-config` */
export function exportConfigCommand(program: Command, context: CliContext): void {
  program
    .command('export-config')
    .description('print the configuration of the hub as a file that "apply" takes; no secret is in it')
    .option('--out <file>', 'write it there instead')
    .option('--json', 'as JSON instead of YAML')
    .action(async ({ out, json: asJson }: ExportOptions, command: Command) => {
      const client = clientFor(command, context)
      const text =
        asJson === true
          ? json(await must(client.GET('/api/v1/configuration')))
          : await must(client.GET('/api/v1/configuration/file', { parseAs: 'text' }))
      if (out === undefined) return context.terminal.out(text)
      await write(out, text)
      context.terminal.say(`Wrote ${out}.\n`)
    })
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (error) {
    throw new CliError(exitCodes.usage, `${path} cannot be written: ${error instanceof Error ? error.message : error}`)
  }
}
