import type { Command } from 'commander'
import { exitCodeMeanings } from '../../packages/hub/src/cli/exit-code.ts'
import { createProgram } from '../../packages/hub/src/cli/program.ts'

/** Reference of every command, read from the program itself. */
export function cliPage(): string {
  const program = createProgram(context, local, '0')
  const commands = program.commands.flatMap(runnable)
  return [
    '# Command line',
    '',
    'Written by `npm run generate` from the program. Do not edit.',
    '',
    'Except for `serve`, `demo` and `doctor`, every command asks a running hub through its API. `PATCHBAY_URL` (or `--url`) says',
    'where it is, `http://localhost:7282` when nothing does; `PATCHBAY_TOKEN` proves who you are. Results go to standard output,',
    'everything said beside them to standard error, so `--json` can be piped.',
    '',
    'Secrets are never arguments: `--secret apiKey=env:NAME`, `--secret apiKey=file:PATH`, `--secret apiKey=-` (standard input),',
    'or the prompt of a terminal.',
    '',
    '## Exit codes',
    '',
    '| code | means |',
    '|---|---|',
    ...Object.entries(exitCodeMeanings).map(([code, meaning]) => `| ${code} | ${meaning} |`),
    '',
    '## Commands',
    '',
    ...program.commands.map((command) => `- [\`${command.name()}\`](#${anchor(command)}): ${command.description()}`),
    ...commands.flatMap(sectionOf),
    '',
  ].join('\n')
}

const context = {
  environment: {},
  signal: new AbortController().signal,
  terminal: { out() {}, say() {}, interactive: false, width: undefined, readAll: nobody, ask: nobody },
}

const local = { serve: nobody, demo: nobody, doctor: nobody }

function nobody(): Promise<never> {
  throw new Error('Describing the command line runs no command')
}

/** What can be run of a command: itself, or what is below it, however deep. */
function runnable(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(runnable)
}

/** Its words below `patchbay`. */
function pathOf(command: Command): string {
  const { parent } = command
  return parent === null || parent.parent === null ? command.name() : `${pathOf(parent)} ${command.name()}`
}

function anchor(command: Command): string {
  const [first] = runnable(command)
  return pathOf(first ?? command).replaceAll(' ', '-')
}

function sectionOf(command: Command): readonly string[] {
  const words = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name()
    return argument.required ? `<${name}>` : `[${name}]`
  })
  const rows = [
    ...command.registeredArguments.map((argument) => `| \`${argument.name()}\` | ${argument.description} |`),
    ...command.options.map((option) => `| \`${option.flags}\` | ${describe(option)} |`),
  ]
  return [
    '',
    `### ${pathOf(command)}`,
    '',
    `\`patchbay ${[pathOf(command), ...words].join(' ')}\`: ${command.description()}.`,
    ...(rows.length === 0 ? [] : ['', '| | |', '|---|---|', ...rows]),
  ]
}

function describe({ description, argChoices, defaultValue, mandatory }: Command['options'][number]): string {
  const notes = [
    ...(mandatory && defaultValue === undefined ? ['required'] : []),
    ...(argChoices === undefined ? [] : [`one of ${argChoices.join(', ')}`]),
    ...(typeof defaultValue === 'string' || typeof defaultValue === 'number' ? [`default ${defaultValue}`] : []),
  ]
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`
}
