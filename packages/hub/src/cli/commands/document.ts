import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { documentFormats, documentLabels, kinds, severities } from '@patchbay/sdk'
import { type Command, Option } from 'commander'
import { type CliContext, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must } from '../hub.ts'

interface DocumentOptions {
  readonly format: (typeof documentFormats)[number]
  readonly kind?: (typeof kinds)[number][]
  readonly minimumSeverity?: (typeof severities)[number]
  readonly out?: string
}

const paths = { repository: '/api/v1/repositories/{id}/document', product: '/api/v1/products/{id}/document' } as const

/** `repository document`, `product document` */
export function documentCommand(parent: Command, noun: keyof typeof paths, context: CliContext): void {
  parent
    .command('document')
    .description(`print a standard document of a ${noun}: ${documentFormats.map((id) => documentLabels[id]).join(', ')}`)
    .argument('<id>', `id of the ${noun}`)
    .addOption(new Option('--format <format>', 'what to print').choices(documentFormats).makeOptionMandatory())
    .addOption(new Option('--kind <kind...>', 'only findings of these kinds').choices(kinds))
    .addOption(new Option('--minimum-severity <severity>', 'only findings of at least this').choices(severities))
    .option('--out <file>', 'write it there instead')
    .action(async (id: string, { out, ...query }: DocumentOptions, command: Command) => {
      const params = { path: { id }, query }
      const body = await must(clientFor(command, context).GET(paths[noun], { params, parseAs: 'stream' }))
      if (body === null) return
      if (out !== undefined) {
        await write(out, body)
        context.terminal.say(`Wrote ${out}.\n`)
        return
      }
      for await (const piece of body.pipeThrough(new TextDecoderStream())) context.terminal.out(piece)
    })
}

async function write(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await pipeline(body, createWriteStream(path))
  } catch (error) {
    throw new CliError(exitCodes.usage, `${path} cannot be written: ${error instanceof Error ? error.message : error}`)
  }
}
