import { readFile } from 'node:fs/promises'
import type { Resource } from '@patchbay/client'
import type { CliContext } from './context.ts'
import { CliError, exitCodes } from './exit-code.ts'

type Connector = Resource<'Connector'>

/** What the command line says about a connection's settings: `key=value` and `key=where`. */
export interface GivenSettings {
  readonly set?: readonly string[] | undefined
  readonly secret?: readonly string[] | undefined
}

/** One setting of a connector's JSON Schema, as far as the command line cares. */
interface Setting {
  readonly name: string
  readonly title: string
  readonly type: string
  readonly secret: boolean
  readonly required: boolean
}

/** Reads `--set` and `--secret` into the `config` of a connection. Secrets come from the environment, a file or standard input. */
export async function readSettings(
  given: GivenSettings,
  connector: Connector,
  context: CliContext,
): Promise<Record<string, unknown>> {
  const known = settingsOf(connector)
  const config: Record<string, unknown> = {}
  for (const pair of given.set ?? []) {
    const { name, value } = split(pair, '--set')
    const setting = find(known, name, connector)
    if (setting.secret) {
      throw usage(
        `"${name}" is a secret, and other users of this machine can see arguments. Use --secret ${name}=env:NAME, ${name}=file:PATH or ${name}=- instead.`,
      )
    }
    config[name] = typed(setting, value)
  }
  for (const pair of given.secret ?? []) {
    const { name, value } = split(pair, '--secret')
    find(known, name, connector)
    config[name] = await readSecret(name, value, context)
  }
  return config
}

/** Asks a person for the settings that are needed and not given yet; where nobody can be asked the hub will say what is missing. */
export async function askForMissing(config: Record<string, unknown>, connector: Connector, context: CliContext): Promise<void> {
  if (!context.terminal.interactive) return
  for (const setting of settingsOf(connector)) {
    if (setting.name in config || !(setting.required || setting.secret)) continue
    const message = setting.required ? setting.title : `${setting.title} (leave empty for none)`
    const value = await context.terminal.ask({ message, secret: setting.secret, optional: !setting.required })
    if (value.trim() !== '') config[setting.name] = typed(setting, value.trim())
  }
}

function settingsOf({ configSchema, secrets }: Connector): readonly Setting[] {
  const { properties, required } = configSchema
  const needed = Array.isArray(required) ? required : []
  return Object.entries(record(properties)).map(([name, schema]) => {
    const { title, type } = record(schema)
    return {
      name,
      title: typeof title === 'string' ? title : name,
      type: typeof type === 'string' ? type : 'string',
      secret: secrets.includes(name),
      required: needed.includes(name),
    }
  })
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function find(known: readonly Setting[], name: string, connector: Connector): Setting {
  const setting = known.find((one) => one.name === name)
  if (setting !== undefined) return setting
  throw usage(`${connector.name} has no setting "${name}". It has ${known.map((one) => one.name).join(', ')}.`)
}

function split(pair: string, option: string): { readonly name: string; readonly value: string } {
  const at = pair.indexOf('=')
  if (at < 1) throw usage(`${option} takes key=value, not "${option === '--secret' ? 'a key alone' : pair}".`)
  return { name: pair.slice(0, at), value: pair.slice(at + 1) }
}

function typed({ name, type }: Setting, value: string): unknown {
  if (type === 'boolean') {
    if (value === 'true' || value === 'false') return value === 'true'
    throw usage(`"${name}" is true or false, not "${value}".`)
  }
  if (type !== 'number' && type !== 'integer') return value
  const number = Number(value)
  if (value.trim() === '' || Number.isNaN(number)) throw usage(`"${name}" is a number, not "${value}".`)
  return number
}

/** A secret from `env:NAME`, `file:PATH` or `-`. */
export async function readSecret(name: string, where: string, { environment, terminal }: CliContext): Promise<string> {
  if (where === '-') return lineOf(name, 'standard input', await terminal.readAll())
  if (where.startsWith('env:')) return lineOf(name, `the variable ${where.slice(4)}`, environment[where.slice(4)] ?? '')
  if (where.startsWith('file:')) return lineOf(name, `the file ${where.slice(5)}`, await contentOf(where.slice(5)))
  throw usage(`--secret takes ${name}=env:NAME, ${name}=file:PATH or ${name}=- (standard input), never the secret itself.`)
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw usage(`The file ${path} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

/** Without the line end that editors and `echo` add. A key may have many lines. */
function lineOf(name: string, source: string, text: string): string {
  const value = text.replace(/\r?\n$/, '')
  if (value === '') throw usage(`There is nothing in ${source} to take "${name}" from.`)
  return value
}

function usage(message: string): CliError {
  return new CliError(exitCodes.usage, message)
}
