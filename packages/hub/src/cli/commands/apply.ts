import type { PatchbayClient, Resource } from '@patchbay/client'
import type { Command } from 'commander'
import { type CliContext, type CommonOptions, clientFor } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { must } from '../hub.ts'
import { json, print } from '../output.ts'
import { readSecret } from '../settings.ts'
import { type ConfigurationFile, readConfigurationFile } from './apply-file.ts'
import { appliedWords, planWords } from './apply-words.ts'

type Plan = Resource<'ConfigurationPlan'>
type Secrets = Record<string, Record<string, string>>

interface ApplyOptions extends CommonOptions {
  readonly file: string
  readonly dryRun?: true
  readonly yes?: true
}

/** `apply` */
export function applyCommand(program: Command, context: CliContext): void {
  program
    .command('apply')
    .description('make the hub have what a configuration file says; shows what that changes, and asks')
    .requiredOption('-f, --file <file>', 'the file, YAML or JSON; - for standard input')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--yes', 'do not ask')
    .option('--json', 'print JSON, as the API answers')
    .action(async (options: ApplyOptions, command: Command) => {
      const client = clientFor(command, context)
      const file = await readConfigurationFile(options.file, context)
      const { plan, secrets } = await planned(client, file, options, context)
      if (options.dryRun === true) return print(context.terminal, options.json, plan, () => planWords(plan))
      if (options.json !== true) context.terminal.say(planWords(plan))
      if (plan.writes > 0) await confirm(options, context)
      await apply({ client, file, options, context }, { plan, secrets })
    })
}

/** The hub says which secrets the file refers to; their values are found here and sent apart from it. */
async function planned(client: PatchbayClient, file: ConfigurationFile, options: ApplyOptions, context: CliContext) {
  const { document } = file
  const first = await mustFit(file, client.POST('/api/v1/configuration/plan', { body: { document, secrets: {} } }))
  if (first.secrets.length === 0) return { plan: first, secrets: {} }
  const secrets = await valuesOf(first.secrets, options, context)
  return { plan: await mustFit(file, client.POST('/api/v1/configuration/plan', { body: { document, secrets } })), secrets }
}

/** A dry run goes without those that are not here, and says so: whoever reviews a file need not have its secrets. */
async function valuesOf(uses: Plan['secrets'], { dryRun }: ApplyOptions, context: CliContext): Promise<Secrets> {
  const values: Record<string, Record<string, string>> = {}
  for (const { connection, setting, reference } of uses) {
    try {
      const value = await readSecret(setting, reference, context)
      values[connection] = { ...values[connection], [setting]: value }
    } catch (error) {
      if (dryRun !== true || !(error instanceof CliError)) throw error
      context.terminal.say(`${error.message} It is not compared.\n`)
    }
  }
  return values
}

async function confirm({ yes }: ApplyOptions, { terminal }: CliContext): Promise<void> {
  if (yes === true) return
  if (!terminal.interactive) throw new CliError(exitCodes.usage, 'Nothing was changed. Say --yes to apply the file.')
  const answer = await terminal.ask({ message: 'Type "yes" to apply it', secret: false, optional: true })
  if (answer.trim().toLowerCase() !== 'yes') throw new CliError(exitCodes.problem, 'Nothing was changed.')
}

interface Application {
  readonly client: PatchbayClient
  readonly file: ConfigurationFile
  readonly options: ApplyOptions
  readonly context: CliContext
}

async function apply(
  { client, file, options, context }: Application,
  { plan, secrets }: { readonly plan: Plan; readonly secrets: Secrets },
): Promise<void> {
  const body = { document: file.document, secrets, planDigest: plan.digest }
  const answer = await mustFit(file, client.POST('/api/v1/configuration/apply', { body }))
  context.terminal.out(options.json === true ? json(answer) : appliedWords(answer.changes))
  const failed = answer.changes.find(({ outcome }) => outcome === 'failed')
  if (failed === undefined) return
  const { message, remedy } = failed.problem ?? { message: 'It did not work.', remedy: null }
  const next = 'What is done stays done; apply the file again to go on.'
  throw new CliError(exitCodes.problem, [message, ...(remedy === null ? [] : [remedy]), next].join('\n'))
}

/** What is wrong with the file is said with its line. */
async function mustFit<T>(file: ConfigurationFile, answer: Parameters<typeof must<T>>[0]): Promise<T> {
  try {
    return await must(answer)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    throw new CliError(error.code, withLines(file, error.message), error.document)
  }
}

function withLines({ name, lineOf }: ConfigurationFile, message: string): string {
  return message
    .split('\n')
    .map((said) => {
      const [, place] = /^([A-Za-z][\w[\].-]*): /.exec(said) ?? []
      const line = place === undefined ? null : lineOf(place)
      return line === null ? said : `${name}:${line}: ${said}`
    })
    .join('\n')
}
