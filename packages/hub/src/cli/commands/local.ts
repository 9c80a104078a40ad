import { type Command, InvalidArgumentError } from 'commander'
import type { CliContext, CommonOptions } from '../context.ts'
import { CliError, exitCodes } from '../exit-code.ts'
import { json } from '../output.ts'

/** What runs on this machine instead of asking a hub. `main.ts` brings it. */
export interface LocalCommands {
  /** Resolves once the hub has stopped. */
  serve(options: ServeOptions, context: CliContext): Promise<void>
  demo(options: DemoCommandOptions, context: CliContext): Promise<void>
  doctor(context: CliContext): Promise<readonly Diagnosis[]>
}

export interface ServeOptions {
  readonly roles: ReadonlySet<'api' | 'worker'>
  readonly host?: string
  readonly port?: number
}

export interface DemoCommandOptions {
  readonly once?: boolean
  readonly json?: boolean
  readonly tenant?: string
  readonly cveOnly?: boolean
  readonly port?: number
  readonly data?: string
}

/** One thing that was looked at. */
export interface Diagnosis {
  readonly check: string
  readonly state: 'ok' | 'warning' | 'failed'
  readonly message: string
}

const marks: Readonly<Record<Diagnosis['state'], string>> = { ok: '✓', warning: '!', failed: '✗' }

/** `serve`, `demo`, `doctor` */
export function localCommands(program: Command, context: CliContext, local: LocalCommands): void {
  program
    .command('serve')
    .description('run a hub on this machine; everything else is set by environment variables')
    .option('--role <roles>', 'what this process does: api, worker, or both', roles, new Set(['api', 'worker'] as const))
    .option('--host <address>', 'address to listen on, instead of PATCHBAY_HOST')
    .option('--port <number>', 'port to listen on, instead of PATCHBAY_PORT', port)
    .action(async ({ role, host, port }: { role: ServeOptions['roles']; host?: string; port?: number }) => {
      await local.serve({ roles: role, ...(host !== undefined && { host }), ...(port !== undefined && { port }) }, context)
    })

  program
    .command('demo')
    .description('show everything with made-up vendors on this machine; no account, no network')
    .option('--once', 'run once, print what came of it, and end')
    .option('--json', 'print the result as JSON')
    .option('--tenant <file>', 'findings of your own to show, one JSON object a line')
    .option('--cve-only', 'with --tenant: let in only findings with a CVE')
    .option('--port <number>', 'port to listen on', port)
    .option('--data <folder>', 'folder to keep the data in; without it the demo forgets everything')
    .action((options: DemoCommandOptions) => local.demo(options, context))

  program
    .command('doctor')
    .description('look at the settings, the database and the connectors of this machine, and say what is wrong')
    .option('--json', 'print JSON')
    .action(async (options: CommonOptions) => {
      const diagnoses = await local.doctor(context)
      const lines = diagnoses.map(({ check, state, message }) => `${marks[state]} ${check}: ${message}\n`)
      context.terminal.out(options.json === true ? json({ checks: diagnoses }) : lines.join(''))
      const failed = diagnoses.filter((diagnosis) => diagnosis.state === 'failed')
      if (failed.length > 0) throw new CliError(exitCodes.problem, `${failed.length} of ${diagnoses.length} checks failed.`)
    })
}

function roles(text: string): ReadonlySet<'api' | 'worker'> {
  const names = text.split(',').map((name) => name.trim())
  const known = (['api', 'worker'] as const).filter((role) => names.includes(role))
  if (known.length !== names.length) throw new InvalidArgumentError('It must be "api", "worker" or "api,worker".')
  return new Set(known)
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It must be a number from 0 to 65535.')
  return Number(text)
}
